import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PUSHDOWN_MODES } from '../fixtures/federation.ts';
import { NO_MARIADB } from '../fixtures/mariadb.ts';
import { differenceOf } from '../oracle/compare.ts';
import { type Placement, PLACEMENTS, placesOf } from './placements.ts';
import { tpchQueries, tpchText } from './queries.ts';
import { TPCH_TABLES, type TpchTableName } from './schema.ts';
import { openTpch, type TpchWorld } from './world.ts';

const SCALE = 0.02;
const PLAIN = Object.fromEntries(TPCH_TABLES.map(({ name }) => [name, name])) as Record<
  TpchTableName,
  string
>;

const needsMariadb = ({ sites }: Placement): boolean => Object.values(sites).includes('maria');
const possible = PLACEMENTS.filter((placement) => NO_MARIADB === null || !needsMariadb(placement));

let world: TpchWorld;
beforeAll(async () => {
  world = await openTpch(SCALE, possible);
}, 120_000);
afterAll(() => world.close());

describe.each(PLACEMENTS)('placement $name', (placement) => {
  describe.skipIf(!possible.includes(placement)).each(PUSHDOWN_MODES)('pushdown %s', (pushdown) => {
    test.each(tpchQueries())('$name', async (query) => {
      const expected = await world.oracle.run(tpchText(query, PLAIN, SCALE), { pushdown });
      const actual = await world.federation.run(tpchText(query, placesOf(placement), SCALE), { pushdown });
      const ordered = query.orderKeys.length === 0 ? {} : { ordered: query.orderKeys };
      expect(differenceOf(actual, expected, { ...ordered, anyInteger: true })).toBeUndefined();
    });
  });
});
