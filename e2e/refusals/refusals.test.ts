import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlacedPlan } from '../../engine/plan/fragment.ts';
import { openWorld, type World } from '../breadth/world.ts';
import { NO_MARIADB } from '../fixtures/mariadb.ts';
import { differenceOf } from '../oracle/compare.ts';
import type { OffSide, OnOffCase } from './case.ts';
import { ON_OFF_CASES } from './cases.ts';
import { natively, type TextRows, textOf } from './natively.ts';
import { REFUSAL_TABLES } from './tables.ts';

const MARIADB = /\b(ci|bin)\./;
const needsMariadb = ({ on, off }: OnOffCase): boolean => MARIADB.test(on.sql) || MARIADB.test(off.sql);
const possible = (item: OnOffCase): boolean => NO_MARIADB === null || !needsMariadb(item);

let world: World;
beforeAll(async () => {
  world = await openWorld(
    REFUSAL_TABLES.filter(({ source }) => NO_MARIADB === null || !MARIADB.test(`${source}.`)),
  );
}, 120_000);
afterAll(() => world.close());

/** Plans and runs it, and holds the answer against DuckDB's. */
async function proved(sql: string): Promise<PlacedPlan> {
  const plan = await world.federation.plan(sql, 'full');
  const { answer } = await world.federation.execute(plan);
  const expected = await world.oracle.run(sql, { pushdown: 'none' });
  expect(differenceOf(answer, expected, { anyInteger: true })).toBeUndefined();
  return plan;
}

const sourceOf = (sql: string): string => /\b(shop|ci|bin|crm|lake)\./.exec(sql)?.[1] ?? '';
const textsOf = (plan: PlacedPlan): string => plan.fragments.map(({ sql }) => sql).join(';\n');

/** What the source itself says, and what DuckDB does, without regard to order unless the text asks for one. */
async function bothAnswers({ sql, naive }: OffSide, name: string): Promise<readonly [TextRows, TextRows]> {
  const spec = world.sources.find((source) => source.name === name);
  if (spec === undefined) throw new Error(`There is no source ${name}.`);
  const right = (await world.oracle.run(sql, { pushdown: 'none' })).rows.map((row) => row.map(textOf));
  const wrong = await natively(spec, naive ?? sql.replaceAll(`${name}.`, '')).catch((error: unknown) => {
    return [[`fails: ${String(error)}`]];
  });
  if (/ORDER BY [^)]*$/.test(sql)) return [wrong, right];
  const sorted = (rows: TextRows): TextRows => rows.toSorted((a, b) => (a.join() < b.join() ? -1 : 1));
  return [sorted(wrong), sorted(right)];
}

// Otherwise two spellings of one value would pass for a wrong answer.
describe('values of the clients read alike', () => {
  test.each(['shop', 'crm', ...(NO_MARIADB === null ? ['ci', 'bin'] : [])])('%s', async (source) => {
    const [native, expected] = await bothAnswers(
      { sql: `SELECT id, n, m, t, count(*) AS k FROM ${source}.v GROUP BY id, n, m, t` },
      source,
    );
    expect(native).toEqual(expected);
  });
});

describe.each(Object.entries(ON_OFF_CASES))('%s', (_, cases) => {
  describe.each(cases)('$name', (item) => {
    const { on, off } = item;
    const skipped = !possible(item);
    test.skipIf(skipped)('goes', async () => {
      const plan = await proved(on.sql);
      expect(textsOf(plan)).toMatch(on.sent);
    });

    test.skipIf(skipped)(off.kept === undefined ? 'goes with a guard' : 'stays', async () => {
      const plan = await proved(off.sql);
      if (off.sent !== undefined) expect(textsOf(plan)).toMatch(off.sent);
      const kept = plan.notPushed.map(({ operator, code }) => [operator, code]);
      if (off.kept !== undefined) expect(kept).toContainEqual(off.kept);
      else expect(kept).toEqual([]);
    });

    // Null where the source has no text of its own that it would take.
    const naive = off.naive === null ? [] : [off];
    test.skipIf(skipped).for(naive)('would be answered wrongly as it is', async (side) => {
      const [wrong, right] = await bothAnswers(side, sourceOf(side.sql));
      expect(wrong).not.toEqual(right);
    });
  });
});
