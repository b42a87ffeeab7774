import { SAMPLE_COSTS } from '../../cost/sample-costs.fixture.ts';
import { describe, expect, test } from 'vitest';
import { duckdbDialectOver } from '../../duckdb/dialect.ts';
import { optimize } from '../../optimize/driver.ts';
import { rulesFor } from '../../optimize/rule-list.ts';
import { planOf } from '../../optimize/rule-test.fixture.ts';
import { SAMPLE_CATALOGS } from '../../optimize/sample-catalogs.fixture.ts';
import type { Fragment } from '../../plan/fragment.ts';
import { NodeIds } from '../../plan/ids.ts';
import type { CatalogTable } from '../../types/catalog.ts';
import type { PushdownMode } from '../../types/pushdown.ts';
import { place, type Placement } from '../place.ts';
import { EVERYTHING } from '../placed-text.fixture.ts';
import type { SourceSite } from '../source-site.ts';

/** Rows of the sample tables by name, and the sources that take no keys. */
interface Setting {
  readonly rows?: Readonly<Record<string, number>>;
  readonly deaf?: readonly string[];
  readonly mode?: PushdownMode;
}

const ROWS = { orders: 1_000_000, customers: 100_000, tickets: 20_000, regions: 50, events: 5_000_000 };

function siteOf(name: string, { rows = ROWS, deaf = [] }: Setting): SourceSite {
  return {
    name,
    dialect: duckdbDialectOver(({ source, table }) => `${source}."${table.name}"`),
    capabilities: { ...EVERYTHING, keySets: !deaf.includes(name) },
    mounted: false,
    costs: SAMPLE_COSTS,
    table: (scan): CatalogTable => {
      const catalog = SAMPLE_CATALOGS.find((one) => one.source === scan.source);
      const table = catalog?.tables.find((one) => one.path.name === scan.table.name);
      if (table === undefined) throw new Error(`No table ${scan.table.name}`);
      const counts: Readonly<Record<string, number | undefined>> = rows;
      return { ...table, rows: counts[table.path.name] ?? null };
    },
  };
}

async function placed(sql: string, setting: Setting = {}): Promise<Placement> {
  const plan = await planOf(sql);
  const ids = NodeIds.after(plan);
  const { mode = 'full' } = setting;
  const site = (name: string): SourceSite => siteOf(name, setting);
  return place(optimize(plan, rulesFor(mode), { ids }).plan, { mode, ids, site });
}

/** Which column of which fragment is cut by whose keys, as `crm.customer < shop`. */
function cuts({ fragments }: Placement): readonly string[] {
  const source = (id: string): string => fragments.find((one) => one.id === id)?.source ?? '';
  return fragments
    .flatMap((one) =>
      (one.keys?.sets ?? []).map(
        (set) => `${one.source}.${set.columns.map(({ name }) => name).join(', ')} < ${source(set.from)}`,
      ),
    )
    .toSorted();
}

function cutOf({ fragments }: Placement): Fragment {
  const found = fragments.find((one) => one.keys !== undefined);
  if (found === undefined) throw new Error('No fragment is cut');
  return found;
}

/** The small side: a tenth of the tickets. */
const FEW = "(SELECT * FROM crm.tickets WHERE text = 'x')";

