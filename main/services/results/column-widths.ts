import type { DataType } from '../../../engine/types/data-type.ts';
import type { ResultReader } from './result-reader.ts';

/** Of a cell of a type with fixed width, as Arrow or as its text. */
const FIXED_BYTES = 40;

const FIXED: ReadonlySet<DataType['id']> = new Set<DataType['id']>([
  'NULL',
  'BOOLEAN',
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'BIGINT',
  'HUGEINT',
  'UTINYINT',
  'USMALLINT',
  'UINTEGER',
  'UBIGINT',
  'UHUGEINT',
  'FLOAT',
  'DOUBLE',
  'DECIMAL',
  'DATE',
  'TIME',
  'TIME_NS',
  'TIME WITH TIME ZONE',
  'TIMESTAMP',
  'TIMESTAMP_S',
  'TIMESTAMP_MS',
  'TIMESTAMP_NS',
  'TIMESTAMP WITH TIME ZONE',
  'INTERVAL',
  'UUID',
]);

/**
 * Most bytes that a cell of each column has, by its type or by the statistics that DuckDB keeps of texts, which takes a
 * few milliseconds however many rows there are; null where nothing is known.
 */
export async function columnWidths(reader: ResultReader): Promise<readonly (number | null)[]> {
  const texts = reader.columns.filter(({ type }) => type.id === 'VARCHAR');
  const { rows } =
    texts.length === 0
      ? { rows: [] }
      : await reader.query((table) => {
          const list = texts.map(({ sql }) => `stats(${sql})`).join(', ');
          return `SELECT ${list} FROM ${table} LIMIT 1`;
        });
  const longest = new Map(texts.map((column, at) => [column, longestOf(rows[0]?.[at])]));
  return reader.columns.map((column) =>
    FIXED.has(column.type.id) ? FIXED_BYTES : (longest.get(column) ?? null),
  );
}

function longestOf(statistics: unknown): number | null {
  const found =
    typeof statistics === 'string' ? /Max String Length: (\d+)\]/.exec(statistics)?.[1] : undefined;
  return found === undefined ? null : Number(found);
}
