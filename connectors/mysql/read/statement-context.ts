import type { Address } from '../reach/address.ts';

/** Around a statement: whose it is and how long it may take. */
export interface StatementContext {
  readonly address: Address;
  readonly timeoutMs: number | null;
  /** Silence after which the server is asked by a second connection whether the statement still runs. */
  readonly silenceMs: number;
  readonly signal: AbortSignal;
  /** Dates with a zero in them are read as NULL; else they are misfits. */
  readonly zeroIsNull: boolean;
}
