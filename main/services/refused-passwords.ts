import { createHmac, randomBytes } from 'node:crypto';
import { AtollError } from '../../engine/errors/atoll-error.ts';

/** After the first refusal, ms; four times as long after each further one of the same password. */
const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 3_600_000;

interface Refusal {
  readonly code: string;
  readonly times: number;
  /** On the monotonic clock. */
  readonly until: number;
}

/**
 * Keeps a password that a server has refused from being tried again and again, by catalogs that are read in the
 * background, health checks and hasty queries, until the server locks the account. Another password is tried at once.
 * Of passwords it keeps a code made with a key of this process.
 */
export class RefusedPasswords {
  readonly #key = randomBytes(32);
  readonly #read: (source: string) => Promise<string | null>;
  readonly #now: () => number;
  readonly #given = new Map<string, string>();
  readonly #refusals = new Map<string, Refusal>();

  /** `read` reads the password of a source; `now` is a monotonic clock, ms. */
  constructor(read: (source: string) => Promise<string | null>, now: () => number = () => performance.now()) {
    this.#read = read;
    this.#now = now;
  }

  /** As `read` does; rejects with `secret-rejected` for one that was refused lately. */
  readonly secret = async (source: string): Promise<string | null> => {
    const secret = await this.#read(source);
    if (secret === null) return null;
    const code = createHmac('sha256', this.#key).update(secret).digest('hex');
    const refusal = this.#refusals.get(source);
    if (refusal?.code === code && this.#now() < refusal.until) throw stillRefused(source);
    if (refusal?.code !== code) this.#refusals.delete(source);
    this.#given.set(source, code);
    return secret;
  };

  /** The server did not take the password that was given last. */
  readonly refuse = (source: string): void => {
    const code = this.#given.get(source);
    if (code === undefined) return;
    const before = this.#refusals.get(source);
    const times = before?.code === code ? before.times + 1 : 1;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 4 ** (times - 1));
    this.#refusals.set(source, { code, times, until: this.#now() + wait });
  };

  /** The user asks for it, or has mended something at the server. */
  readonly allow = (source: string): void => {
    this.#refusals.delete(source);
  };
}

function stillRefused(source: string): AtollError {
  return new AtollError(
    'secret-rejected',
    `${source} has refused this password, so it is not sent again for a while: servers lock accounts after some tries.`,
    {
      source,
      step: 'login',
      hint: `Enter the right password, in the window or with: atoll secrets set ${source}. If it is right by now, test the source.`,
    },
  );
}
