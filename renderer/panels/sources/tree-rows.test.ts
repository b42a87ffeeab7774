import { describe, expect, test } from 'vitest';
import { rowName } from './tree-keys.ts';
import { sourceId, tableId } from './tree-row.ts';
import { treeRows, type TreeState } from './tree-rows.ts';
import { catalogOf, columnOf, sourceOf, tableOf, treeOf } from './tree.fixture.ts';

/** The rows as an indented list. */
function drawn(state: TreeState): readonly string[] {
  return treeRows(state).map((row) => `${' '.repeat(row.level - 1)}${row.kind} ${rowName(row)}`);
}

const shop = sourceOf('shop');
const crm = sourceOf('crm');

describe('treeRows', () => {
  test('shows closed sources as one line each', () => {
    expect(drawn(treeOf({ sources: [shop, crm] }))).toEqual(['source shop', 'source crm']);
  });

  test('shows what is on its way below an open source', () => {
    const expanded = new Set([sourceId('shop')]);
    expect(drawn(treeOf({ sources: [shop], expanded }))).toEqual(['source shop', ' loading Loading']);
  });

  test('leaves out the only schema where it is the default one', () => {
    const catalogs = new Map([['shop', catalogOf([tableOf('orders', 'public')], 'public')]]);
    const expanded = new Set([sourceId('shop')]);
    expect(drawn(treeOf({ sources: [shop], catalogs, expanded }))).toEqual(['source shop', ' table orders']);
  });

  test('keeps a schema that has another name than the default one', () => {
    const catalogs = new Map([['shop', catalogOf([tableOf('orders', 'sales')], 'public')]]);
    const expanded = new Set([sourceId('shop')]);
    expect(drawn(treeOf({ sources: [shop], catalogs, expanded }))).toEqual(['source shop', ' schema sales']);
  });

  test('shows schemas, tables and columns with their places', () => {
    const orders = tableOf('orders', 'a');
    const catalogs = new Map([['shop', catalogOf([orders, tableOf('parts', 'b')], 'a')]]);
    const expanded = new Set([sourceId('shop'), '["shop","a"]', tableId('shop', orders)]);
    const columns = new Map([
      [tableId('shop', orders), { state: 'ready', value: [columnOf('id'), columnOf('day')] } as const],
    ]);
    const state = treeOf({ sources: [shop], catalogs, expanded, columns });
    expect(drawn(state)).toEqual([
      'source shop',
      ' schema a',
      '  table orders',
      '   column id',
      '   column day',
      ' schema b',
    ]);
    expect(treeRows(state).map(({ position, siblings }) => `${position}/${siblings}`)).toEqual([
      '1/1',
      '1/2',
      '1/1',
      '1/2',
      '2/2',
      '2/2',
    ]);
  });

  test('lists files that cannot be read after the tables', () => {
    const problems = [{ table: 'bad.parquet', message: 'It is cut short.' }];
    const catalogs = new Map([['shop', catalogOf([tableOf('good')], null, problems)]]);
    const expanded = new Set([sourceId('shop'), `${sourceId('shop')}?`]);
    expect(drawn(treeOf({ sources: [shop], catalogs, expanded }))).toEqual([
      'source shop',
      ' table good',
      ' problems 1 problem',
      '  problem bad.parquet',
    ]);
  });

  test('shows only matches while something is searched, whatever is open', () => {
    const catalogs = new Map([
      ['shop', catalogOf([tableOf('customers'), tableOf('orders')])],
      ['crm', catalogOf([tableOf('tickets')])],
    ]);
    expect(drawn(treeOf({ sources: [shop, crm], catalogs, words: 'order' }))).toEqual([
      'source shop',
      ' table orders',
    ]);
  });

  test('shows the columns that were found, and no others', () => {
    const orders = tableOf('orders');
    const id = tableId('shop', orders);
    const state = treeOf({
      sources: [shop],
      catalogs: new Map([['shop', catalogOf([orders, tableOf('parts')])]]),
      columns: new Map([[id, { state: 'ready', value: [columnOf('id'), columnOf('amount')] }]]),
      foundColumns: new Map([[id, new Set(['amount'])]]),
      words: 'amo',
    });
    expect(drawn(state)).toEqual(['source shop', ' table orders', '  column amount']);
  });

  test('stays closed where the user closed it in a search', () => {
    const catalogs = new Map([['shop', catalogOf([tableOf('orders')])]]);
    const closedInSearch = new Set([sourceId('shop')]);
    expect(drawn(treeOf({ sources: [shop], catalogs, words: 'ord', closedInSearch }))).toEqual([
      'source shop',
    ]);
  });
});
