import { expect, test } from 'vitest';
import type { Fragment } from '../plan/fragment.ts';
import type { PlanNode } from '../plan/node.ts';
import { placedOver } from '../plan/placed-plan.fixture.ts';
import type { CatalogTable } from '../types/catalog.ts';
import { tableSizes } from './table-sizes.ts';

const NOTHING: PlanNode = { kind: 'values', id: 'n1', rows: [], columns: [] };

function table(name: string, rows: number | null, bytes: number | null): CatalogTable {
  const path = { schema: 'public', name };
  return { path, kind: 'table', columns: [], keys: [], rows, bytes, comment: null, fingerprint: '' };
}

function fragment(id: string, source: string, tables: readonly CatalogTable[]): Fragment {
  const text = { sql: '', params: [], columns: [], covers: [], partition: null };
  return { id, source, plan: NOTHING, ...text, tables, estimated: { rows: null, bytes: null } };
}

test('a table that two fragments read counts once, and one of another source is another', () => {
  const orders = table('orders', 10, 1000);
  const plan = placedOver(NOTHING, [
    fragment('f1', 'shop', [orders]),
    fragment('f2', 'shop', [orders, table('people', null, null)]),
    fragment('f3', 'crm', [table('orders', 2, 20)]),
  ]);
  expect(tableSizes(plan)).toEqual([
    { source: 'shop', schema: 'public', name: 'orders', rows: 10, bytes: 1000 },
    { source: 'shop', schema: 'public', name: 'people', rows: null, bytes: null },
    { source: 'crm', schema: 'public', name: 'orders', rows: 2, bytes: 20 },
  ]);
});
