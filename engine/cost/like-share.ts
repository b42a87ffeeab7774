import type { ColumnEstimate } from './column-estimate.ts';
import { present, restShare } from './distribution.ts';

/** What a pattern keeps where there are no values to try it on: as any equality of which nothing is known. */
export const UNKNOWN_LIKE = 0.1;
/** Histograms of fewer values say little of patterns (PostgreSQL's patternsel). */
const FEWEST_VALUES = 10;

/** The fixed beginning of a LIKE pattern. */
export function prefixOf(pattern: string): string {
  return /^[^%_\\]*/.exec(pattern)?.[0] ?? '';
}

/**
 * Share of a text column's rows that a pattern matches: it is tried on the common values and on those of the histogram,
 * of n of which k match, (k + ½) / (n + 1) of the others are taken to (the estimator of Krichevsky and Trofimov).
 */
export function likeShare(column: ColumnEstimate, pattern: string, fold: boolean): number {
  const matches = matcher(pattern, fold);
  const common = column.common.reduce((sum, { value, share }) => sum + (matches(value) ? share : 0), 0);
  const inner = column.histogram.slice(1, -1);
  if (inner.length < FEWEST_VALUES) return common + restShare(column) * UNKNOWN_LIKE;
  const seen = (inner.filter(matches).length + 0.5) / (inner.length + 1);
  return Math.min(present(column), common + restShare(column) * seen);
}

/** Whether a histogram's values tell how texts begin. */
export function tellsBeginnings({ histogram, common }: ColumnEstimate): boolean {
  return histogram.length >= FEWEST_VALUES || (common.length > 0 && histogram.length === 0);
}

function matcher(pattern: string, fold: boolean): (text: string) => boolean {
  const source = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const expression = source.replaceAll('%', '.*').replaceAll('_', '.');
  const compiled = new RegExp(`^${expression}$`, fold ? 'isu' : 'su');
  return (text) => compiled.test(text);
}
