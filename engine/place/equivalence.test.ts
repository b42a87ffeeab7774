import { afterAll, beforeAll, expect, test } from 'vitest';
import { SLOW_COSTS } from '../cost/sample-costs.fixture.ts';
import { Answers } from '../optimize/answers.fixture.ts';
import { EQUIVALENCE_TEXTS } from '../optimize/equivalence-texts.fixture.ts';
import { READ_ONLY_COLUMNS } from '../spi/capabilities.ts';
import type { PlacedOptions } from './placed-text.fixture.ts';
import { placePlan } from './placed-text.fixture.ts';

/** Sources that can do all, some or none of the work; what they claim must not show in an answer. */
const PLACEMENTS: readonly PlacedOptions[] = [
  {},
  { mode: 'scan' },
  { mode: 'none' },
  { claims: { shop: READ_ONLY_COLUMNS, crm: READ_ONLY_COLUMNS, lake: READ_ONLY_COLUMNS } },
  { claims: { shop: { filter: false, project: false }, crm: { joins: ['inner'], values: false } } },
  { claims: { shop: { aggregate: false, distinct: false, topN: false }, crm: { setOperations: [] } } },
  {
    costs: { shop: SLOW_COSTS, crm: SLOW_COSTS },
    rows: { orders: 3_000_000, customers: 500_000, tickets: 2_000_000, regions: 50, events: 4_000_000 },
  },
];

let world: Answers;
beforeAll(async () => {
  world = await Answers.open(5);
});
afterAll(() => {
  world.close();
});

test.each(Object.entries(EQUIVALENCE_TEXTS))('wherever it runs, one answer: %s', async (_, text) => {
  const bound = await world.plan(text);
  const expected = await world.rows(text);
  for (const options of PLACEMENTS) {
    const { fragments, localSql } = placePlan(bound, options);
    const rows = await world.staged(fragments, localSql);
    const sent = fragments.map((one) => one.sql);
    expect({ options, sent, localSql, rows }).toEqual({ options, sent, localSql, rows: expected });
  }
});
