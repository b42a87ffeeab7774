import { expect, test } from 'vitest';
import { SAMPLE_COSTS } from '../../cost/sample-costs.fixture.ts';
import type { SourceCosts } from '../../cost/source-costs.ts';
import { planOf } from '../../optimize/rule-test.fixture.ts';
import { placePlan, type PlacedOptions } from '../placed-text.fixture.ts';

const COSTS: SourceCosts = {
  ...SAMPLE_COSTS,
  profile: { ...SAMPLE_COSTS.profile, startupMs: 1, send: 0.1, keys: { key: 2, test: 0.01 } },
};
const KEYS = { keySets: true };

/** Which source is cut by which, with so many rows in the tables. */
async function cuts(sql: string, rows: PlacedOptions['rows'] = {}): Promise<readonly string[]> {
  const { fragments } = placePlan(await planOf(sql), {
    rows,
    claims: { shop: KEYS, crm: KEYS, lake: KEYS },
    costs: { shop: COSTS, crm: COSTS, lake: COSTS },
  });
  const sourceOf = (id: string): string => fragments.find((one) => one.id === id)?.source ?? '';
  return fragments.flatMap((one) =>
    (one.keys?.sets ?? []).map(({ columns, from }) => {
      const cut = columns.map(({ name }) => name).join(', ');
      return `${one.source}.${cut} < ${sourceOf(from)}`;
    }),
  );
}

/** One region, whose customers alone are of interest, and their events. */
const CHAIN = `SELECT e.kind, count(*) FROM crm.regions r JOIN shop.customers c ON c.region = r.name
  JOIN lake.events e ON e.customer = c.id WHERE r.name = 'north' OR r.manager = 'Kim' GROUP BY e.kind`;

test('a side that is hardly worth cutting is cut where it then cuts a third', async () => {
  const rows = { regions: 5000, customers: 5000, events: 3_000_000 };
  expect(await cuts(CHAIN, rows)).toEqual(['shop.region < crm', 'lake.customer < shop']);
});

test('but not where the third has little to save either', async () => {
  expect(await cuts(CHAIN, { regions: 5000, customers: 5000, events: 500 })).toEqual([]);
});

test('keys that cost more than what they save are left at home', async () => {
  const sql =
    'SELECT o.amount FROM crm.tickets t JOIN shop.orders o ON o.customer = t.customer WHERE t.id > 5';
  expect(await cuts(sql, { tickets: 30_000, orders: 40_000 })).toEqual([]);
  expect(await cuts(sql, { tickets: 3000, orders: 4_000_000 })).toEqual(['shop.customer < crm']);
});
