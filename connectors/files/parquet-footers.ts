import type { LocalEngine } from '../../engine/spi/connector.ts';
import type { CatalogColumn, ColumnStatistics } from '../../engine/types/catalog.ts';
import type { FileTable } from './file-tables.ts';
import { compareAs } from './compare-statistics.ts';
import { quotePath } from './sql-text.ts';

/** What the footers of a table's Parquet files say. */
export interface ParquetFigures {
  readonly rows: number;
  readonly statistics: ReadonlyMap<string, ColumnStatistics>;
}

/** Row counts and column statistics from the footers alone; no data page is read. */
export async function parquetFigures(
  local: LocalEngine,
  table: FileTable,
  columns: readonly CatalogColumn[],
  signal: AbortSignal,
): Promise<ParquetFigures> {
  const paths = `[${table.files.map((file) => quotePath(file.absolute)).join(', ')}]`;
  const counted = await local.query(
    `SELECT sum(num_rows)::DOUBLE FROM parquet_file_metadata(${paths})`,
    signal,
  );
  // Nested columns have paths of several parts, which no column's name is taken for: their joint has a space.
  const { rows } = await local.query(
    `SELECT path_in_schema, sum(num_values)::DOUBLE, sum(stats_null_count)::DOUBLE,
       count(stats_null_count) = count(*), count(stats_min_value) = count(*), count(stats_max_value) = count(*),
       bool_and(coalesce(min_is_exact, false)), bool_and(coalesce(max_is_exact, false)),
       to_json(list(DISTINCT stats_min_value))::VARCHAR, to_json(list(DISTINCT stats_max_value))::VARCHAR,
       sum(total_uncompressed_size)::DOUBLE,
       CASE WHEN count(*) = 1 THEN any_value(stats_distinct_count)::DOUBLE END
     FROM parquet_metadata(${paths}) GROUP BY path_in_schema`,
    signal,
  );
  const byName = new Map(columns.map((column) => [column.name, column]));
  const statistics = new Map<string, ColumnStatistics>();
  for (const row of rows) {
    const column = byName.get(String(row[0]));
    if (column !== undefined) statistics.set(column.name, statisticsOf(column, row));
  }
  return { rows: Number(counted.rows[0]?.[0] ?? 0), statistics };
}

function statisticsOf(column: CatalogColumn, row: readonly unknown[]): ColumnStatistics {
  const [, values, nulls, nullsKnown, minKnown, maxKnown, minExact, maxExact, ...rest] = row;
  const [minima, maxima, bytes, distinct] = rest;
  const count = Number(values);
  const compare = compareAs(column.type);
  const least = (known: boolean, texts: unknown, sign: 1 | -1): string | null => {
    if (compare === null || !known) return null;
    const sorted = (JSON.parse(String(texts)) as string[]).sort((a, b) => sign * compare(a, b));
    return sorted[0] ?? null;
  };
  return {
    // Of several row groups no number says how many values they share.
    distinct: typeof distinct === 'number' ? distinct : null,
    nullFraction: nullsKnown === true && count > 0 ? Number(nulls) / count : null,
    averageBytes: count > 0 ? Number(bytes) / count : null,
    min: least(minKnown === true && minExact === true, minima, 1),
    max: least(maxKnown === true && maxExact === true, maxima, -1),
  };
}
