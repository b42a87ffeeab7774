import type { DataType } from '../../../../engine/types/data-type.ts';
import type { ReadColumn, ResultReader } from '../result-reader.ts';

/** The greatest value of 38 digits: what a DECIMAL(38,0) holds. */
const DIGITS_38 = 10n ** 38n - 1n;

/** 128-bit integers, which neither Parquet nor Arrow have. */
export function isHuge(type: DataType): boolean {
  return type.id === 'HUGEINT' || type.id === 'UHUGEINT';
}

/** Those columns of 128-bit integers whose values all have 38 digits at most, and so can go as DECIMAL(38,0). */
export async function hugeWithin38(
  result: Pick<ResultReader, 'columns' | 'measure'>,
): Promise<ReadonlySet<ReadColumn>> {
  const huge = result.columns.filter(({ type }) => isHuge(type));
  if (huge.length === 0) return new Set();
  const bounds = await result.measure(huge.flatMap(({ sql }) => [`min(${sql})`, `max(${sql})`]));
  return new Set(huge.filter((_, at) => within(bounds[2 * at]) && within(bounds[2 * at + 1])));
}

function within(value: unknown): boolean {
  return typeof value !== 'bigint' || (value <= DIGITS_38 && value >= -DIGITS_38);
}
