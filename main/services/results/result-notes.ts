import type { ExplainReport } from '../../../engine/types/explain.ts';
import type { PushdownMode } from '../../../engine/types/pushdown.ts';
import type { StoredResult } from './result-reader.ts';
import type { FilterTerm, SortKey } from '../../contract/api/results.ts';

/** What is remembered of the run that made a result, beside what the runner knew. */
export interface ResultNotes {
  readonly title: string;
  /** The text as the user wrote it; the one that ran may have a LIMIT around it. */
  readonly text: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly ms: number;
  readonly mode: PushdownMode;
  /** Rows that the run was stopped at by wish; null for the whole answer. */
  readonly sample: number | null;
  readonly tab: string | null;
  readonly report: ExplainReport;
}

/** How a result was made out of another. */
export interface Derivation {
  readonly from: string;
  readonly sort: readonly SortKey[];
  readonly filter: readonly FilterTerm[];
}

/** A finished result as the services see it. */
export interface KeptResult extends Omit<StoredResult, 'file'> {
  readonly runId: string;
  /** The text that ran. */
  readonly sql: string;
  readonly bytes: number;
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
  readonly ordered: boolean;
  readonly nondeterminism: readonly string[];
  readonly pinned: boolean;
  readonly measurement: { readonly ms: number };
  /** Absent where the program ended before it wrote them, and in results of the command line. */
  readonly notes?: ResultNotes;
  /** Absent in a result of a run. */
  readonly derived?: Derivation;
}

/** What is known of a result that was made here and not by a run. */
export interface MadeResult
  extends Pick<KeptResult, 'runId' | 'sql' | 'columns' | 'rows' | 'ordered' | 'nondeterminism'> {
  readonly derived: Derivation;
  readonly ms: number;
}

/** The finished results of a workspace. */
export interface KeptResults {
  /** Newest first. */
  list(): Promise<readonly KeptResult[]>;
  /** Ids alone, in no order. */
  ids(): Promise<ReadonlySet<string>>;
  /** Null where there is no such result, or not any more. */
  get(runId: string): Promise<KeptResult | null>;
  /** Where the rows of a result are. */
  file(runId: string): string;
  /** Takes a finished file into the store. */
  publish(file: string, made: MadeResult): Promise<void>;
  annotate(runId: string, notes: ResultNotes): Promise<void>;
  pin(runId: string, pinned: boolean): Promise<void>;
  remove(runId: string): Promise<void>;
}
