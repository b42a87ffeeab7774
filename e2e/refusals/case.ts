import type { ReasonCode } from '../../engine/types/explain.ts';

/** A query that goes to its source as it is. */
export interface OnSide {
  readonly sql: string;
  /** The text that goes there. */
  readonly sent: RegExp;
}

/** A query that would be answered wrongly if it went there as it is. */
export interface OffSide {
  readonly sql: string;
  /** What stays here for which reason; … */
  readonly kept?: readonly [operator: string, code: ReasonCode];
  /** … or what in the text that goes makes it right. Of what is kept: what goes all the same. */
  readonly sent?: RegExp;
  /** What the careless would send; the source names of `sql` left out by default. Null: nothing else comes of it. */
  readonly naive?: string | null;
}

/** One capability: where it is used, and where it must not be. */
export interface OnOffCase {
  readonly name: string;
  readonly on: OnSide;
  readonly off: OffSide;
}
