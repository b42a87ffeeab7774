import { createHmac, randomBytes } from 'node:crypto';

/**
 * Tells whether a source's secret is still the one that a connection was made with, and nothing else of it: a code made
 * with a key that this process has made for itself.
 */
export class SecretVersions {
  readonly #key = randomBytes(32);
  readonly #secret: (source: string) => Promise<string | null>;

  constructor(secret: (source: string) => Promise<string | null>) {
    this.#secret = secret;
  }

  /** Null for a source without a secret. One that can't be read has a version too, that of no other. */
  async of(source: string): Promise<string | null> {
    try {
      const secret = await this.#secret(source);
      return secret === null ? null : createHmac('sha256', this.#key).update(secret).digest('hex');
    } catch {
      return 'unreadable';
    }
  }
}
