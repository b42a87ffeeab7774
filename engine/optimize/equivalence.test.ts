import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Answers } from './answers.fixture.ts';
import type { RuleBatch } from './driver.ts';
import { EQUIVALENCE_TEXTS } from './equivalence-texts.fixture.ts';
import { RULES, rulesFor } from './rule-list.ts';

/** Each rule by itself, then all together as the modes use them. */
const PROGRAMS: readonly (readonly [string, readonly RuleBatch[]])[] = [
  ...[...new Set(RULES.flatMap((batch) => batch.rules))].map(
    (rule) => [rule.name, [{ name: rule.name, rules: [rule] }]] as const,
  ),
  ['scan', rulesFor('scan')],
  ['none', rulesFor('none')],
  ['full', rulesFor('full')],
];

/** Two sets of random rows, and tables without any. */
const WORLDS: Answers[] = [];

beforeAll(async () => {
  WORLDS.push(await Answers.open(1), await Answers.open(2), await Answers.open(3, true));
});
afterAll(() => {
  for (const world of WORLDS) world.close();
});

describe('no rule changes an answer', () => {
  test.each(Object.entries(EQUIVALENCE_TEXTS))('%s', async (_, text) => {
    const [first] = WORLDS;
    if (first === undefined) throw new Error('No data');
    const plan = await first.plan(text);
    const printed = new Map<string, string>([[first.print(plan, []), 'no rule']]);
    for (const [name, batches] of PROGRAMS) {
      const sql = first.print(plan, batches);
      if (!printed.has(sql)) printed.set(sql, name);
    }
    for (const world of WORLDS) {
      const expected = await world.rows(text);
      for (const [sql, program] of printed) {
        expect({ program, sql, rows: await world.rows(sql) }).toEqual({ program, sql, rows: expected });
      }
    }
  });
});
