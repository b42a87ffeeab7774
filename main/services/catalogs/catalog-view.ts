import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { CatalogColumn, CatalogTable, SourceCatalog } from '../../../engine/types/catalog.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import type { ApiOutput } from '../../contract/api/api.ts';
import type { ColumnEntry, TableEntry } from '../../contract/api/sources.ts';
import { nearestName } from '../nearest-name.ts';
import { nameText, pathText } from './path-text.ts';

type Tables = ApiOutput<'catalog', 'tables'>;

/** Made once for each catalog that was read. */
const TABLES = new WeakMap<SourceCatalog, Tables>();

/** All tables of a source without their columns, in the order of the source. */
export function tablesOf(catalog: SourceCatalog): Tables {
  const known = TABLES.get(catalog);
  if (known !== undefined) return known;
  const { source, defaultSchema, fetchedAt, tables, problems = [] } = catalog;
  const made = {
    source,
    defaultSchema,
    fetchedAt,
    tables: tables.map((table) => tableEntry(catalog, table)),
    problems: problems.map(({ path, message }) => ({ table: pathText(path), message })),
  };
  TABLES.set(catalog, made);
  return made;
}

/** The columns of a table. Throws `sql-unknown-table`. */
export function columnsOf(
  catalog: SourceCatalog,
  schema: string | null,
  name: string,
): ApiOutput<'catalog', 'columns'> {
  const table = catalog.tables.find(({ path }) => path.name === name && path.schema === schema);
  if (table === undefined) throw unknownTable(catalog, schema, name);
  return {
    table: tableEntry(catalog, table),
    columns: table.columns.map((column) => columnEntry(table, column)),
  };
}

/** A table as a query names it: without its schema where that is the default one. */
export function tableSql({ source, defaultSchema }: SourceCatalog, { path }: CatalogTable): string {
  return `${nameText(source)}.${pathText(path.schema === defaultSchema ? { ...path, schema: null } : path)}`;
}

function tableEntry(catalog: SourceCatalog, table: CatalogTable): TableEntry {
  const { path, kind, rows, bytes, comment, columns } = table;
  const sql = tableSql(catalog, table);
  return { schema: path.schema, name: path.name, sql, kind, rows, bytes, comment, columns: columns.length };
}

function columnEntry(table: CatalogTable, column: CatalogColumn): ColumnEntry {
  const { name, type, nativeType, nullable, collation, comment } = column;
  return {
    name,
    sql: nameText(name),
    type: typeToSql(type),
    nativeType: nativeTypeText(nativeType),
    nullable,
    collation: collation?.name ?? null,
    comment,
    ...keyOf(table, name),
  };
}

/** The native type of a text file's column holds how the file is read; people want to know that it is CSV. */
function nativeTypeText(nativeType: string): string {
  return nativeType.replace(/^(CSV|JSON) \{.*$/s, '$1');
}

/** The strongest of the keys that a column belongs to, and where a foreign one leads. */
function keyOf({ keys }: CatalogTable, column: string): Pick<ColumnEntry, 'key' | 'references'> {
  const own = keys.filter(({ columns }) => columns.includes(column));
  const key = (['primary', 'unique', 'foreign'] as const).find((kind) =>
    own.some((one) => one.kind === kind),
  );
  const foreign = own.find(({ kind, references }) => kind === 'foreign' && references !== null);
  if (foreign?.references == null) return { key: key ?? null, references: null };
  const at = foreign.references.columns[foreign.columns.indexOf(column)];
  const target = pathText(foreign.references.table);
  return { key: key ?? null, references: at === undefined ? target : `${target}.${nameText(at)}` };
}

function unknownTable({ source, tables }: SourceCatalog, schema: string | null, name: string): AtollError {
  const near = nearestName(
    name,
    tables.map(({ path }) => path.name),
  );
  const meant = near === null ? '' : `Did you mean ${near}? `;
  return new AtollError('sql-unknown-table', `${source} has no table ${pathText({ schema, name })}.`, {
    source,
    hint: `${meant}If it is new, refresh the source.`,
  });
}
