import type { ColumnStatistics, CommonValue } from '../../../engine/types/catalog.ts';

/** A JSON histogram of MySQL (Optimizer Statistics, "The INFORMATION_SCHEMA COLUMN_STATISTICS Table"). */
interface Histogram {
  readonly 'histogram-type': string;
  readonly 'null-values': number;
  /** `[value, cumulative share]`, or of equi-height ones `[low, high, cumulative share, distinct values]`. */
  readonly buckets: readonly (readonly (string | number)[])[];
}

export function ofHistogram(json: string, cardinality: number | null): ColumnStatistics {
  const histogram = JSON.parse(json) as Histogram;
  const { buckets } = histogram;
  const nullFraction = histogram['null-values'];
  const kept = { nullFraction, averageBytes: null, min: null, max: null };
  if (histogram['histogram-type'] === 'singleton') {
    const common = buckets.map(([value = '', upTo], at): CommonValue => {
      const share = Number(upTo) - Number(buckets[at - 1]?.[1] ?? 0);
      return { value: textOf(value), share };
    });
    return { ...kept, distinct: buckets.length, common };
  }
  const distinct = buckets.reduce((sum, bucket) => sum + Number(bucket[3] ?? 1), 0);
  const bounds = buckets.map(([low = '']) => textOf(low));
  const last = buckets.at(-1)?.[1];
  return {
    ...kept,
    distinct: cardinality ?? distinct,
    ...(last === undefined ? {} : { histogram: [...bounds, textOf(last)] }),
  };
}

/** Text is there in base 64, after the number of its type. */
function textOf(value: string | number): string {
  const encoded = /^base64:type\d+:(.*)$/s.exec(String(value));
  return encoded === null ? String(value) : Buffer.from(encoded[1] ?? '', 'base64').toString('utf8');
}
