import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { differenceOf } from '../oracle/compare.ts';
import { NO_MARIADB } from '../fixtures/mariadb.ts';
import { KeyWorld, type Ran } from './world.ts';

let world: KeyWorld;
beforeAll(async () => {
  world = await KeyWorld.open();
}, 120_000);
afterAll(() => world.close());

/** Runs with keys and compares with DuckDB's own answer to the text over copies of the tables. */
async function proved(sql: string): Promise<Ran> {
  const ran = await world.run(sql);
  const expected = await world.federation.run(sql, { pushdown: 'none' });
  expect(differenceOf(ran.answer, expected, {})).toBeUndefined();
  return ran;
}

/** What was sent of keys, as `few.k: 1000 list, 900 rows`. */
function sent({ plan, measurement }: Ran): readonly string[] {
  return plan.fragments.flatMap(({ id, source }) => {
    const keys = measurement.keys?.[id];
    const rows = measurement.fragments[id]?.rows ?? 0;
    return (keys?.sets ?? []).map((set) => `${source}.${set.column}: ${set.keys} ${set.as}, ${rows} rows`);
  });
}

describe('numbers of keys', () => {
  test.each([
    ["kind = 'nothing'", 0, 0],
    ["kind = 'one' AND f.k < 2000000000", 1, 1],
    // Every tenth row of the large table has NULL.
    ["kind = 'thousand'", 1000, 900],
  ])('to PostgreSQL: %s', async (where, keys, rows) => {
    const ran = await proved(
      `SELECT b.id, b.wide, f.day FROM pg.big b JOIN lite.few f ON b.k = f.k WHERE ${where}`,
    );
    expect(sent(ran)).toEqual([`pg.k: ${keys} ${keys === 0 ? 'none' : 'list'}, ${rows} rows`]);
  });

  test.each([0, 1, 1000])('to SQLite: %i', async (count) => {
    const ran = await proved(
      `SELECT b.id, b.word FROM lite.big b JOIN pg.big f ON b.k = f.id WHERE f.exact <= ${count}`,
    );
    const keys = count - Math.floor(count / 10);
    expect(sent(ran)).toEqual([`lite.k: ${keys} ${keys === 0 ? 'none' : 'list'}, ${keys} rows`]);
  });

  test.each([
    // One of them the column can't hold.
    ['f.code IS NULL AND f.wide IS NULL', 20_000, 10_000],
    ["f.kind IN ('one', 'thousand')", 1001, 901],
  ])('to PostgreSQL, one more than fits: %s', async (where, keys, rows) => {
    const ran = await proved(`SELECT b.* FROM pg.big b JOIN lite.few f ON b.k = f.k WHERE ${where}`);
    expect(sent(ran)).toEqual([`pg.k: ${keys} list, ${rows} rows`]);
  });

  test.skipIf(NO_MARIADB !== null).each([0, 1, 1000])('to MariaDB: %i', async (count) => {
    const ran = await proved(
      `SELECT b.id, b.word FROM maria.big b JOIN pg.big f ON b.k = f.id WHERE f.exact <= ${count}`,
    );
    const keys = count - Math.floor(count / 10);
    expect(sent(ran)).toEqual([`maria.k: ${keys} ${keys === 0 ? 'none' : 'list'}, ${keys} rows`]);
  });

  test('more than the rows that they save go as a range', async () => {
    const sql =
      "SELECT b.id, f.k FROM pg.big b JOIN (SELECT * FROM lite.big WHERE id > 350000 AND word > 'a' AND word < 'x' AND word LIKE 'w%' AND length(word) > 3) f ON b.k = f.id";
    const ran = await world.run(sql);
    expect(ran.answer.rows).toHaveLength(225_000);
    expect(sent(ran)).toEqual(['pg.k: 250000 range, 225000 rows']);
  });
});

