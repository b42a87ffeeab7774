import type { BindTables } from '../bind/bind-tables.ts';
import { CatalogTables } from '../bind/catalog-tables.ts';
import type { CatalogColumn, CatalogTable, SourceCatalog } from '../types/catalog.ts';
import type { DataType } from '../types/data-type.ts';
import type { SourceFacts } from './rule.ts';
import { BIGINT, DOUBLE, INTEGER, VARCHAR } from '../types/data-type.ts';

const MONEY: DataType = { id: 'DECIMAL', width: 12, scale: 2 };

/** Three sources: `shop` with orders and customers, `crm` with tickets and regions, `lake` with events. */
export const SAMPLE_CATALOGS: readonly SourceCatalog[] = [
  source('shop', [
    table('orders', [
      key('id'),
      column('customer', INTEGER),
      column('amount', MONEY),
      column('status', VARCHAR),
      column('weight', DOUBLE),
    ]),
    table('customers', [
      key('id'),
      column('name', VARCHAR),
      column('region', VARCHAR),
      column('credit', BIGINT),
    ]),
  ]),
  source('crm', [
    table('tickets', [
      key('id'),
      column('customer', INTEGER),
      column('opened', { id: 'DATE' }),
      column('text', VARCHAR),
    ]),
    table('regions', [{ ...column('name', VARCHAR), nullable: false }, column('manager', VARCHAR)]),
  ]),
  source('lake', [
    table('events', [
      column('customer', INTEGER),
      column('seen', { id: 'TIMESTAMP' }),
      column('kind', VARCHAR),
      column('value', DOUBLE),
      column('tags', { id: 'LIST', child: VARCHAR }),
    ]),
  ]),
];

export const SAMPLE_MODELS: Readonly<Record<string, string>> = {
  busy: `WITH spent AS (SELECT customer, sum(amount) AS total FROM shop.orders GROUP BY customer)
    SELECT customer, total FROM spent WHERE total > (SELECT avg(total) FROM spent)`,
  open: "SELECT id, customer, opened FROM crm.tickets WHERE text <> 'done' OR text IS NULL",
};

/** What a query may name: the tables above and two models, one with a CTE that it reads twice. */
export function sampleTables(): BindTables {
  const tables = new CatalogTables(SAMPLE_CATALOGS, new Map());
  return {
    find: (parts) => tables.find(parts),
    suggest: (parts) => tables.suggest(parts),
    model: (name) => {
      const sql = SAMPLE_MODELS[name.toLowerCase()];
      return sql === undefined ? null : { sql, file: `models/${name}.sql` };
    },
  };
}

/** What the sample catalogs tell, over sources that can do everything. */
export const SAMPLE_FACTS: SourceFacts = {
  table: (scan) => {
    const catalog = SAMPLE_CATALOGS.find((one) => one.source === scan.source);
    const table = catalog?.tables.find((one) => one.path.name === scan.table.name);
    if (table === undefined) throw new Error(`No table ${scan.source}.${scan.table.name}`);
    return table;
  },
  canRun: () => true,
};

function source(name: string, tables: readonly CatalogTable[]): SourceCatalog {
  return { source: name, defaultSchema: null, tables, fetchedAt: '2026-01-01T00:00:00Z' };
}

function table(name: string, columns: readonly CatalogColumn[]): CatalogTable {
  const primary = columns.filter((one) => one.name === 'id').map((one) => one.name);
  const keys = primary.length > 0 ? [{ kind: 'primary' as const, columns: primary, references: null }] : [];
  return {
    path: { schema: null, name },
    kind: 'table',
    columns,
    keys,
    rows: 1000,
    bytes: null,
    comment: null,
    fingerprint: name,
  };
}

function key(name: string): CatalogColumn {
  return { ...column(name, INTEGER), nullable: false };
}

function column(name: string, type: DataType): CatalogColumn {
  const isText = type.id === 'VARCHAR';
  return {
    name,
    nativeType: type.id.toLowerCase(),
    type,
    nullable: true,
    collation: isText ? { name: 'C', equalityIsBytes: true, orderIsBytes: true, padded: false } : null,
    comment: null,
    statistics: null,
    typeEnforced: true,
  };
}