describe('which side', () => {
  test('the smaller side cuts the larger one, whichever is written first', async () => {
    const sql = (from: string): string => `SELECT o.amount, t.id FROM ${from} ON o.customer = t.customer`;
    expect(cuts(await placed(sql(`shop.orders o JOIN ${FEW} t`)))).toEqual(['shop.customer < crm']);
    expect(cuts(await placed(sql(`${FEW} t JOIN shop.orders o`)))).toEqual(['shop.customer < crm']);
  });

  test('the test of the keys stands at the scan, and both texts are there', async () => {
    const fragment = cutOf(
      await placed(`SELECT r.opened, x.s FROM ${FEW} r JOIN
        (SELECT customer, sum(amount) AS s FROM shop.orders GROUP BY customer) x ON x.customer = r.customer`),
    );
    expect(fragment.sql).not.toContain('keys');
    expect(fragment.keys?.text.sql).toMatchInlineSnapshot(
      `"SELECT o.customer, CAST(sum(o.amount) AS DECIMAL(38,2)) AS s FROM shop."orders" AS o WHERE o.customer IN (SELECT key FROM memory.main."f2 keys 1") GROUP BY o.customer"`,
    );
    expect(fragment.keys?.sets[0]?.sql).toMatchInlineSnapshot(
      `"SELECT DISTINCT f1.customer AS key FROM f1 WHERE f1.customer IS NOT NULL"`,
    );
  });

  test('an unknown size is never taken for a small one', async () => {
    const sql = `SELECT o.amount, t.id FROM shop.orders o JOIN ${FEW} t ON o.customer = t.customer`;
    expect(cuts(await placed(sql, { rows: {} }))).toEqual([]);
    expect(cuts(await placed(sql, { rows: { orders: 1_000_000 } }))).toEqual([]);
    // A small side of known size may cut one of unknown size.
    expect(cuts(await placed(sql, { rows: { tickets: 20_000 } }))).toEqual(['shop.customer < crm']);
  });

  test('a side that is small, or keeps most of its rows, is not waited for', async () => {
    const sql = `SELECT o.amount, t.id FROM shop.orders o JOIN ${FEW} t ON o.customer = t.customer`;
    expect(cuts(await placed(sql, { rows: { orders: 3000, tickets: 20 } }))).toEqual([]);
    expect(cuts(await placed(sql, { rows: { orders: 20_000, tickets: 180_000 } }))).toEqual([]);
  });
});

describe('which joins', () => {
  test.each([
    ['semi', `SELECT o.id FROM shop.orders o WHERE o.customer IN (SELECT customer FROM ${FEW})`],
    [
      'semi, from its left side',
      `SELECT r.id FROM ${FEW} r WHERE EXISTS (SELECT 1 FROM shop.orders o WHERE o.customer = r.customer)`,
    ],
    [
      'left, the right side',
      `SELECT t.id, o.id FROM ${FEW} t LEFT JOIN shop.orders o ON o.customer = t.customer`,
    ],
    [
      'anti, the right side',
      `SELECT t.id FROM ${FEW} t WHERE NOT EXISTS (SELECT 1 FROM shop.orders o WHERE o.customer = t.customer)`,
    ],
    [
      'through a union',
      `SELECT t.id FROM (SELECT customer FROM shop.orders UNION ALL SELECT customer FROM crm.tickets) x JOIN ${FEW} t ON t.customer = x.customer`,
    ],
  ])('%s', async (_, sql) => {
    expect(cuts(await placed(sql))).toContain('shop.customer < crm');
  });

  test.each([
    [
      'the preserved side of a left join',
      `SELECT t.id, o.id FROM shop.orders o LEFT JOIN ${FEW} t ON o.customer = t.customer`,
    ],
    ['a full join', `SELECT t.id, o.id FROM shop.orders o FULL JOIN ${FEW} t ON o.customer = t.customer`],
    [
      'the left side of an anti join',
      `SELECT o.id FROM shop.orders o WHERE NOT EXISTS (SELECT 1 FROM ${FEW} t WHERE o.customer = t.customer)`,
    ],
    [
      'NOT IN, where NULL counts',
      `SELECT t.id FROM ${FEW} t WHERE t.customer NOT IN (SELECT customer FROM shop.orders)`,
    ],
    [
      'NULL as a key',
      `SELECT t.id FROM ${FEW} t JOIN shop.orders o ON o.customer IS NOT DISTINCT FROM t.customer`,
    ],
    [
      'an inequality',
      `SELECT t.id FROM ${FEW} t JOIN shop.orders o ON o.customer > t.customer AND o.id < t.id`,
    ],
    [
      'below a limit',
      `SELECT t.id FROM ${FEW} t JOIN (SELECT customer FROM shop.orders o JOIN lake.events e USING (customer) LIMIT 9) x ON x.customer = t.customer`,
    ],
    ['a computed column', `SELECT t.id FROM ${FEW} t JOIN shop.orders o ON o.customer + 1 = t.customer`],
    ['floats', 'SELECT o.id FROM lake.events e JOIN shop.orders o ON o.weight = e.value'],
  ])('not %s', async (_, sql) => {
    expect(cuts(await placed(sql))).not.toContain('shop.customer < crm');
  });
});

