import { describe, expect, test } from 'vitest';
import type { PlanNode } from '../../plan/node.ts';
import { printPlan } from '../../plan/print-plan.ts';
import { BIGINT, DOUBLE } from '../../types/data-type.ts';
import { chooseStream } from './choose-stream.ts';
import {
  at,
  call,
  columnsOf,
  counting,
  grouped,
  joined,
  limited,
  plan,
  read,
  sorted,
  under,
  unionAll,
} from './remainder.fixture.ts';

const FRAGMENTS = [
  counting('f1', 'shop', 1000, 7),
  counting('f2', 'desk', 100, 7),
  counting('f3', 'lake', 10_000, 7),
];

/** What was chosen, as text; null where nothing was. */
function chosen(
  remainder: PlanNode,
  inBatches = (source: string): boolean => source !== 'lake',
): string | null {
  const stream = chooseStream(plan(FRAGMENTS, remainder), inBatches);
  if (stream === null) return null;
  const parts = stream.parts.map(({ streamed, node, sides }) => {
    const tables = sides.map(({ table, plan: side }) => `${table}:\n${printPlan(side, 1)}\n`);
    return `${streamed ?? 'whole'} into ${stream.into ?? 'result'}\n${tables.join('')}${printPlan(node)}`;
  });
  const rest = stream.remainder === null ? [] : [`then\n${printPlan(stream.remainder)}`];
  const enough = stream.enough === null ? [] : [`until ${stream.enough} rows`];
  return [...parts, ...enough, ...rest].join('\n');
}

const doesNotFire = (remainder: PlanNode): void => expect(chosen(remainder)).toBeNull();

describe('into the result', () => {
  test('the larger side of an inner join', () => {
    expect(chosen(under(joined('inner', read('f2'), read('f1')), 5))).toMatchInlineSnapshot(`
      "f1 into result
      filter (id#0 < 5)
        inner join on (k#1 = k#3)
          fragment-scan f2 [id, k]
          fragment-scan f1 [id, k]"
    `);
  });

  test('the preserved side of an outer join, though it is the smaller one', () => {
    expect(chosen(joined('left', read('f2'), read('f1')))?.split('\n')[0]).toBe('f2 into result');
    expect(chosen(joined('right', read('f1'), read('f2')))?.split('\n')[0]).toBe('f2 into result');
  });

  test('what the batches meet is computed once', () => {
    expect(chosen(joined('semi', read('f1'), grouped(read('f2'), [at(0), at(1)])))).toMatchInlineSnapshot(`
      "f1 into result
      f1 side 1:
        aggregate [id#0, k#1] count_star()
          fragment-scan f2 [id, k]
      semi join on (k#1 = g1#3)
        fragment-scan f1 [id, k]
        fragment-scan f1 side 1 [g0, g1, count_star 0]"
    `);
  });

  test('each input of a union by itself', () => {
    expect(
      chosen(under(unionAll(read('f1'), joined('semi', read('f2'), read('f3'))), 5)),
    ).toMatchInlineSnapshot(`
      "f1 into result
      filter (id#0 < 5)
        fragment-scan f1 [id, k]
      f2 into result
      filter (id#0 < 5)
        semi join on (k#1 = k#3)
          fragment-scan f2 [id, k]
          fragment-scan f3 [id, k]"
    `);
  });

  test('under a limit, no further than that', () => {
    expect(chosen(limited(joined('semi', read('f1'), read('f2')), 10))).toMatchInlineSnapshot(`
      "f1 into result
      semi join on (k#1 = k#3)
        fragment-scan f1 [id, k]
        fragment-scan f2 [id, k]
      until 10 rows"
    `);
  });
});

describe('into a table', () => {
  test('where a join leaves fewer rows to sort', () => {
    expect(chosen(sorted(joined('inner', read('f1'), read('f2'))))).toMatchInlineSnapshot(`
      "f1 into gathered
      inner join on (k#1 = k#3)
        fragment-scan f1 [id, k]
        fragment-scan f2 [id, k]
      then
      sort id#0
        fragment-scan gathered [id, k, id, k]"
    `);
  });

  test('an aggregate in parts', () => {
    const sums = [
      call('sum', { id: 'HUGEINT' }, at(0)),
      call('avg', DOUBLE, at(0)),
      call('count_star', BIGINT),
    ];
    expect(chosen(grouped(read('f1'), [at(1)], sums))).toMatchInlineSnapshot(`
      "f1 into gathered
      aggregate [k#1] sum(id#0), sum(id#0), count(id#0), count_star()
        fragment-scan f1 [id, k]
      then
      project g0#0, a0#1 as sum 0, (cast(a1#2 as DOUBLE) / cast(a2#3 as DOUBLE)) as avg 1, coalesce(cast(a3#4 as BIGINT), 0) as count_star 2
        aggregate [g0#0] sum(a0#1), sum(a1#2), sum(a2#3), sum(a3#4)
          fragment-scan gathered [g0, a0, a1, a2, a3]"
    `);
  });

  test('a limit below other work, with its offset', () => {
    expect(chosen(sorted(limited(read('f1'), 10, 5)))).toMatchInlineSnapshot(`
      "f1 into gathered
      fragment-scan f1 [id, k]
      until 15 rows
      then
      sort id#0
        limit 10 offset 5
          fragment-scan gathered [id, k]"
    `);
  });
});

describe('not', () => {
  test('where all rows are sorted as they are', () => doesNotFire(sorted(columnsOf(read('f1'), 0))));

  test('a full join, nor the side that is looked up', () => {
    doesNotFire(joined('full', read('f1'), read('f2')));
    expect(chosen(joined('left', read('f3'), read('f1')))).toBeNull();
  });

  test('a fragment that is read twice', () => doesNotFire(joined('inner', read('f1'), read('f1'))));

  test('a source that is read in place', () => doesNotFire(joined('left', read('f3'), read('f2'))));

  test('an aggregate whose value depends on the order, or on all values at once', () => {
    const value = at(0, DOUBLE);
    for (const one of [call('sum', DOUBLE, value), call('median', DOUBLE, value)])
      doesNotFire(grouped(read('f1'), [at(1)], [one]));
    doesNotFire(grouped(read('f1'), [at(1)], [{ ...call('count', BIGINT, at(0)), distinct: true }]));
  });

  test('several sets of groups', () => {
    const aggregate = grouped(read('f1'), [at(0), at(1)]);
    doesNotFire({ ...aggregate, groupingSets: [[0, 1], [0]] });
  });

  test('a fragment whose keys cut another', () => {
    const [f1, f2] = FRAGMENTS;
    if (f1 === undefined || f2 === undefined) throw new Error('There are no fragments');
    const remainder = joined('left', read('f1'), read('f2'));
    const before = plan([f1, f2], remainder);
    expect(chooseStream(before, () => true)?.parts[0]?.streamed).toBe('f1');
    const sets = [{ from: 'f1' }] as unknown as NonNullable<typeof f2.keys>['sets'];
    const keys = { sets } as unknown as NonNullable<typeof f2.keys>;
    expect(chooseStream(plan([f1, { ...f2, keys }], remainder), () => true)).toBeNull();
  });

  test('where the user text runs as it is', () => {
    const placed = plan(FRAGMENTS, joined('inner', read('f1'), read('f2')));
    expect(chooseStream({ ...placed, opaque: [] }, () => true)).toBeNull();
  });
});
