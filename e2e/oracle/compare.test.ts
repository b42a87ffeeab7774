import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Oracle, openOracle } from '../fixtures/oracle.ts';
import { type CompareOptions, differenceOf } from './compare.ts';

let oracle: Oracle;
beforeAll(async () => {
  oracle = await openOracle([]);
});
afterAll(() => oracle.close());

const compare = async (
  left: string,
  right: string,
  options?: CompareOptions,
): Promise<string | undefined> => {
  const [actual, expected] = [left, right].map((sql) => oracle.run(sql, { pushdown: 'none' }));
  if (actual === undefined || expected === undefined) throw new Error('Two texts are needed.');
  return differenceOf(await actual, await expected, options);
};

const same = (left: string, right: string, options?: CompareOptions): void => {
  test(`same: ${left} = ${right}`, async () => {
    expect(await compare(left, right, options)).toBeUndefined();
  });
};
const differ = (left: string, right: string, message: RegExp, options?: CompareOptions): void => {
  test(`differ: ${left} ≠ ${right}`, async () => {
    expect(await compare(left, right, options)).toMatch(message);
  });
};

describe('multisets', () => {
  same('VALUES (1), (2), (2)', 'VALUES (2), (1), (2)');
  differ('VALUES (1), (2), (2)', 'VALUES (2), (1), (1)', /1 unexpected:\n {2}2\n1 missing:\n {2}1/);
  differ('VALUES (1), (2)', 'VALUES (1)', /2 rows, expected 1\n1 unexpected/);
  differ('VALUES (1)', 'SELECT 1 AS col0 WHERE false', /1 rows, expected 0/);
  differ('SELECT NULL::VARCHAR AS a', `SELECT 'NULL' AS a`, /unexpected/);
  differ(`SELECT 'a | b' AS x, 'c' AS y`, `SELECT 'a' AS x, 'b | c' AS y`, /missing/);
});

describe('columns', () => {
  differ('SELECT 1 AS a', 'SELECT 1 AS b', /columns \("a" INTEGER\), expected \("b" INTEGER\)/);
  differ('SELECT 1 AS a', 'SELECT 1::BIGINT AS a', /expected \("a" BIGINT\)/);
  same('SELECT 1 AS a, 2 AS a', 'SELECT 1 AS a, 2 AS a');
  same('SELECT 1 AS a', 'SELECT 1::BIGINT AS a', { anyInteger: true });
  differ('SELECT 1 AS a', 'SELECT 2::BIGINT AS a', /missing/, { anyInteger: true });
  differ('SELECT 1 AS a', 'SELECT 1::DOUBLE AS a', /expected \("a" DOUBLE\)/, { anyInteger: true });
});

describe('exact values', () => {
  differ('SELECT 9007199254740993 AS a', 'SELECT 9007199254740992 AS a', /9007199254740993/);
  differ('SELECT 2147483647 AS a', 'SELECT 2147483646 AS a', /2147483647/);
  differ(`SELECT 1.10::DECIMAL(38,20) AS a`, `SELECT 1.10000000000000000001::DECIMAL(38,20) AS a`, /missing/);
  differ(`SELECT INTERVAL 1 MONTH AS a`, `SELECT INTERVAL 30 DAY AS a`, /1mon 0d 0us/);
  differ(`SELECT '\\x00a'::BLOB AS a`, `SELECT '\\x00'::BLOB AS a`, /x'0061'/);
  differ(`SELECT 'a' AS a`, `SELECT 'a ' AS a`, /"a "/);
  differ(
    `SELECT TIMESTAMP '2020-01-01 00:00:00.000001' AS a`,
    `SELECT TIMESTAMP '2020-01-01' AS a`,
    /00:00:00.000001/,
  );
});

describe('floats', () => {
  same(`SELECT 0.1::DOUBLE + 0.2::DOUBLE AS a`, 'SELECT 0.3::DOUBLE AS a');
  differ('SELECT 1.0::DOUBLE AS a', 'SELECT 1.00000001::DOUBLE AS a', /1\.00000001/);
  same(`SELECT 'NaN'::DOUBLE AS a`, `SELECT 'NaN'::DOUBLE AS a`);
  differ(`SELECT 'NaN'::DOUBLE AS a`, 'SELECT 0::DOUBLE AS a', /NaN/);
  differ(`SELECT 'inf'::DOUBLE AS a`, `SELECT '-inf'::DOUBLE AS a`, /Infinity/);
  differ(`SELECT 'inf'::DOUBLE AS a`, `SELECT 1.7e308::DOUBLE AS a`, /Infinity/);
  differ('SELECT 0::DOUBLE AS a', 'SELECT 5e-324::DOUBLE AS a', /5e-324/);
  same(`SELECT '-0'::DOUBLE AS a`, 'SELECT 0::DOUBLE AS a');
  differ(`SELECT '-0'::DOUBLE AS a`, 'SELECT 0::DOUBLE AS a', /-0/, { signOfZero: true });
  same('SELECT [1.0::DOUBLE, NULL] AS a', 'SELECT [1.0000000000001::DOUBLE, NULL] AS a');
  differ(`SELECT {'x': 1.0::DOUBLE, 'y': 'a'} AS a`, `SELECT {'x': 1.0::DOUBLE, 'y': 'b'} AS a`, /"y": "a"/);
  // Sorted by the first float these pair the wrong way round.
  same(
    'SELECT * FROM (VALUES (1.0000000000001::DOUBLE, 5::DOUBLE), (1, 9)) v(a, b)',
    'SELECT * FROM (VALUES (1.0::DOUBLE, 5::DOUBLE), (1.0000000000001, 9)) v(a, b)',
  );
});

describe('order', () => {
  const up = `SELECT * FROM (VALUES (1, 'a'), (2, 'b'), (2, 'c')) v(n, t)`;
  same(`${up} ORDER BY n, t`, `${up} ORDER BY n, t DESC`, { ordered: [0] });
  differ(`${up} ORDER BY n, t`, `${up} ORDER BY n, t DESC`, /order does not: row 2/, { ordered: true });
  differ(`${up} ORDER BY n DESC`, `${up} ORDER BY n`, /row 1 has \(2\), expected \(1\)/, { ordered: [0] });
  same(`${up} ORDER BY n DESC`, `${up} ORDER BY n`);
});

describe('count only', () => {
  same('SELECT 1 AS a', 'SELECT 2 AS a', { countOnly: true });
  differ('SELECT 1 AS a', 'SELECT 2 AS a WHERE false', /1 rows, expected 0/, { countOnly: true });
});
