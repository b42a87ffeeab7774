import type { FragmentKeys, KeyForm } from '../../plan/fragment.ts';
import { type FragmentCost, totalCost } from '../../types/fragment-cost.ts';
import type { KeyCosts } from '../../types/key-costs.ts';
import type { Gathered } from './gather.ts';
import { formsOf } from './keyed-sql.ts';

/** Keys in lists where nothing is known of the rows that they save: as long to send as 200,000 rows to fetch. */
const MOST_FOR_UNKNOWN = 100_000;
/** Keys in lists at most: what the runner holds of them, and what a statement may weigh. */
const MOST_KEYS = 2_000_000;
const MOST_BYTES = 64 * 1024 * 1024;
/** Microseconds that a row takes where nothing is foretold: six columns of it (ENVIRONMENT figures of all sources). */
const ROW = 0.5;
/** The same for what DuckDB reads in place, in a hash join with the keys: 0.05 for a key, 0.01 for a row that it tests. */
const LOCAL: KeyCosts = { key: 0.05, test: 0.01 };
const MS = 1000;

/** A set whose list is thought of, and the share of rows that it leaves by itself. */
interface Candidate {
  readonly gathered: Gathered;
  readonly kept: number;
}

/**
 * In which form each set goes: time and again the list that saves most, of the rows that are left, over what its keys
 * cost, while it saves any; the others as ranges, which cost nothing. Of a composite key and its single columns
 * whichever saves more comes first, and the other only for what it adds.
 */
export function chooseForms(
  sets: readonly Gathered[],
  keys: FragmentKeys,
  foretold: FragmentCost | undefined,
): readonly KeyForm[] {
  const lists = new Set(chooseLists(sets, keys, foretold));
  return sets.map((gathered): KeyForm => {
    if (lists.has(gathered)) return 'list';
    // What DuckDB reads in place it reads by ranges of its own accord, where a list goes at all.
    if (keys.costs === undefined) return 'none';
    return formsOf(keys.text.tests, gathered.set.name).has('range') ? 'range' : 'none';
  });
}

function chooseLists(
  sets: readonly Gathered[],
  keys: FragmentKeys,
  foretold: FragmentCost | undefined,
): readonly Gathered[] {
  const { rows } = keys;
  const open = sets.filter(({ hasNul }) => !hasNul).map((gathered) => candidate(gathered, rows));
  const chosen: Candidate[] = [];
  let left = 1;
  for (;;) {
    const fitting = open.filter((one) => !chosen.includes(one) && fits(one, chosen));
    const gains = fitting.map((one) => {
      const kept = keptBeside(one, chosen);
      return { one, kept, gain: gainOf(one, left, kept, keys, foretold) };
    });
    const [best] = gains.toSorted((a, b) => b.gain - a.gain);
    if (best === undefined || best.gain <= 0) return chosen.map(({ gathered }) => gathered);
    chosen.push(best.one);
    left *= best.kept;
  }
}

function fits({ gathered }: Candidate, chosen: readonly Candidate[]): boolean {
  const all = [gathered, ...chosen.map((one) => one.gathered)];
  const count = all.reduce((sum, one) => sum + one.count, 0);
  return count <= MOST_KEYS && all.reduce((sum, one) => sum + one.bytes, 0) <= MOST_BYTES;
}

function candidate(gathered: Gathered, rows: number | null): Candidate {
  const { count, set } = gathered;
  // A column of which nothing is known is taken for one whose values all differ.
  const distinct = set.distinct ?? rows;
  return { gathered, kept: distinct === null ? 0 : Math.min(1, count / Math.max(1, distinct)) };
}

/** The share of the rows that the chosen sets leave which this one leaves besides. */
function keptBeside({ gathered, kept }: Candidate, chosen: readonly Candidate[]): number {
  const own = columnsOf(gathered);
  const related = chosen.filter(
    (one) => one.gathered.set.from === gathered.set.from && isRelated(own, columnsOf(one.gathered)),
  );
  return related.reduce((left, one) => Math.min(1, left / Math.max(one.kept, Number.MIN_VALUE)), kept);
}

function columnsOf({ set }: Gathered): ReadonlySet<string> {
  return new Set(set.columns.map(({ name }) => name));
}

/** Whether the one's columns are among the other's. */
function isRelated(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].every((name) => other.has(name)) || [...other].every((name) => one.has(name));
}

/** Microseconds that a list saves while so many of the fragment's rows are left; not above 0 where it does not pay. */
function gainOf(
  { gathered: { count } }: Candidate,
  left: number,
  kept: number,
  { rows, costs = LOCAL }: FragmentKeys,
  foretold: FragmentCost | undefined,
): number {
  if (rows === null && foretold === undefined) return MOST_FOR_UNKNOWN - count;
  const whole =
    foretold === undefined
      ? (rows ?? 0) * ROW
      : (totalCost(foretold) - foretold.startupMs - foretold.scanMs) * MS;
  return left * whole * (1 - kept) - count * costs.key - left * (rows ?? 0) * costs.test;
}
