/** What a server says when a statement or a login fails. */
export class ServerError extends Error {
  /** The server's own number, such as 1045. https://mariadb.com/kb/en/mariadb-error-codes/ */
  readonly errno: number;
  /** SQLSTATE, five characters. */
  readonly sqlState: string;

  constructor(errno: number, sqlState: string, message: string) {
    super(message);
    this.name = 'ServerError';
    this.errno = errno;
    this.sqlState = sqlState;
  }

  /** Reads the payload of an ERR packet: 0xFF, a number, `#` and five characters of SQLSTATE, the text. */
  static parse(payload: Buffer): ServerError {
    const errno = payload.length >= 3 ? payload.readUInt16LE(1) : 0;
    const hasState = payload[3] === 0x23 && payload.length >= 9;
    const sqlState = hasState ? payload.toString('latin1', 4, 9) : 'HY000';
    const words = payload.toString('utf8', hasState ? 9 : 3);
    return new ServerError(
      errno,
      sqlState,
      words === '' ? 'The server reports an error without a text.' : words,
    );
  }
}
