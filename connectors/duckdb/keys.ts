import type { LocalEngine } from '../../engine/spi/connector.ts';
import type { TableKey } from '../../engine/types/catalog.ts';
import { placeKey } from './place-key.ts';
import { quoteText } from './sql-text.ts';

const KINDS: Readonly<Record<string, TableKey['kind']>> = {
  'PRIMARY KEY': 'primary',
  UNIQUE: 'unique',
  'FOREIGN KEY': 'foreign',
};

/** Keys by table. A foreign key of DuckDB points into its own schema. */
export async function readKeys(
  local: LocalEngine,
  alias: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly TableKey[]>> {
  const { rows } = await local.query(
    `SELECT schema_name, table_name, constraint_type, to_json(constraint_column_names)::VARCHAR,
       referenced_table, to_json(referenced_column_names)::VARCHAR
     FROM duckdb_constraints()
     WHERE database_name = ${quoteText(alias)} AND constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')
     ORDER BY schema_name, table_name, constraint_index`,
    signal,
  );
  const keys = new Map<string, TableKey[]>();
  for (const [schema, table, type, columns, referenced, referencedColumns] of rows) {
    const kind = KINDS[String(type)];
    if (kind === undefined) continue;
    const place = placeKey(String(schema), String(table));
    const references =
      kind === 'foreign'
        ? { table: { schema: String(schema), name: String(referenced) }, columns: names(referencedColumns) }
        : null;
    keys.set(place, [...(keys.get(place) ?? []), { kind, columns: names(columns), references }]);
  }
  return keys;
}

function names(json: unknown): readonly string[] {
  return (JSON.parse(String(json)) as unknown[]).map(String);
}
