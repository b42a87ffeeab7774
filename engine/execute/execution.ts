import type { PlacedPlan } from '../plan/fragment.ts';
import type { Source } from '../spi/connector.ts';
import type { DataType } from '../types/data-type.ts';
import type { EngineOperator, FragmentMeasurement, SentKeys } from '../types/explain.ts';
import type { SourceLimits } from '../types/limits.ts';
import type { ProgressEvent } from '../types/progress.ts';

/** What running one plan takes. */
export interface ExecuteOptions {
  readonly plan: PlacedPlan;
  /** Every source that the plan's fragments name, under that name. The caller closes them. */
  readonly sources: ReadonlyMap<string, Source>;
  /** By source; a source without an entry has the default limits. */
  readonly limits: ReadonlyMap<string, SourceLimits>;
  /** The DuckDB file to make, with the one table `result`. It must not exist; where the run fails it is removed. */
  readonly resultPath: string;
  /** Private folder for spilling, made at need and emptied of what this run put there. */
  readonly spillDir: string;
  /** Such as `512MB`. */
  readonly memoryLimit?: string;
  /** Most that spilling may take on disk, such as `8GB`. */
  readonly spillLimit?: string;
  readonly threads?: number;
  /** Aborting it stops everything, at the sources too; `executePlan` then rejects with `cancelled`. */
  readonly signal: AbortSignal;
  /** The kill switch of one source: aborting it stops that source's fragments and fails the query. */
  killSwitch?(source: string): AbortSignal;
  onProgress(event: ProgressEvent): void;
  /** Tells which connections the run holds at a source now, for stopping them from outside. */
  onBackends?(source: string, handles: readonly string[]): void;
  /**
   * Rows of a streamed fragment that go through the local part at once, which then waits for what they meet; by default
   * as many as pays. For tests.
   */
  readonly batchRows?: number;
  /** Gives a way to read rows of the answer before its end, once there are some. */
  onProvisional?(rows: ProvisionalRows): void;
  /** Gives a way to change the memory limit while the plan runs. */
  onMemory?(change: (limit: string) => Promise<void>): void;
}

/** One column of a result: `field` is its name in the file, unique; `name` is what the user called it. */
export interface ResultColumn {
  readonly name: string;
  readonly field: string;
  readonly type: DataType;
}

/** Rows of the answer while others are still to come: nothing says yet that they will be its rows. */
export interface ProvisionalRows {
  /** Rows `from` (the first is 0) to `from + count` in the order in which they came; null after the end of the run. */
  page(from: number, count: number): Promise<ProvisionalPage | null>;
}

/** Some rows of an answer that is not complete, in a file of the form of a result file. */
export interface ProvisionalPage {
  /** It is there while the run goes on. */
  readonly file: string;
  readonly rows: number;
  readonly columns: readonly ResultColumn[];
}

/** What came of a plan that ran to its proved end. */
export interface ExecutionOutcome {
  readonly rows: number;
  readonly columns: readonly ResultColumn[];
  readonly measurement: Measurement;
}

/** The figures of one run, as plain data. */
export interface Measurement {
  /** From the first connection to the finished file. */
  readonly ms: number;
  readonly rows: number;
  /** By fragment id. */
  readonly fragments: Readonly<Record<string, FragmentMeasurement>>;
  /** What was sent of keys, by the id of the fragment that they cut; absent where no fragment had any. */
  readonly keys?: Readonly<Record<string, SentKeys>>;
  /** Milliseconds of the local part alone. */
  readonly localMs: number;
  readonly operators: readonly EngineOperator[];
}
