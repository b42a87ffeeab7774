import type { ColumnEstimate, Normal } from './column-estimate.ts';
import { scaleOf, type ValueScale } from './value-scale.ts';

/** One end of a range. */
export interface Bound {
  readonly value: string;
  readonly inclusive: boolean;
}

/** Share of a column's rows that are not NULL. */
export function present(column: ColumnEstimate): number {
  return 1 - (column.nulls ?? 0);
}

function commonShare(column: ColumnEstimate): number {
  return column.common.reduce((sum, { share }) => sum + share, 0);
}

/** Share of rows whose value is none of the common ones, nor NULL. */
export function restShare(column: ColumnEstimate): number {
  return Math.max(0, present(column) - commonShare(column));
}

/**
 * Share of rows that have a value: its own where it is common, else its part of what the common ones leave (PostgreSQL's
 * var_eq_const). Null where the number of different values is not known.
 */
export function equalShare(column: ColumnEstimate, value: string | null): number | null {
  const scale = scaleOf(column.type);
  const same = ({ value: other }: { value: string }): boolean =>
    value !== null && (scale === null ? other === value : scale.compare(other, value) === 0);
  const found = column.common.find(same);
  if (found !== undefined) return found.share;
  if (value !== null && isOutside(column, value, scale)) return 0;
  if (column.distinct === null) return null;
  if (value === null) return present(column) / Math.max(1, column.distinct);
  const others = column.distinct - column.common.length;
  const share = restShare(column) / Math.max(1, others);
  const least = Math.min(...column.common.map((one) => one.share), present(column));
  return Math.min(share, least);
}

function isOutside({ min, max }: ColumnEstimate, value: string, scale: ValueScale | null): boolean {
  if (scale === null || min === null || max === null) return false;
  return scale.compare(value, min) < 0 || scale.compare(value, max) > 0;
}

/**
 * Share of rows whose value lies below a bound: common ones one by one, the others by the histogram, else as if they lay
 * evenly between the smallest and the largest (PostgreSQL's scalarineqsel). Null where none of that is known.
 */
export function belowShare(column: ColumnEstimate, { value, inclusive }: Bound): number | null {
  const scale = scaleOf(column.type);
  if (scale === null) return null;
  const { normal } = column;
  if (normal !== null) {
    const at = scale.number(value);
    return at === null ? null : normalBelow(normal, at);
  }
  const among = column.common.reduce((sum, one) => {
    const order = scale.compare(one.value, value);
    return sum + (order < 0 || (order === 0 && inclusive) ? one.share : 0);
  }, 0);
  const rest = restShare(column);
  if (rest < 1e-9) return column.common.length === 0 ? null : among;
  const fraction = restBelow(column, value, inclusive, scale);
  return fraction === null || Number.isNaN(fraction) ? null : among + rest * fraction;
}

function restBelow(
  column: ColumnEstimate,
  value: string,
  inclusive: boolean,
  scale: ValueScale,
): number | null {
  const { histogram, min, max } = column;
  if (histogram.length >= 2) return histogramBelow(histogram, value, scale);
  if (min === null || max === null) return null;
  const [low, high, at] = [min, max, value].map((one) => scale.number(one));
  if (typeof low !== 'number' || typeof high !== 'number' || typeof at !== 'number')
    return scale.fraction(value, min, max);
  const span = high - low + scale.step;
  if (span <= 0) return at > low || (inclusive && at === low) ? 1 : 0;
  return Math.min(1, Math.max(0, (at - low + (inclusive ? scale.step : 0)) / span));
}

function histogramBelow(histogram: readonly string[], value: string, scale: ValueScale): number {
  const parts = histogram.length - 1;
  let part = 0;
  while (part < parts && scale.compare(histogram[part + 1] ?? '', value) < 0) part += 1;
  if (part === parts) return 1;
  const inside = scale.fraction(value, histogram[part] ?? '', histogram[part + 1] ?? '');
  return (part + inside) / parts;
}

/** The normal distribution's share below a value, by Abramowitz and Stegun's formula 26.2.17 (error below 7.5e-8). */
function normalBelow({ mean, deviation }: Normal, value: number): number {
  if (deviation <= 0) return value > mean ? 1 : 0;
  const z = Math.abs(value - mean) / deviation;
  const t = 1 / (1 + 0.231_641_9 * z);
  const powers = [0.319_381_53, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429];
  const sum = powers.reduce((total, factor, at) => total + factor * t ** (at + 1), 0);
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
  return value < mean ? tail : 1 - tail;
}

/** Values that divide a column's rows evenly, as numbers; null where nothing tells how they lie. */
export function quantiles(column: ColumnEstimate, count: number): readonly number[] | null {
  const scale = scaleOf(column.type);
  if (scale === null) return null;
  const points: { at: number; share: number }[] = [];
  for (const { value, share } of column.common) {
    const at = scale.number(value);
    if (at !== null) points.push({ at, share });
  }
  const rest = restShare(column);
  const ends = column.histogram.length >= 2 ? column.histogram : [column.min, column.max];
  const numbers = ends.map((one) => (one === null ? null : scale.number(one)));
  if (rest > 1e-9) {
    if (numbers.some((one) => one === null)) return null;
    for (let step = 0; step < count; step += 1) {
      const place = ((step + 0.5) / count) * (numbers.length - 1);
      const [low, high] = [numbers[Math.floor(place)] ?? 0, numbers[Math.floor(place) + 1] ?? 0];
      points.push({ at: low + (high - low) * (place % 1), share: rest / count });
    }
  }
  return points.length === 0 ? null : evenly(points, count);
}

function evenly(points: readonly { at: number; share: number }[], count: number): readonly number[] {
  const sorted = points.toSorted((a, b) => a.at - b.at);
  const all = sorted.reduce((sum, { share }) => sum + share, 0);
  const result: number[] = [];
  let seen = 0;
  for (const { at, share } of sorted) {
    seen += share;
    while (result.length < count && seen >= (all * (result.length + 0.5)) / count) result.push(at);
  }
  return result;
}
