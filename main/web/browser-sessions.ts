import { randomBytes } from 'node:crypto';
import { digestOf } from './one-time-codes.ts';

/** Browsers that have been let in, until the program ends. */
export class BrowserSessions {
  readonly #tokens = new Set<string>();
  readonly #cookie: string;

  /** Browsers share cookies among the ports of a host, so the port is in the name. */
  constructor(port: number) {
    this.#cookie = `atoll-${port}`;
  }

  /** A new session, as the value of a `Set-Cookie` header. */
  begin(): string {
    const token = randomBytes(32).toString('base64url');
    this.#tokens.add(digestOf(token));
    return `${this.#cookie}=${token}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** Whether a `Cookie` header has the token of a session. */
  isKnown(header: string | undefined): boolean {
    return (header ?? '').split(';').some((part) => {
      const [name, value] = part.trim().split('=', 2);
      return name === this.#cookie && value !== undefined && this.#tokens.has(digestOf(value));
    });
  }
}
