import type { ColumnEstimate } from './column-estimate.ts';
import { present, restShare } from './distribution.ts';

/** What each part of a pattern keeps where no values are known to try it on (PostgreSQL's like_selectivity). */
const FIXED_CHARACTER = 0.2;
const ANY_CHARACTER = 0.9;
const WILDCARD = 5;
/** Histograms with fewer values than this say little, those with more than the other all (PostgreSQL's patternsel). */
const FEWEST_VALUES = 10;
const ENOUGH_VALUES = 100;

/** The fixed beginning of a LIKE pattern. */
export function prefixOf(pattern: string): string {
  return /^[^%_\\]*/.exec(pattern)?.[0] ?? '';
}

/**
 * Share of a text column's rows that a pattern matches: it is tried on the common values and on those of the histogram,
 * the fewer these are the more its length counts too.
 */
export function likeShare(column: ColumnEstimate, pattern: string, fold: boolean): number {
  const matches = matcher(pattern, fold);
  const common = column.common.reduce((sum, { value, share }) => sum + (matches(value) ? share : 0), 0);
  const inner = column.histogram.slice(1, -1);
  const guess = byLength(pattern);
  if (inner.length < FEWEST_VALUES) return common + restShare(column) * guess;
  const seen = inner.filter(matches).length / inner.length;
  const trust = Math.min(1, inner.length / ENOUGH_VALUES);
  const fraction = Math.min(0.9999, Math.max(0.0001, seen * trust + guess * (1 - trust)));
  return Math.min(present(column), common + restShare(column) * fraction);
}

function byLength(pattern: string): number {
  let share = 1;
  for (const character of pattern.replaceAll(/%+/g, '%')) {
    if (character === '%') share *= WILDCARD;
    else share *= character === '_' ? ANY_CHARACTER : FIXED_CHARACTER;
  }
  return Math.min(1, share);
}

function matcher(pattern: string, fold: boolean): (text: string) => boolean {
  const source = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const expression = source.replaceAll('%', '.*').replaceAll('_', '.');
  const compiled = new RegExp(`^${expression}$`, fold ? 'isu' : 'su');
  return (text) => compiled.test(text);
}
