import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Oracle, openOracle } from '../fixtures/oracle.ts';
import { differenceOf } from '../oracle/compare.ts';
import { generateTpch } from './generate.ts';
import { PLACEMENTS, placesOf } from './placements.ts';
import { tpchQueries, tpchText } from './queries.ts';
import { TPCH_TABLES, type TpchTableName } from './schema.ts';

const SCALE = 0.01;
const PLAIN = Object.fromEntries(TPCH_TABLES.map(({ name }) => [name, name])) as Record<
  TpchTableName,
  string
>;
const LOCAL = { pushdown: 'none' } as const;

let oracle: Oracle;
beforeAll(async () => {
  oracle = await openOracle([]);
  await generateTpch(oracle.connection, SCALE);
});
afterAll(() => oracle.close());

const single = async (sql: string): Promise<unknown> => (await oracle.run(sql, LOCAL)).rows[0]?.[0];

test('the tables have the numbers of rows that the standard gives for the scale', async () => {
  const counts = await Promise.all(
    TPCH_TABLES.map(({ name }) => single(`SELECT count(*)::INTEGER FROM ${name}`)),
  );
  expect(counts.slice(0, 7)).toEqual([5, 25, 100, 1500, 2000, 8000, 15_000]);
  expect(counts[7]).toBeGreaterThan(58_000);
  expect(counts[7]).toBeLessThan(62_000);
});

// Each counts rows that break a rule of specification clause 4.2.3.
const RULES: Readonly<Record<string, string>> = {
  'keys are unique': `SELECT count(*) - count(DISTINCT (ps_partkey, ps_suppkey)) FROM partsupp`,
  'order keys use 8 of 32': `SELECT count(*) FROM orders WHERE (o_orderkey - 1) % 32 >= 8`,
  'every third customer has no order': `SELECT count(*) FROM orders WHERE o_custkey % 3 = 0`,
  'lines name a supplier of the part': `SELECT count(*) FROM lineitem ANTI JOIN partsupp
     ON l_partkey = ps_partkey AND l_suppkey = ps_suppkey`,
  'lines have orders': `SELECT count(*) FROM lineitem ANTI JOIN orders ON o_orderkey = l_orderkey`,
  'orders have lines': `SELECT count(*) FROM orders ANTI JOIN lineitem ON o_orderkey = l_orderkey`,
  'extended price': `SELECT count(*) FROM lineitem JOIN part ON p_partkey = l_partkey
     WHERE l_extendedprice <> l_quantity * p_retailprice`,
  'retail price': `SELECT count(*) FROM part WHERE p_retailprice <>
     (90000 + ((p_partkey // 10) % 20001) + 100 * (p_partkey % 1000)) / 100`,
  'dates follow each other': `SELECT count(*) FROM lineitem JOIN orders ON o_orderkey = l_orderkey
     WHERE l_shipdate - o_orderdate NOT BETWEEN 1 AND 121 OR l_commitdate - o_orderdate NOT BETWEEN 30 AND 90
        OR l_receiptdate - l_shipdate NOT BETWEEN 1 AND 30`,
  flags: `SELECT count(*) FROM lineitem WHERE (l_receiptdate > DATE '1995-06-17') <> (l_returnflag = 'N')
     OR (l_shipdate > DATE '1995-06-17') <> (l_linestatus = 'O')`,
  'order status': `SELECT count(*) FROM orders JOIN (SELECT l_orderkey, min(l_linestatus) AS low,
     max(l_linestatus) AS high FROM lineitem GROUP BY ALL) ON l_orderkey = o_orderkey
     WHERE o_orderstatus <> CASE WHEN low = high THEN low ELSE 'P' END`,
  'total price': `SELECT count(*) FROM orders JOIN (SELECT l_orderkey,
     sum(l_extendedprice * (1 + l_tax) * (1 - l_discount)) AS total FROM lineitem GROUP BY ALL)
     ON l_orderkey = o_orderkey WHERE abs(o_totalprice - total) > 0.005`,
  'five words in a part name': `SELECT count(*) FROM part WHERE len(list_distinct(string_split(p_name, ' '))) <> 5`,
  'phone code of the nation': `SELECT count(*) FROM customer
     WHERE c_phone NOT SIMILAR TO (c_nationkey + 10) || '-[0-9]{3}-[0-9]{3}-[0-9]{4}'`,
  'addresses of 10 to 40': `SELECT count(*) FROM customer WHERE length(c_address) NOT BETWEEN 10 AND 40`,
};

describe('rules of the standard', () => {
  test.each(Object.entries(RULES))('%s', async (_, sql) => {
    expect(await single(sql)).toBe(0n);
  });

  test('about one order in a hundred has a special request', async () => {
    const rate = await single(`SELECT avg((o_comment LIKE '%special%requests%')::INTEGER) FROM orders`);
    expect(rate).toBeGreaterThan(0.005);
    expect(rate).toBeLessThan(0.02);
  });
});

test('the same scale and seed give the same data, another seed does not', async () => {
  const digest = (table: string): string => `SELECT bit_xor(hash(t)) AS digest, count(*) FROM ${table} t`;
  await using other = await openOracle(['again', 'third']);
  await generateTpch(other.connection, SCALE, { into: 'again.main' });
  await generateTpch(other.connection, SCALE, { into: 'third.main', seed: 2 });
  for (const { name } of TPCH_TABLES) {
    const mine = await oracle.run(digest(name), LOCAL);
    const again = await other.run(digest(`again.${name}`), LOCAL);
    expect(differenceOf(again, mine)).toBeUndefined();
    const third = await other.run(digest(`third.${name}`), LOCAL);
    expect(differenceOf(third, mine)).toBeDefined();
  }
});

test('a scale at which the standard gives a part one supplier twice is refused', async () => {
  await expect(generateTpch(oracle.connection, 0.012)).rejects.toThrow(RangeError);
  await expect(generateTpch(oracle.connection, 0.001)).rejects.toThrow(RangeError);
});

describe('queries', () => {
  test.each(tpchQueries().map((query) => [query.name, query] as const))(
    '%s has an answer',
    async (_, query) => {
      const answer = await oracle.run(tpchText(query, PLAIN, SCALE), LOCAL);
      const values = answer.rows.flat();
      expect(values.length).toBeGreaterThan(0);
      expect(values.some((value) => value !== null)).toBe(true);
      expect(query.orderKeys.every((position) => position < answer.columns.length)).toBe(true);
    },
  );

  test.each(PLACEMENTS)('placement $name names every table', (placement) => {
    for (const query of tpchQueries()) {
      expect(tpchText(query, placesOf(placement), SCALE)).not.toMatch(/[{}]|undefined/);
    }
  });
});
