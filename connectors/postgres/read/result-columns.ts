import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { BATCH_ROWS } from '../../../engine/spi/column-batch.ts';
import type { Column } from '../../../engine/plan/column.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import type { ColumnDecoder } from '../decode/column-decoder.ts';
import { decoderOf } from '../decode/decoder-of.ts';

/** A column as the server describes it before the first row. */
export interface ResultColumn {
  readonly name: string;
  readonly oid: number;
}

/** Bytes of a batch's buffers at most, values outside of the rows left out: 5,000 columns must fit. */
const BATCH_BYTES = 8 * 1024 * 1024;

/** Longest name that a server keeps, in bytes (NAMEDATALEN − 1). */
const NAME_BYTES = 63;

/** Reads the body of a RowDescription. */
export function parseRowDescription(body: Buffer): readonly ResultColumn[] {
  const columns: ResultColumn[] = [];
  const count = body.readUInt16BE(0);
  let at = 2;
  for (let column = 0; column < count; column += 1) {
    const end = body.indexOf(0, at);
    // After the name: table oid, attribute number, type oid, size, modifier, format.
    columns.push({ name: body.toString('utf8', at, end), oid: body.readUInt32BE(end + 7) });
    at = end + 19;
  }
  return columns;
}

/** The decoders of a result and how many rows a batch of it has. */
export interface Decoding {
  readonly decoders: readonly ColumnDecoder[];
  readonly rows: number;
}

/**
 * The decoders for what the server will send. Throws AtollError `source-drift` naming the difference where the result
 * is not what the plan relied on.
 */
export function decodingOf(
  source: string,
  expected: readonly Column[],
  found: readonly ResultColumn[],
): Decoding {
  if (expected.length !== found.length) {
    throw drift(source, `the result has ${found.length} columns instead of ${expected.length}`);
  }
  const rows = Math.max(
    1,
    Math.min(BATCH_ROWS, Math.floor(BATCH_BYTES / (16 * Math.max(1, expected.length)))),
  );
  const decoders = expected.map((column, at) => {
    const { name = '', oid = 0 } = found[at] ?? {};
    if (name !== shortened(column.name)) {
      throw drift(source, `column ${at + 1} of the result is ${name} instead of ${column.name}`);
    }
    const decoder = decoderOf(oid, { source, column, rows });
    if (decoder !== null) return decoder;
    throw drift(
      source,
      `column ${name} is no longer of a type that is read as ${typeToSql(column.type)} (its type now has the number ${oid})`,
    );
  });
  return { decoders, rows };
}

/** The server cuts long names at a character's border. */
function shortened(name: string): string {
  const bytes = Buffer.from(name, 'utf8');
  if (bytes.length <= NAME_BYTES) return name;
  let end = NAME_BYTES;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}

function drift(source: string, what: string): AtollError {
  return new AtollError('source-drift', `${source} has changed since its catalog was read: ${what}.`, {
    source,
    step: 'query',
    hint: `Read its catalog again (atoll sources refresh ${source}) and run the query again.`,
  });
}
