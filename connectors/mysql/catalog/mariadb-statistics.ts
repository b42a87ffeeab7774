import type { ColumnStatistics, CommonValue } from '../../../engine/types/catalog.ts';
import type { DataType } from '../../../engine/types/data-type.ts';
import { isInteger } from '../../../engine/types/type-class.ts';

/** The server keeps no more of a smallest or largest value. */
const LONGEST_END = 255;
/** Parts of a histogram that are shown. */
const MOST_PARTS = 50;

/** The bounds of a column and its common values, as far as they can be told. */
type Values = Pick<ColumnStatistics, 'common' | 'histogram'>;

/**
 * Of a row of `mysql.column_stats`. Bounds are as of the last ANALYZE, which proves nothing about rows since: so they
 * are the ends of a histogram, if only of one part.
 */
export function ofAnalyze(
  row: readonly (string | null)[],
  type: DataType,
  rows: number | null,
  cardinality: number | null,
): ColumnStatistics {
  const [, , , nulls, width, frequency, min, max, kind, histogram] = row;
  const nullFraction = nulls == null ? null : Number(nulls);
  const perValue = Number(frequency ?? 0);
  const present = 1 - (nullFraction ?? 0);
  const counted = rows !== null && perValue > 0 ? Math.max(1, Math.round((rows * present) / perValue)) : null;
  return {
    distinct: counted ?? cardinality,
    nullFraction,
    averageBytes: width == null ? null : Number(width),
    min: null,
    max: null,
    ...(min == null || max == null
      ? {}
      : valuesOf({ min, max, kind: kind ?? '', histogram: histogram ?? '' }, type, present)),
  };
}

interface Kept {
  readonly min: string;
  readonly max: string;
  readonly kind: string;
  readonly histogram: string;
}

function valuesOf({ min, max, kind, histogram }: Kept, type: DataType, present: number): Values {
  if (kind === 'JSON_HB') return ofBuckets(histogram, present);
  const scale = scaleOf(type);
  if (scale === null) return Math.max(min.length, max.length) < LONGEST_END ? { histogram: [min, max] } : {};
  const [low, high] = [scale.read(min), scale.read(max)];
  const inner = thinned(fractionsOf(kind, histogram)).map((at) => scale.write(low + at * (high - low)));
  return { histogram: [min, ...inner, max] };
}

/** Bounds as shares of the way from the smallest to the largest value, of one byte or of two (sql_statistics.h, Histogram_binary). */
function fractionsOf(kind: string, hex: string): readonly number[] {
  const bytes = Buffer.from(hex, 'hex');
  if (kind === 'SINGLE_PREC_HB') return [...bytes].map((byte) => byte / 0xff);
  const count = Math.floor(bytes.length / 2);
  return Array.from({ length: count }, (_, at) => bytes.readUInt16LE(at * 2) / 0xff_ff);
}

/** Every so manieth bound, so that parts stay equal. */
function thinned(bounds: readonly number[]): readonly number[] {
  const step = Math.max(1, Math.ceil((bounds.length + 1) / MOST_PARTS));
  return bounds.filter((_, at) => (at + 1) % step === 0);
}

/** Values as the numbers between which the server measures, and back; null for text, of which it keeps no more than 2 bytes. */
interface Scale {
  read(text: string): number;
  write(at: number): string;
}

function scaleOf(type: DataType): Scale | null {
  if (isInteger(type)) return { read: Number, write: (at) => String(Math.round(at)) };
  if (type.id === 'DECIMAL') return { read: Number, write: (at) => at.toFixed(type.scale) };
  if (type.id === 'DOUBLE' || type.id === 'FLOAT') return { read: Number, write: String };
  if (type.id === 'DATE') return { read: (text) => Number(text.replaceAll('-', '')), write: dateOf };
  if (type.id !== 'TIMESTAMP' && type.id !== 'TIMESTAMP WITH TIME ZONE') return null;
  return {
    read: (text) => Number(text.slice(0, 19).replaceAll(/\D/g, '').padEnd(14, '0')),
    write: (at) => `${dateOf(at / 1_000_000)} 00:00:00`,
  };
}

/** To the server the 5th of March 2024 is 20240305, and what lies between two days may be none. */
function dateOf(at: number): string {
  const whole = Math.round(at);
  const month = Math.min(12, Math.max(1, Math.floor(whole / 100) % 100));
  const day = Math.min(28, Math.max(1, whole % 100));
  const digits = (value: number, count: number): string => String(value).padStart(count, '0');
  return `${digits(Math.floor(whole / 10_000), 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

interface Bucket {
  readonly start: string;
  readonly end?: string;
  readonly size: number;
  readonly ndv: number;
}

/** JSON_HB: buckets of about equal size, but for frequent values, which have one each. */
function ofBuckets(json: string, present: number): Values {
  const { histogram_hb: buckets = [] } = JSON.parse(json) as { histogram_hb?: readonly Bucket[] };
  const common = buckets
    .filter(({ ndv }) => ndv === 1)
    .map(({ start, size }): CommonValue => ({ value: start, share: size * present }))
    .toSorted((a, b) => b.share - a.share)
    .slice(0, MOST_PARTS);
  const others = buckets.filter(({ ndv }) => ndv !== 1).map(({ start }) => start);
  const end = buckets.at(-1)?.end;
  const histogram = end === undefined ? others : [...others, end];
  return {
    ...(common.length === 0 ? {} : { common }),
    ...(histogram.length < 2 ? {} : { histogram }),
  };
}
