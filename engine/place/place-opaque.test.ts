import { SAMPLE_COSTS } from '../cost/sample-costs.fixture.ts';
import { expect, test } from 'vitest';
import { duckdbDialectOver } from '../duckdb/dialect.ts';
import { SAMPLE_CATALOGS } from '../optimize/sample-catalogs.fixture.ts';
import { NodeIds } from '../plan/ids.ts';
import type { CatalogTable } from '../types/catalog.ts';
import type { NamedTable, OpaquePlacement } from './place-opaque.ts';
import { placeOpaque } from './place-opaque.ts';
import type { SourceSite } from './source-site.ts';
import { EVERYTHING } from './placed-text.fixture.ts';

function named(source: string, name: string, parts = [source, name]): NamedTable {
  const table = SAMPLE_CATALOGS.find((one) => one.source === source)?.tables.find(
    (one) => one.path.name === name,
  );
  if (table === undefined) throw new Error(`No table ${source}.${name}`);
  return { parts, source, table };
}

function placed(tables: readonly NamedTable[], needed: ReadonlySet<string> | null): OpaquePlacement {
  const all: readonly CatalogTable[] = tables.map((one) => one.table);
  const site = (name: string): SourceSite => ({
    name,
    dialect: duckdbDialectOver((scan) => `${scan.source}."${scan.table.name}"`),
    capabilities: EVERYTHING,
    mounted: false,
    costs: SAMPLE_COSTS,
    table: (scan) => {
      const found = all.find((table) => table.path.name === scan.table.name);
      if (found === undefined) throw new Error(`No table ${scan.table.name}`);
      return found;
    },
  });
  return placeOpaque(tables, () => needed, site, new NodeIds());
}

test('each table is fetched whole where it is not known what the text reads', () => {
  const { fragments, tables, plan } = placed([named('shop', 'orders'), named('crm', 'regions')], null);
  expect(fragments.map((one) => one.sql)).toEqual([
    'SELECT o.id, o.customer, o.amount, o.status, o.weight FROM shop."orders" AS o',
    'SELECT r.name, r.manager FROM crm."regions" AS r',
  ]);
  expect(tables).toMatchObject([
    { catalog: 'shop', schema: null, name: 'orders', fragment: 'f1' },
    { catalog: 'crm', schema: null, name: 'regions', fragment: 'f2' },
  ]);
  expect(plan.columns).toHaveLength(7);
});

test('a table that is named in two ways is fetched once and stands under both names', () => {
  const short = named('shop', 'orders');
  const { fragments, tables } = placed([short, { ...short, parts: ['shop', 'main', 'Orders'] }], null);
  expect(fragments).toHaveLength(1);
  expect(tables).toMatchObject([
    { schema: null, name: 'orders', fragment: 'f1' },
    { schema: 'main', name: 'Orders', fragment: 'f1' },
  ]);
});

test('a table keeps its whole shape; columns that nothing reads are not fetched', () => {
  const { fragments, tables } = placed([named('shop', 'orders')], new Set(['amount', 'id']));
  expect(fragments[0]?.columns.map((column) => column.name)).toEqual(['id', 'amount']);
  expect(tables[0]?.columns.map(({ name, staged }) => [name, staged])).toEqual([
    ['id', 'id'],
    ['customer', null],
    ['amount', 'amount'],
    ['status', null],
    ['weight', null],
  ]);
});

test('rows that are only counted are fetched with one column', () => {
  const { fragments } = placed([named('crm', 'regions')], new Set());
  expect(fragments[0]?.columns).toHaveLength(1);
});

test('a query without tables has a plan that reads nothing', () => {
  expect(placed([], null)).toMatchObject({ fragments: [], tables: [], plan: { kind: 'values' } });
});
