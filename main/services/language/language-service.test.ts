import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LanguageService } from './language-service.ts';
import { sampleLanguage } from './sample-language.fixture.ts';

let language: LanguageService;
beforeAll(async () => {
  language = await sampleLanguage();
});
afterAll(() => language.close());

const signal = new AbortController().signal;

describe('check', () => {
  test('a text that binds has its parameters with types, and the sources that it reads', async () => {
    expect(
      await language.check('SELECT * FROM shop.orders WHERE day >= $since AND amount > $least', signal),
    ).toEqual({
      problems: [],
      parameters: [
        { name: 'since', type: 'DATE' },
        { name: 'least', type: 'DECIMAL(12,2)' },
      ],
      sources: ['shop'],
    });
  });

  test('a problem is at its place, in each statement', async () => {
    const sql = 'SELECT id FROM shop.orders;\nSELECT amoun, $p FROM shop.orders;\nSELEC 1';
    const { problems, parameters } = await language.check(sql, signal);
    expect(problems.map(({ from, to, code }) => [sql.slice(from, to), code])).toEqual([
      ['amoun', 'sql-unknown-column'],
      ['SELEC', 'sql-syntax'],
    ]);
    expect(problems[0]?.hint).toContain('amount');
    expect(parameters).toEqual([{ name: 'p', type: null }]);
  });

  test.each([
    ['SELECT o.amoun FROM shop.orders o', 'o.amoun'],
    ['SELECT 1 + o . "amoun" * 2 FROM shop.orders o', 'o . "amoun"'],
    ['SELECT 1 FROM shop.order', 'shop.order'],
  ])('a problem with a dotted name is marked over the name: %s', async (sql, marked) => {
    const { problems } = await language.check(sql, signal);
    expect(problems.map(({ from, to }) => sql.slice(from, to))).toEqual([marked]);
  });

  test('a source that is not known yet is a warning', async () => {
    const { problems } = await language.check('SELECT * FROM lake.trips', signal);
    expect(problems.map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('nothing is wrong with nothing', async () => {
    expect(await language.check('  -- later\n', signal)).toEqual({
      problems: [],
      parameters: [],
      sources: [],
    });
  });
});

describe('hover', () => {
  test.each([
    ['SELECT o.am|ount FROM shop.orders o', 'amount: DECIMAL(12,2)', ['of o at shop · decimal', 'Euro']],
    ['SELECT i|d FROM shop.orders', 'id: BIGINT', ['of orders at shop', 'primary key']],
    [
      'SELECT 1 FROM shop.or|ders',
      'shop.orders',
      ['table of shop · 5 columns · about 1,200 rows', 'primary key: id'],
    ],
    ['SELECT 1 FROM sh|op.orders', 'shop', ['source · 2 tables']],
    ['SELECT 1 FROM la|ke.trips', 'lake', ['source · catalog not read yet']],
  ])('%s', async (text, title, lines) => {
    const found = await language.hover(text.replace('|', ''), text.indexOf('|'), signal);
    expect(found).toMatchObject({ title, lines });
  });

  test('a function is told with its signatures', async () => {
    const found = await language.hover('SELECT regexp_matches(a, b)', 10, signal);
    expect(found?.lines.join('\n')).toContain('regexp_matches(');
  });

  test('nothing is known of a keyword', async () => {
    expect(await language.hover('SELECT 1', 2, signal)).toBeNull();
  });
});

describe('format', () => {
  test('sets out, keeps parameters, operators of DuckDB and comments', () => {
    const sql =
      "select a->>'b', x::int from t -- why\nwhere d>=$since and e = ? qualify row_number() over (order by a)=1";
    const text = language.format(sql);
    expect(text).toContain('$since');
    expect(text).toContain('-- why');
    expect(text.replaceAll(/\s/g, '').toLowerCase()).toBe(sql.replaceAll(/\s/g, '').toLowerCase());
  });

  test('a text that it does not understand stays, with the place', () => {
    expect(() => language.format('SELECT ((1')).toThrow('can not be set out');
  });
});

test('statements are found between semicolons, comments and strings apart', () => {
  const sql = "-- one;\nSELECT ';' ;; SELECT 2 -- ;\n;";
  expect(language.statements(sql).map(({ from, to }) => sql.slice(from, to))).toEqual([
    "SELECT ';'",
    'SELECT 2',
  ]);
});