describe('types', () => {
  test.each([
    ['an INTEGER against a BIGINT', 'b.k = f.wide'],
    ['a BIGINT', 'b.wide = f.wide'],
    ['a DECIMAL against a BIGINT', 'b.exact = f.wide'],
    ['a date', 'b.day = f.day'],
    ['a date against a timestamp', 'b.day = CAST(f.day AS TIMESTAMP)'],
  ])('%s', async (_, on) => {
    const ran = await proved(
      `SELECT b.id, f.k FROM pg.big b JOIN lite.few f ON ${on} WHERE f.k <= 40 AND f.kind = 'thousand'`,
    );
    expect(sent(ran)[0]).toMatch(/^pg\.\w+: \d+ list/);
  });

  test('texts with case, trailing spaces and accents under a collation that takes them for the same', async () => {
    const ran = await proved(
      'SELECT w.id, l.size FROM pg.words w JOIN lite.words l ON w.word = l.word WHERE l.size < 6',
    );
    expect(ran.answer.rows).toHaveLength(5);
    expect(sent(ran)).toEqual(['pg.word: 5 list, 5 rows']);
    expect(ran.measurement.keys?.[cutId(ran)]?.sql).toContain('COLLATE "C"');
  });

  test.skipIf(NO_MARIADB !== null)('texts that MariaDB takes for the same come besides', async () => {
    const ran = await proved(
      'SELECT w.id, l.size FROM maria.words w JOIN lite.words l ON w.word = l.word WHERE l.size < 6',
    );
    expect(ran.answer.rows).toHaveLength(5);
    expect(sent(ran)).toEqual(['maria.word: 5 list, 5 rows']);
  });

  test('CHAR(n) without the spaces that fill it up', async () => {
    const ran = await proved(
      'SELECT w.id, l.size FROM pg.words w JOIN lite.words l ON w.padded = l.word WHERE l.size < 6',
    );
    expect(sent(ran)).toEqual(['pg.padded: 5 list, 4 rows']);
  });
});

describe('joins', () => {
  const FEW = "(SELECT * FROM lite.few WHERE kind = 'thousand')";

  test.each([
    ['semi', `SELECT b.id FROM pg.big b WHERE b.k IN (SELECT k FROM ${FEW})`, 900],
    ['left', `SELECT f.k, b.id FROM ${FEW} f LEFT JOIN pg.big b ON b.k = f.k`, 900],
    ['anti', `SELECT f.k FROM ${FEW} f WHERE NOT EXISTS (SELECT 1 FROM pg.big b WHERE b.k = f.k)`, 900],
    [
      'a sum for each key',
      `SELECT f.k, s FROM ${FEW} f JOIN (SELECT k, sum(wide) AS s FROM pg.big GROUP BY k) b ON b.k = f.k`,
      900,
    ],
  ])('%s', async (_, sql, rows) => {
    expect(sent(await proved(sql))).toEqual([`pg.k: 1000 list, ${rows} rows`]);
  });

  test.each([
    [
      'the outer side of a left join',
      `SELECT count(*), count(f.k) FROM pg.big b LEFT JOIN ${FEW} f ON b.k = f.k`,
    ],
    [
      'the left side of an anti join',
      `SELECT count(*) FROM pg.big b WHERE NOT EXISTS (SELECT 1 FROM ${FEW} f WHERE b.k = f.k)`,
    ],
    ['NOT IN', `SELECT count(*) FROM ${FEW} f WHERE f.wide NOT IN (SELECT k FROM pg.big)`],
    ['NULL as a key', `SELECT count(*) FROM pg.big b JOIN ${FEW} f ON b.k IS NOT DISTINCT FROM f.wide`],
  ])('never %s', async (_, sql) => {
    expect(sent(await proved(sql))).toEqual([]);
  });

  test.skipIf(NO_MARIADB !== null)('a key of two columns goes as rows where they cut more', async () => {
    const ran = await proved(
      `SELECT b.*, p.lot FROM maria.big b JOIN pg.pairs p ON b.wide = p.wide AND b.half = p.half WHERE p.lot = 7`,
    );
    expect(sent(ran)).toContain('maria.wide, half: 12000 list, 12000 rows');
  });

  test('a chain: few rows of SQLite cut a table of PostgreSQL, which cuts a table of SQLite', async () => {
    const ran = await proved(
      `SELECT f.k, b.id, l.word FROM ${FEW} f JOIN pg.big b ON b.k = f.k JOIN lite.big l ON l.k = b.id`,
    );
    expect(sent(ran).toSorted()).toEqual(['lite.k: 900 list, 900 rows', 'pg.k: 1000 list, 900 rows']);
  });
});

function cutId({ plan }: Ran): string {
  return plan.fragments.find(({ keys }) => keys !== undefined)?.id ?? '';
}
