import type { CostProfile } from '../../../engine/spi/cost-profile.ts';
import { KINDS, REPEATS } from './facts.ts';
import type { StatementName } from './statements.ts';

/** Milliseconds of everything that was run. */
export interface Times {
  readonly statements: Readonly<Record<StatementName, number>>;
  readonly pingMs: number;
  /** Reading two columns (the mean of four pairs), all eight, and these in ranges over two connections, where that can be. */
  readonly two: number;
  readonly eight: number;
  readonly ranges: number | null;
}

export type MeasuredCosts = Readonly<Record<Exclude<keyof CostProfile, 'keys'>, number>>;

const MICROSECONDS = 1000;
const SORT_ROWS = 1_000_000;
/** The columns that one way of reading reads more than the other. */
const MORE_COLUMNS = 6;

/** Costs in the units of `CostProfile`, each from the difference of two statements. */
export function figuresOf({ statements, pingMs, two, eight, ranges }: Times, rows: number): MeasuredCosts {
  const perRow = (ms: number): number => (Math.max(0, ms) * MICROSECONDS) / rows;
  const above = (name: StatementName, base: StatementName): number =>
    perRow(statements[name] - statements[base]);
  const accumulate = above('sums', 'count') / 3;
  const scan = Math.max(0, perRow(statements.count) - accumulate);
  const sendColumn = perRow(eight - two) / MORE_COLUMNS;
  return {
    startupMs: pingMs,
    scan,
    operation: above('compare', 'count') / 4,
    decimal: above('computed', 'price') / 2,
    group: above('groupFew', 'count'),
    groupMany: above('groupMany', 'count'),
    accumulate,
    join: above('join', 'count') / (1 + KINDS / rows),
    joinMany: above('joinMany', 'count') / (1 + 1 / REPEATS),
    sort: above('sort', 'count') * (Math.log2(SORT_ROWS) / Math.log2(rows)),
    send: Math.max(0, perRow(two) - 2 * sendColumn - scan),
    sendColumn,
    parallelScan: ranges === null ? 1 : ranges / eight,
  };
}
