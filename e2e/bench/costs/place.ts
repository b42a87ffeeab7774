import type { CostProfile } from '../../../engine/spi/cost-profile.ts';
import type { SortBy } from './statements.ts';

/** A source of which every cost is measured, its tables filled. */
export interface Place extends AsyncDisposable {
  /** With its version. */
  readonly name: string;
  /** What the code says of it. */
  readonly profile: CostProfile;
  /** Cores that a statement keeps busy there, where it has the machine for itself. */
  coresOf(sql: string): Promise<number>;
  /** The same of copying rows to here. */
  readonly readingCores: number;
  readonly sortBy: SortBy;
  /** Whether its tables can be read in ranges over several connections. */
  readonly parallel: boolean;
  /** Runs a statement there to its end. */
  run(sql: string): Promise<unknown>;
  /** Reads columns of `facts` as a query does, up to rows staged here. */
  read(columns: readonly string[], inRanges: boolean): Promise<void>;
  /** Milliseconds of the fastest of so many reads of one row over an open connection. */
  pingMs(runs: number): Promise<number>;
  /** Milliseconds of a core that its own process has taken so far; 0 where it runs in this one. */
  cpuMs(): Promise<number>;
}
