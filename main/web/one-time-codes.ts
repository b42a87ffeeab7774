import { createHash, randomBytes } from 'node:crypto';

/** How long a code opens the door, ms. */
export const CODE_LIFE_MS = 60_000;

/** Codes of 256 bits that each let one browser in, once, within a minute. Only their digests are kept. */
export class OneTimeCodes {
  readonly #now: () => number;
  /** When each dies, by digest. */
  readonly #dies = new Map<string, number>();

  /** `now` is a clock that never goes back, ms. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  issue(): string {
    this.#forgetDead();
    const code = randomBytes(32).toString('base64url');
    this.#dies.set(digestOf(code), this.#now() + CODE_LIFE_MS);
    return code;
  }

  /** Whether the code lets in; it never does again. */
  redeem(code: string): boolean {
    this.#forgetDead();
    return this.#dies.delete(digestOf(code));
  }

  #forgetDead(): void {
    const now = this.#now();
    for (const [digest, dies] of this.#dies) if (dies <= now) this.#dies.delete(digest);
  }
}

/** Looking up a digest tells nothing about the secret by the time that it takes. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
