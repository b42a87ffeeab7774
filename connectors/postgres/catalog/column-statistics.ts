import type { ColumnStatistics, CommonValue } from '../../../engine/types/catalog.ts';
import { OID } from '../decode/oids.ts';

/**
 * What `pg_stats` keeps of a column: n_distinct, null_frac, avg_width, most_common_vals, most_common_freqs and
 * histogram_bounds; null where ANALYZE has not seen it, or the account may not. All is of a sample, so that its smallest
 * and largest values are not the column's.
 */
export function columnStatistics(
  row: readonly (string | null)[],
  rows: number | null,
  oid: number,
): ColumnStatistics | null {
  const [distinct, nulls, width, values, shares, histogram] = row;
  if (width === null || width === undefined) return null;
  const common = commonValues(textsOf(values, oid), numbersOf(shares));
  const bounds = textsOf(histogram, oid);
  return {
    distinct: distinctOf(Number(distinct), rows),
    nullFraction: Number(nulls),
    averageBytes: Number(width),
    min: null,
    max: null,
    ...(common.length === 0 ? {} : { common }),
    ...(bounds.length < 2 ? {} : { histogram: bounds }),
  };
}

/** n_distinct is a count, or negative a share of the rows; 0 is unknown. */
function distinctOf(distinct: number, rows: number | null): number | null {
  if (distinct > 0) return distinct;
  return distinct === 0 || rows === null ? null : Math.round(-distinct * rows);
}

function commonValues(values: readonly string[], shares: readonly number[]): readonly CommonValue[] {
  return values.map((value, at) => ({ value, share: shares[at] ?? 0 }));
}

/** Values as DuckDB writes them. */
function textsOf(json: string | null | undefined, oid: number): readonly string[] {
  if (json == null) return [];
  const texts = JSON.parse(json) as string[];
  if (oid === OID.bool) return texts.map((text) => (text === 't' ? 'true' : 'false'));
  return oid === OID.bpchar ? texts.map((text) => text.trimEnd()) : texts;
}

function numbersOf(json: string | null | undefined): readonly number[] {
  return json == null ? [] : (JSON.parse(json) as number[]);
}
