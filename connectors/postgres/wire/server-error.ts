/** What a server says when a statement or a login fails. */
export class ServerError extends Error {
  /** SQLSTATE, five characters. https://www.postgresql.org/docs/18/errcodes-appendix.html */
  readonly sqlState: string;
  readonly detail: string | null;
  readonly hint: string | null;
  /** 1-based place in the statement sent, in characters (code points). */
  readonly position: number | null;
  /** The server ends the session with this error. */
  readonly fatal: boolean;

  constructor(fields: ReadonlyMap<string, string>) {
    super(fields.get('M') ?? 'The server reports an error without a text.');
    this.name = 'ServerError';
    this.sqlState = fields.get('C') ?? 'XX000';
    this.detail = fields.get('D') ?? null;
    this.hint = fields.get('H') ?? null;
    const position = Number(fields.get('P') ?? Number.NaN);
    this.position = Number.isInteger(position) ? position : null;
    // V is the severity in English whatever the server's language is (since 9.6).
    const severity = fields.get('V') ?? fields.get('S') ?? 'ERROR';
    this.fatal = severity === 'FATAL' || severity === 'PANIC';
  }

  /** Reads the body of an ErrorResponse: fields of one letter and a text each. */
  static parse(body: Buffer): ServerError {
    const fields = new Map<string, string>();
    let at = 0;
    while (at < body.length && body[at] !== 0) {
      const end = body.indexOf(0, at + 1);
      if (end < 0) break;
      fields.set(String.fromCharCode(body[at] ?? 0), body.toString('utf8', at + 1, end));
      at = end + 1;
    }
    return new ServerError(fields);
  }
}
