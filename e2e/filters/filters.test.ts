import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Binder } from '../../engine/bind/binder.ts';
import { optimize } from '../../engine/optimize/driver.ts';
import { rulesFor } from '../../engine/optimize/rule-list.ts';
import { NodeIds } from '../../engine/plan/ids.ts';
import { BREADTH_CASES } from '../breadth/cases.ts';
import { loadOracle } from '../breadth/load.ts';
import type { Oracle } from '../fixtures/oracle.ts';
import { FUZZ_DATA } from '../fuzz/tables.ts';
import { placesOf, PLACEMENTS } from '../tpch/placements.ts';
import { tpchQueries, tpchText } from '../tpch/queries.ts';
import { TPCH_TABLES } from '../tpch/schema.ts';
import type { NamedTables } from './catalogs.ts';
import { tablesOf } from './catalogs.ts';
import { DIFFERENCES } from './differences.ts';
import type { FilteredColumn } from './filters-of-duckdb.ts';
import { filtersOfDuckdb } from './filters-of-duckdb.ts';
import { filtersOfPlan } from './filters-of-plan.ts';

/** The text of a TPC-H query over one catalog for each of the placement's sources. */
const [PLACEMENT] = PLACEMENTS;
const SITES = new Set(Object.values(PLACEMENT?.sites ?? {}));

let oracle: Oracle;
let binder: Binder;
let named: NamedTables;
beforeAll(async () => {
  oracle = await loadOracle(FUZZ_DATA);
  const { connection } = oracle;
  for (const site of SITES) await connection.run(`ATTACH IF NOT EXISTS ':memory:' AS ${site}`);
  for (const { name, columns } of TPCH_TABLES) {
    const types = columns.map((column) => `${column.name} ${column.type}`);
    await connection.run(`CREATE TABLE ${places()[name]} (${types.join(', ')})`);
  }
  named = await tablesOf(connection);
  binder = await Binder.create();
});
afterAll(async () => {
  binder.close();
  await oracle.close();
});

function places(): ReturnType<typeof placesOf> {
  if (PLACEMENT === undefined) throw new Error('TPC-H has no placement');
  return placesOf(PLACEMENT);
}

/** Columns that DuckDB filters at their scans, and our plan does not as often. Null where one of the two has no plan. */
async function missing(sql: string): Promise<readonly FilteredColumn[] | null> {
  const bound = await binder
    .bind(sql, { find: (parts) => named.tables.find(parts), suggest: () => [], model: () => null }, new Map())
    .catch(() => null);
  if (bound?.plan === null || bound === null) return null;
  const { plan } = optimize(bound.plan, rulesFor('full'), { ids: NodeIds.after(bound.plan) });
  const ours = [...filtersOfPlan(plan)];
  const theirs = await filtersOfDuckdb(oracle.connection, sql, (table) => named.columnsOf(table));
  return theirs.filter((column) => {
    const at = ours.indexOf(column);
    if (at >= 0) ours.splice(at, 1);
    return at < 0;
  });
}

const TEXTS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'tpc-h': tpchQueries().map((query) => [query.name, tpchText(query, places(), 1)] as const),
  ...Object.fromEntries(
    Object.entries(BREADTH_CASES).map(([topic, cases]) => [
      topic,
      cases.map(({ name, sql }) => [name, sql] as const),
    ]),
  ),
};

describe.each(Object.entries(TEXTS))('%s: what DuckDB filters at a scan, we do', (topic, texts) => {
  test.each(texts)('%s', async (name, sql) => {
    const known = DIFFERENCES[`${topic}: ${name}`];
    expect((await missing(sql)) ?? []).toEqual(known?.columns ?? []);
  });
});

test('each known difference is still there', () => {
  const all = new Set(
    Object.entries(TEXTS).flatMap(([topic, texts]) => texts.map(([name]) => `${topic}: ${name}`)),
  );
  expect(Object.keys(DIFFERENCES).filter((name) => !all.has(name))).toEqual([]);
});

test('a filter that stays above its scan is found', async () => {
  const { orders } = places();
  const sql = `SELECT * FROM (SELECT * FROM ${orders} LIMIT 9) WHERE o_orderkey > 5`;
  expect(await missing(sql)).toEqual([]);
  const bound = await binder.bind(
    `SELECT * FROM ${orders} WHERE o_orderkey > 5`,
    { find: (parts) => named.tables.find(parts), suggest: () => [], model: () => null },
    new Map(),
  );
  if (bound.plan === null) throw new Error('No plan');
  expect(filtersOfPlan(bound.plan)).toEqual([`${orders}.o_orderkey`]);
  const theirs = await filtersOfDuckdb(
    oracle.connection,
    `SELECT * FROM ${orders} WHERE o_orderkey > 5`,
    (table) => named.columnsOf(table),
  );
  expect(theirs).toEqual([`${orders}.o_orderkey`]);
});
