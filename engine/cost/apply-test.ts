import type { ColumnEstimate } from './column-estimate.ts';
import type { ColumnTest } from './column-test.ts';
import { belowShare, type Bound, equalShare, present } from './distribution.ts';
import { likeShare, prefixOf, tellsBeginnings, UNKNOWN_LIKE } from './like-share.ts';
import { scaleOf, type ValueScale } from './value-scale.ts';

/** What System R takes where no statistics say better (Selinger et al., "Access Path Selection …", 1979). */
export const UNKNOWN_EQUALITY = 0.1;
export const UNKNOWN_RANGE = 1 / 3;
const UNKNOWN_INTERVAL = 1 / 4;
/** PostgreSQL's share of NULLs where none is known (DEFAULT_UNK_SEL). */
const UNKNOWN_NULLS = 0.005;
/** After every text with a given beginning. */
const LAST_CHARACTER = '\u{10ffff}';

/** The share of rows that a test keeps, and the column in those rows. */
export interface Tested {
  readonly share: number;
  readonly column: ColumnEstimate;
}

export function applyTest(column: ColumnEstimate, test: ColumnTest): Tested {
  switch (test.kind) {
    case 'never':
      return { share: 0, column };
    case 'null':
      return test.negated ? withoutNulls(column) : onlyNulls(column);
    case 'in':
      return test.negated ? without(column, test.values) : oneOf(column, test.values);
    case 'range':
      return between(column, test.low, test.high);
    case 'some-range':
      return someRange(column, test.ends);
    case 'like':
      return liked(column, test);
  }
}

function onlyNulls(column: ColumnEstimate): Tested {
  const share = column.nulls ?? UNKNOWN_NULLS;
  return { share, column: { ...column, distinct: 0, domain: 0, nulls: 1, common: [], histogram: [] } };
}

function withoutNulls(column: ColumnEstimate): Tested {
  const share = column.nulls === null ? 1 - UNKNOWN_NULLS : present(column);
  return { share, column: rescaled(column, share) };
}

/** The column in the rows that a test on it kept, shares being of those rows. */
function rescaled(column: ColumnEstimate, share: number): ColumnEstimate {
  if (share <= 0) return { ...column, nulls: 0, common: [] };
  const common = column.common.map((one) => ({ ...one, share: Math.min(1, one.share / share) }));
  return { ...column, nulls: 0, common };
}

function oneOf(column: ColumnEstimate, values: readonly (string | null)[]): Tested {
  const each = values.map((value) => equalShare(column, value) ?? UNKNOWN_EQUALITY);
  const share = Math.min(
    present(column),
    each.reduce((sum, one) => sum + one, 0),
  );
  const count = Math.min(values.length, column.distinct ?? values.length);
  const known = values.filter((value) => value !== null);
  const listed = known.length === values.length;
  const scale = scaleOf(column.type);
  const sorted = scale === null ? known : known.toSorted((a, b) => scale.compare(a, b));
  return {
    share,
    column: {
      ...column,
      distinct: count,
      domain: count,
      nulls: 0,
      min: listed ? (sorted[0] ?? null) : column.min,
      max: listed ? (sorted.at(-1) ?? null) : column.max,
      common: values.flatMap((value, at) =>
        value === null || share <= 0 ? [] : [{ value, share: (each[at] ?? 0) / share }],
      ),
      histogram: [],
      normal: null,
    },
  };
}

function without(column: ColumnEstimate, values: readonly (string | null)[]): Tested {
  const each = values.map((value) => equalShare(column, value) ?? UNKNOWN_EQUALITY);
  const share = Math.max(0, present(column) - each.reduce((sum, one) => sum + one, 0));
  const scale = scaleOf(column.type);
  const isOut = (value: string): boolean =>
    values.some((one) => one !== null && (scale?.compare(one, value) ?? (one === value ? 0 : 1)) === 0);
  const left = rescaled({ ...column, common: column.common.filter(({ value }) => !isOut(value)) }, share);
  const fewer = (count: number | null): number | null => count && Math.max(1, count - values.length);
  return { share, column: { ...left, distinct: fewer(column.distinct), domain: fewer(column.domain) } };
}

/** A range of values; where it is open at an end, as far as the column goes. */
function between(column: ColumnEstimate, low: Bound | null, high: Bound | null): Tested {
  const below = low === null ? 0 : belowShare(column, { value: low.value, inclusive: !low.inclusive });
  const upTo = high === null ? present(column) : belowShare(column, high);
  if (below === null || upTo === null) return someRange(column, low === null || high === null ? 1 : 2);
  const share = Math.max(0, upTo - below);
  return { share, column: clipped(column, low, high, share) };
}

