/**
 * Messages to the server, protocol 3.0: a type byte, a length that counts itself, the body.
 * https://www.postgresql.org/docs/18/protocol-message-formats.html
 */
const TERMINATE = 'X';
const CANCEL_CODE = 80877102;
const SSL_CODE = 80877103;

function framed(type: string, ...parts: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeUInt32BE(4 + parts.reduce((sum, part) => sum + part.length, 0), 1);
  return Buffer.concat([head, ...parts]);
}

/** Text as the protocol ends it. A NUL inside would end it early, so it is refused. */
function cstring(text: string): Buffer {
  if (text.includes('\0')) throw new RangeError('Statements and names for PostgreSQL hold no NUL character.');
  return Buffer.from(`${text}\0`, 'utf8');
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** Statements separated by semicolons, answered in text format. */
export function queryMessage(sql: string): Buffer {
  return framed('Q', cstring(sql));
}

/** Prepares the unnamed statement. An OID of 0 leaves the parameter's type to the server. */
export function parseMessage(sql: string, parameterOids: readonly number[]): Buffer {
  return framed('P', cstring(''), cstring(sql), int16(parameterOids.length), ...parameterOids.map(int32));
}

/** Asks what parameters and columns the unnamed statement has. */
export function describeStatementMessage(): Buffer {
  return framed('D', Buffer.from('S\0', 'latin1'));
}

/**
 * Binds values to the unnamed statement: text in text form, bytes in binary form. A result format is 0 for text and 1
 * for binary, one a column.
 */
export function bindMessage(
  values: readonly (string | Buffer | null)[],
  resultFormats: readonly number[],
): Buffer {
  const encoded = values.flatMap((value) => {
    if (value === null) return [int32(-1)];
    const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
    return [int32(bytes.length), bytes];
  });
  const formats = values.some((value) => value instanceof Buffer)
    ? values.map((value) => (value instanceof Buffer ? 1 : 0))
    : [];
  return framed(
    'B',
    Buffer.from('\0\0', 'latin1'),
    int16(formats.length),
    ...formats.map(int16),
    int16(values.length),
    ...encoded,
    int16(resultFormats.length),
    ...resultFormats.map(int16),
  );
}

/** Runs the unnamed portal to its end. */
export function executeMessage(): Buffer {
  return framed('E', Buffer.from('\0', 'latin1'), int32(0));
}

/** Ends a series of extended messages: the server answers with ReadyForQuery, whatever happened. */
export function syncMessage(): Buffer {
  return framed('S');
}

/** A whole statement without result inside a series of extended messages. */
export function statementMessages(sql: string): Buffer {
  return Buffer.concat([parseMessage(sql, []), bindMessage([], []), executeMessage()]);
}

export function terminateMessage(): Buffer {
  return framed(TERMINATE);
}

/** Sent alone on a new connection: stops what the backend with this key does at the moment. */
export function cancelMessage(processId: number, secretKey: number): Buffer {
  return Buffer.concat([int32(16), int32(CANCEL_CODE), int32(processId), int32(secretKey)]);
}

/** The first message of a connection that wants TLS; the server answers with one byte, S or N. */
export function sslRequestMessage(): Buffer {
  return Buffer.concat([int32(8), int32(SSL_CODE)]);
}
