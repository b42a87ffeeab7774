import type { Pushdown, SourceSpec } from '../../fixtures/federation.ts';

/** What the bench asks of a process that runs Atoll. */
export type AtollRequest =
  | { readonly kind: 'open'; readonly sources: readonly SourceSpec[] }
  | {
      readonly kind: 'run';
      readonly sql: string;
      readonly mode: Pushdown;
      /** The result file to make. */
      readonly file: string;
      readonly capMs: number;
    };

export type AtollReply =
  | { readonly kind: 'opened' }
  | ({ readonly kind: 'done' } & AtollRun)
  | { readonly kind: 'capped' }
  | { readonly kind: 'failed'; readonly message: string };

/** One query run to its end. */
export interface AtollRun {
  /** From the text to the finished result file, planning included. */
  readonly ms: number;
  readonly planMs: number;
  /** Time of the local remainder, after all rows came. */
  readonly localMs: number;
  /** The user's names of the result's columns. */
  readonly names: readonly string[];
  readonly rows: number;
  readonly bytes: number;
  readonly fragments: readonly FragmentRun[];
  /** Why the query was not planned and its own text ran over whole tables; null where it was planned. */
  readonly opaque: string | null;
  /** Most memory that the process had at once while it ran this query; null where the system doesn't tell. */
  readonly peakBytes: number | null;
}

export interface FragmentRun {
  readonly source: string;
  readonly sql: string;
  readonly estimatedRows: number | null;
  readonly rows: number;
  readonly bytes: number;
  readonly ms: number;
  /** Keys sent to cut it, as `1234 as list`. */
  readonly keys: readonly string[];
}
