import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LanguageService } from './language-service.ts';
import { manyTables, sampleCatalogs, sampleLanguage } from './sample-language.fixture.ts';

let language: LanguageService;
beforeAll(async () => {
  language = await sampleLanguage();
});
afterAll(() => language.close());

const signal = new AbortController().signal;

/** Completes at the bar of a text. */
async function at(text: string, service = language) {
  const offset = text.indexOf('|');
  return await service.complete(text.replace('|', ''), offset, signal);
}

/** The texts that the first items insert. */
async function inserts(text: string, count = 5): Promise<readonly string[]> {
  return (await at(text)).items.slice(0, count).map(({ insert }) => insert);
}

describe('tables', () => {
  test.each([
    ['SELECT * FROM |', ['models.', 'crm.', 'lake.', 'shop.']],
    ['SELECT * FROM ord|', ['shop.orders', 'shop.archive.orders']],
    ['SELECT * FROM shop.|', ['orders', 'archive.']],
    ['SELECT * FROM shop.archive.|', ['orders']],
    ['SELECT * FROM shop.orders JOIN cus|', ['crm.customers']],
    ['SELECT * FROM shop.orders o, cus|', ['crm.customers']],
    ['SELECT * FROM models.|', ['revenue']],
    ['WITH big AS (SELECT 1) SELECT * FROM bi|', ['big']],
    ['SELECT * FROM lake.|', []],
  ])('%s', async (text, wanted) => {
    expect((await inserts(text, 20)).filter((one) => wanted.includes(one)).sort()).toEqual(wanted.toSorted());
    expect(wanted.slice(0, 1)).toEqual(
      (await inserts(text, 20)).filter((one) => one === wanted[0]).slice(0, 1),
    );
  });

  test('a table is told with its source, so that it has its hue', async () => {
    const [first] = (await at('SELECT * FROM ord|')).items;
    expect(first).toMatchObject({
      kind: 'table',
      source: 'shop',
      detail: 'table of shop · about 1,200 rows',
    });
  });
});

describe('columns', () => {
  test.each([
    ['SELECT o.| FROM shop.orders o', ['amount', 'customer', 'day', 'id', '"Ship To"']],
    ['SELECT orders.a| FROM shop.orders', ['amount', 'day']],
    ['SELECT shop.orders.am| FROM shop.orders', ['amount']],
    ['SELECT am| FROM shop.orders', ['amount']],
    ['SELECT * FROM shop.orders o JOIN crm.customers c ON c.|', ['id', 'mail']],
    ['SELECT (SELECT ma| FROM crm.customers) FROM shop.orders', ['mail']],
    ['SELECT * FROM crm.customers c WHERE EXISTS (SELECT 1 FROM shop.orders o WHERE c.ma|)', ['mail']],
    ['WITH big AS (SELECT amount AS much FROM shop.orders) SELECT big.| FROM big', ['much']],
    ['SELECT s.| FROM (SELECT id AS nr, mail FROM crm.customers) s', ['mail', 'nr']],
    ['SELECT r.t| FROM models.revenue r', ['total']],
    ['SELECT 1; SELECT c.m| FROM crm.customers c; SELECT c.id FROM shop.orders c', ['mail']],
  ])('%s', async (text, wanted) => {
    expect(await inserts(text, wanted.length)).toEqual(wanted);
  });

  test('a column is told with type, key and source', async () => {
    const { items } = await at('SELECT o.i| FROM shop.orders o');
    expect(items[0]).toMatchObject({ label: 'id', detail: 'BIGINT · primary key', source: 'shop' });
  });
});

describe('other words', () => {
  test('functions come with signatures, keywords in the case that was begun', async () => {
    const { items } = await at('SELECT date_tr| FROM shop.orders');
    expect(items[0]).toMatchObject({ label: 'date_trunc', insert: 'date_trunc(', kind: 'function' });
    expect(items[0]?.detail).toContain('date_trunc(');
    expect(await inserts('selec|', 1)).toEqual(['select']);
    expect(await inserts('SELEC|', 1)).toEqual(['SELECT']);
  });

  test('parameters that the text has already', async () => {
    expect(await inserts('SELECT $day, $|')).toEqual(['$day']);
  });

  test.each(["SELECT 'am| FROM shop.orders'", 'SELECT 1 -- am|', 'SELECT /* am| */ 1', 'SELECT 12|'])(
    'nothing in %s',
    async (text) => {
      expect((await at(text)).items).toEqual([]);
    },
  );

  test('what a completion replaces is the whole word', async () => {
    expect(await at('SELECT am|x FROM shop.orders')).toMatchObject({ from: 7, to: 10 });
  });
});

test('20,000 tables: the best fit first, and more are said to be there', async () => {
  const large = await sampleLanguage(sampleCatalogs(manyTables(20_000)));
  const { items, incomplete } = await at('SELECT * FROM table_1999|', large);
  expect(items[0]?.insert).toBe('crm.table_1999');
  expect(incomplete).toBe(false);
  expect(await at('SELECT * FROM table_|', large)).toMatchObject({ incomplete: true });
  large.close();
});