describe('chains', () => {
  const sql = `SELECT e.kind, o.amount, t.opened FROM ${FEW} t
    JOIN shop.orders o ON o.customer = t.id JOIN lake.events e ON e.customer = o.id `;

  test('a side that was cut cuts a third', async () => {
    expect(cuts(await placed(sql))).toEqual(['lake.customer < shop', 'shop.customer < crm']);
  });

  test('never in a circle', async () => {
    const circle = `SELECT count(*) FROM ${FEW} t, shop.orders o, lake.events e
      WHERE o.customer = t.id AND e.customer = o.id AND t.customer = e.customer`;
    const { fragments } = await placed(circle);
    const before = (id: string, seen: readonly string[] = []): void => {
      expect(seen).not.toContain(id);
      for (const set of fragments.find((one) => one.id === id)?.keys?.sets ?? [])
        before(set.from, [...seen, id]);
    };
    for (const { id } of fragments) before(id);
    expect(fragments.some(({ keys }) => keys !== undefined)).toBe(true);
  });

  test('a set for each column of a composite key, and one of its rows', async () => {
    const composite = `SELECT o.amount FROM ${FEW} t JOIN shop.orders o ON o.customer = t.customer AND o.id = t.id`;
    const placement = await placed(composite);
    expect(cuts(placement)).toEqual(['shop.customer < crm', 'shop.customer, id < crm', 'shop.id < crm']);
    const { keys } = cutOf(placement);
    expect(keys?.sets.at(-1)?.sql).toMatchInlineSnapshot(
      `"SELECT DISTINCT f1.customer AS key, f1.id AS "key 2" FROM f1 WHERE f1.customer IS NOT NULL AND f1.id IS NOT NULL"`,
    );
    expect(keys?.text.sql).toMatchInlineSnapshot(
      `"SELECT o.customer, o.id, o.amount FROM shop."orders" AS o WHERE o.customer IN (SELECT key FROM memory.main."f2 keys 1") AND o.id IN (SELECT key FROM memory.main."f2 keys 2") AND (o.customer, o.id) IN (SELECT key, "key 2" FROM memory.main."f2 keys 3")"`,
    );
    expect(
      keys?.text.tests.map(({ set, forms }) => `${set}: ${Object.keys(forms).join(', ')}`),
    ).toMatchInlineSnapshot(`
      [
        "f2 keys 1: list, none",
        "f2 keys 2: list, none",
        "f2 keys 3: list, none",
      ]
    `);
  });
});

describe('types', () => {
  test('keys come in the type of the column that they cut, those that it can not hold left out', async () => {
    const wide = `SELECT c.name FROM shop.customers c JOIN lake.events e ON e.customer = c.credit WHERE c.region = 'n'`;
    const fragment = cutOf(await placed(wide));
    expect(fragment.keys?.sets[0]).toMatchObject({
      columns: [{ name: 'customer', type: { id: 'INTEGER' } }],
    });
    expect(fragment.keys?.sets[0]?.sql).toMatchInlineSnapshot(
      `"SELECT DISTINCT TRY_CAST(f1.credit AS INTEGER) AS key FROM f1 WHERE TRY_CAST(f1.credit AS INTEGER) IS NOT NULL AND CAST(TRY_CAST(f1.credit AS INTEGER) AS BIGINT) = f1.credit"`,
    );
  });
});

describe('refusals', () => {
  const sql = `SELECT o.amount FROM shop.orders o JOIN ${FEW} t ON o.customer = t.customer`;

  test('a source that takes no keys is fetched whole, and the ledger says so', async () => {
    const placement = await placed(sql, { deaf: ['shop'] });
    expect(cuts(placement)).toEqual([]);
    expect(placement.notPushed).toContainEqual({
      operator: 'join',
      expression: 'keys of customer',
      source: 'shop',
      code: 'capability',
      reason: 'This kind of source takes no keys.',
    });
  });

  test.each(['scan', 'none'] as const)('no keys with pushdown %s', async (mode) => {
    expect(cuts(await placed(sql, { mode }))).toEqual([]);
  });
});
