import { type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';

/**
 * A date in an expression, raising where it has a zero in it: `0000-00-00` and `2024-00-15` are dates there, are less
 * than every real one, and are none in DuckDB. Adding to the largest BIGINT is among the few things that raise in a
 * SELECT; `errors.ts` knows the message.
 */
export function withoutZeros(date: Sql, type: string): Sql {
  const raising = sql`FROM_DAYS(18446744073709551615 + (${date} IS NOT NULL))`;
  const otherwise = type === 'date' ? raising : sql`CAST(${raising} AS DATETIME(6))`;
  return sql`CASE WHEN MONTH(${date}) * DAYOFMONTH(${date}) = 0 THEN ${otherwise} ELSE ${date} END`;
}

/** Ends the native type of columns whose source says that zero dates are NULL. */
export const ZEROS_AS_NULL = ', zeros as NULL';

/** A date wherever it stands, NULL where it has a zero in it. */
export function nullForZeros(date: Sql): Sql {
  return sql`CASE WHEN MONTH(${date}) * DAYOFMONTH(${date}) = 0 THEN NULL ELSE ${date} END`;
}
