import { createHash } from 'node:crypto';
import type { LocalEngine } from '../../engine/spi/connector.ts';
import type {
  CatalogColumn,
  CatalogProblem,
  CatalogTable,
  Collation,
  ColumnStatistics,
  TableKey,
} from '../../engine/types/catalog.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import { typeToSql } from '../../engine/types/data-type.ts';
import { columnStatistics } from './column-statistics.ts';
import { plainType } from './column-type.ts';
import { readKeys } from './keys.ts';
import { placeKey } from './place-key.ts';
import { quoteName, quoteText } from './sql-text.ts';
import { TableBytes } from './table-bytes.ts';

const BYTES: Collation = { name: 'BINARY', equalityIsBytes: true, orderIsBytes: true, padded: false };

interface ListedTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly rows: number | null;
  readonly comment: string | null;
}

interface ListedColumn {
  readonly name: string;
  readonly nativeType: string;
  readonly nullable: boolean;
  readonly comment: string | null;
}

export interface AttachedCatalog {
  readonly tables: readonly CatalogTable[];
  readonly problems: readonly CatalogProblem[];
}

/** Tables and views of an attached database, from DuckDB's own catalog functions: no data is read. */
export async function readAttached(
  local: LocalEngine,
  alias: string,
  signal: AbortSignal,
): Promise<AttachedCatalog> {
  const listed = await listTables(local, alias, signal);
  const columns = await listColumns(local, alias, signal);
  const keys = await readKeys(local, alias, signal);
  const sizes = await TableBytes.of(local, alias, signal);
  const tables: CatalogTable[] = [];
  const problems: CatalogProblem[] = [];
  for (const table of listed) {
    const place = placeKey(table.schema, table.name);
    const path = { schema: table.schema, name: table.name };
    try {
      const types = await typesOf(local, alias, table, columns.get(place) ?? [], signal);
      const own = columns.get(place) ?? [];
      const names = own.map(({ name }) => name);
      const kept =
        table.kind === 'view'
          ? []
          : await columnStatistics(local, [alias, table.schema, table.name], names, signal);
      const bytes = table.kind === 'view' ? null : await sizes.table(table, signal);
      tables.push({ ...tableOf(table, own, types, kept, keys.get(place) ?? []), bytes });
    } catch (error) {
      signal.throwIfAborted();
      problems.push({
        path,
        message: `It can't be read: ${error instanceof Error ? error.message : String(error)}`,
      });
    }
  }
  return { tables, problems };
}

async function listTables(
  local: LocalEngine,
  alias: string,
  signal: AbortSignal,
): Promise<readonly ListedTable[]> {
  const of = `WHERE database_name = ${quoteText(alias)} AND NOT internal`;
  const { rows } = await local.query(
    `SELECT schema_name, table_name, 'table', estimated_size::DOUBLE, comment FROM duckdb_tables() ${of}
     UNION ALL SELECT schema_name, view_name, 'view', NULL, comment FROM duckdb_views() ${of}
     ORDER BY 1, 2`,
    signal,
  );
  return rows.map(([schema, name, kind, size, comment]) => ({
    schema: String(schema),
    name: String(name),
    kind: kind === 'view' ? 'view' : 'table',
    rows: typeof size === 'number' ? size : null,
    comment: textOrNull(comment),
  }));
}

async function listColumns(
  local: LocalEngine,
  alias: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly ListedColumn[]>> {
  const { rows } = await local.query(
    `SELECT schema_name, table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns()
     WHERE database_name = ${quoteText(alias)} AND NOT internal ORDER BY schema_name, table_name, column_index`,
    signal,
  );
  const columns = new Map<string, ListedColumn[]>();
  for (const [schema, table, name, type, nullable, comment] of rows) {
    const place = placeKey(String(schema), String(table));
    const list = columns.get(place) ?? [];
    list.push({
      name: String(name),
      nativeType: String(type),
      nullable: nullable !== false,
      comment: textOrNull(comment),
    });
    columns.set(place, list);
  }
  return columns;
}

/** Types with parts are not taken from their text: the table is bound, and DuckDB tells them. */
async function typesOf(
  local: LocalEngine,
  alias: string,
  table: ListedTable,
  columns: readonly ListedColumn[],
  signal: AbortSignal,
): Promise<readonly DataType[]> {
  const plain = columns.map((column) => plainType(column.nativeType));
  if (plain.every((type) => type !== null)) return plain;
  const name = [alias, table.schema, table.name].map(quoteName).join('.');
  const bound = await local.query(`SELECT * FROM ${name} LIMIT 0`, signal);
  return bound.columns.map((column) => column.type);
}

function tableOf(
  table: ListedTable,
  listed: readonly ListedColumn[],
  types: readonly DataType[],
  statistics: readonly (ColumnStatistics | null)[],
  keys: readonly TableKey[],
): CatalogTable {
  const columns = listed.flatMap((column, at): CatalogColumn[] => {
    const type = types[at];
    if (type === undefined) return [];
    return [
      {
        ...column,
        type,
        collation: type.id === 'VARCHAR' ? BYTES : null,
        statistics: statistics[at] ?? null,
        typeEnforced: true,
      },
    ];
  });
  const shape = columns.map((column) => [column.name, typeToSql(column.type), column.nullable]);
  return {
    path: { schema: table.schema, name: table.name },
    kind: table.kind,
    columns,
    keys,
    rows: table.rows,
    bytes: null,
    comment: table.comment,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([table.kind, shape]))
      .digest('hex')
      .slice(0, 32),
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