function clipped(
  column: ColumnEstimate,
  low: Bound | null,
  high: Bound | null,
  share: number,
): ColumnEstimate {
  const scale = scaleOf(column.type);
  if (scale === null) return column;
  const isIn = (value: string): boolean => {
    const fromLow = low === null ? 1 : scale.compare(value, low.value);
    const fromHigh = high === null ? -1 : scale.compare(value, high.value);
    const above = fromLow > 0 || (fromLow === 0 && low?.inclusive === true);
    return above && (fromHigh < 0 || (fromHigh === 0 && high?.inclusive === true));
  };
  const common = column.common.filter(({ value }) => isIn(value));
  const inner = column.histogram.filter(isIn);
  const [min, max] = [
    later(low?.value ?? null, column.min, scale),
    sooner(high?.value ?? null, column.max, scale),
  ];
  const histogram = column.histogram.length < 2 || min === null || max === null ? [] : [min, ...inner, max];
  const ratio = share / Math.max(1e-12, present(column));
  const less = (count: number | null): number | null => count && Math.max(1, Math.min(count, count * ratio));
  const left = rescaled({ ...column, common }, share);
  return {
    ...left,
    distinct: less(column.distinct),
    domain: less(column.domain),
    min,
    max,
    histogram,
    normal: null,
  };
}

function later(a: string | null, b: string | null, scale: ValueScale): string | null {
  if (a === null || b === null) return a ?? b;
  return scale.compare(a, b) >= 0 ? a : b;
}

function sooner(a: string | null, b: string | null, scale: ValueScale): string | null {
  if (a === null || b === null) return a ?? b;
  return scale.compare(a, b) <= 0 ? a : b;
}

/** A range of unknown ends; a second one over the same column makes them an interval. */
function someRange(column: ColumnEstimate, ends: 1 | 2): Tested {
  const whole = ends === 2 ? UNKNOWN_INTERVAL : UNKNOWN_RANGE;
  const share = column.halved === true ? UNKNOWN_INTERVAL / UNKNOWN_RANGE : whole;
  const less = (count: number | null): number | null => count && Math.max(1, count * share);
  const left = { ...rescaled(column, share), distinct: less(column.distinct), domain: less(column.domain) };
  return { share: share * present(column), column: { ...left, halved: true } };
}

function liked(column: ColumnEstimate, test: Extract<ColumnTest, { kind: 'like' }>): Tested {
  const { pattern, fold, negated } = test;
  const prefix = fold ? '' : prefixOf(pattern);
  if (prefix === pattern) return negated ? without(column, [pattern]) : oneOf(column, [pattern]);
  const range = prefix === '' ? null : likePrefix(column, prefix);
  const isPrefix = pattern === `${prefix}%`;
  if (range !== null && isPrefix && !negated) return range;
  const matched = isPrefix && range !== null ? range.share : likeShare(column, pattern, fold);
  const least = Math.min(range?.share ?? 1, matched);
  const share = negated ? Math.max(0, present(column) - least) : least;
  const ratio = share / Math.max(1e-12, present(column));
  const less = (count: number | null): number | null => count && Math.max(1, count * ratio);
  const left = { ...column, common: [], histogram: [], nulls: 0 };
  return { share, column: { ...left, distinct: less(column.distinct), domain: less(column.domain) } };
}

/** Of the ends alone no more than the first character is told: words do not lie evenly. */
function likePrefix(column: ColumnEstimate, prefix: string): Tested | null {
  const range = withPrefix(column, prefix);
  if (range === null || tellsBeginnings(column)) return range;
  const first = withPrefix(column, prefix.slice(0, 1))?.share ?? 1;
  return { ...range, share: Math.max(range.share, Math.min(first, UNKNOWN_LIKE)) };
}

/** Text that begins with another one lies in a range (PostgreSQL's prefix_selectivity). */
export function withPrefix(column: ColumnEstimate, prefix: string): Tested | null {
  const low = { value: prefix, inclusive: true };
  const high = { value: prefix + LAST_CHARACTER, inclusive: false };
  const [from, to] = [belowShare(column, { ...low, inclusive: false }), belowShare(column, high)];
  if (from === null || to === null) return null;
  const share = Math.max(to - from, equalShare(column, prefix) ?? 0);
  return { share, column: clipped(column, low, high, share) };
}
