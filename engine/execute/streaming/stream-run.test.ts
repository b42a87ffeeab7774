import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExecuteOptions, ExecutionOutcome, ProvisionalRows } from '../execution.ts';
import { PlanBench } from '../plan-bench.fixture.ts';
import { SampleSource } from '../sample-source.fixture.ts';
import { filter } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import type { PlanNode } from '../../plan/node.ts';
import { BIGINT, BOOLEAN, DOUBLE, VARCHAR } from '../../types/data-type.ts';
import { DEFAULT_LIMITS } from '../../types/limits.ts';
import {
  at,
  call,
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

const bench = new PlanBench();
beforeEach(() => bench.open());
afterEach(() => bench.close());

/** The sources bring 1,000 rows at a time. */
const FRAGMENTS = [counting('f1', 'shop', 10_000, 50), counting('f2', 'desk', 40, 50)];

const run = (
  remainder: PlanNode,
  sources: readonly SampleSource[] = [new SampleSource('shop'), new SampleSource('desk')],
  more: Partial<ExecuteOptions> = {},
): Promise<ExecutionOutcome> => bench.run(plan(FRAGMENTS, remainder), sources, { batchRows: 2000, ...more });

const shown = (): number[] =>
  bench.events.flatMap((event) => (event.kind === 'rows-available' ? [event.rows] : []));

describe('answers are those of the whole', () => {
  const sums = [
    call('sum', { id: 'HUGEINT' }, at(0)),
    call('avg', DOUBLE, at(0)),
    call('count_star', BIGINT),
    call('count', BIGINT, at(1)),
    call('min', { id: 'INTEGER' }, at(0)),
    call('max', { id: 'INTEGER' }, at(0)),
  ];
  const right = (): PlanNode => read('f2');
  const shapes: readonly (readonly [string, () => PlanNode])[] = [
    ['inner join', () => joined('inner', read('f1'), right())],
    ['left join', () => joined('left', read('f1'), right())],
    ['right join', () => joined('right', right(), read('f1'))],
    ['semi join', () => joined('semi', read('f1'), right())],
    ['anti join', () => joined('anti', read('f1'), right())],
    ['mark join', () => joined('mark', read('f1'), right())],
    ['join with an aggregate', () => joined('inner', read('f1'), grouped(right(), [at(0), at(1)]))],
    ['union', () => unionAll(read('f1'), under(right(), 7))],
    [
      'join over a union',
      () => joined('inner', under(unionAll(read('f1'), right()), 5000), grouped(read('f1'), [at(1), at(1)])),
    ],
    ['aggregate', () => grouped(read('f1'), [at(1)], sums)],
    ['aggregate of all', () => grouped(joined('anti', read('f1'), right()), [], sums)],
    ['aggregate of nothing', () => grouped(under(read('f1'), -1), [], sums)],
    ['sort above a join', () => sorted(joined('inner', read('f1'), right()))],
    [
      'top-n',
      () => ({
        kind: 'top-n',
        id: 'n0',
        child: read('f1'),
        keys: [{ expression: at(0), descending: true, nullsFirst: false }],
        limit: 7,
        offset: 3,
        columns: read('f1').columns,
      }),
    ],
    [
      'distinct',
      () => ({
        kind: 'distinct',
        id: 'n0',
        child: joined('semi', read('f1'), right()),
        on: null,
        orderBy: [],
        columns: read('f1').columns,
      }),
    ],
  ];

  test.each(shapes)('%s', async (_, shape) => {
    const rows = 'SELECT * FROM r.result ORDER BY ALL';
    const remainder = shape();
    await run(remainder);
    const streamed = await bench.rowsOf(rows);
    await bench.close();
    await bench.open();
    await run(remainder, undefined, { batchRows: 1_000_000 });
    expect(streamed).toEqual(await bench.rowsOf(rows));
    expect(streamed.length).toBeGreaterThan(0);
  });

  test('averages to the last bit', async () => {
    const average = grouped(read('f1'), [at(1)], [call('avg', DOUBLE, at(0))]);
    await run(average);
    const [row] = await bench.rowsOf(
      'SELECT count(*), bool_and(a = b) FROM (SELECT g0, "avg 0" AS a FROM r.result) JOIN (SELECT range % 50 AS k, avg(range::INT) AS b FROM range(10000) GROUP BY k) ON g0 = k',
    );
    expect(row).toEqual([50n, true]);
  });
});

describe('rows before the end', () => {
  const all = joined('left', read('f1'), read('f2'));

  test('are told of as they come, and can be read', async () => {
    const counts: number[] = [];
    let pages: ProvisionalRows | null = null;
    const reading: Promise<void>[] = [];
    const shop = new SampleSource('shop', { delayMs: 20 });
    await run(all, [shop, new SampleSource('desk')], {
      onProvisional: (rows) => {
        pages = rows;
        reading.push(
          rows.page(10, 5).then((page) => {
            counts.push(page?.rows ?? -1);
            expect(page?.columns.map(({ name }) => name)).toEqual(['id', 'k', 'id', 'k']);
            expect(shop.events).not.toContain('end f1');
          }),
        );
      },
    });
    await Promise.all(reading);
    expect(counts).toEqual([5]);
    expect(shown()).toEqual([2000, 4000, 6000, 8000, 10_000]);
    expect(await (pages as ProvisionalRows | null)?.page(0, 1)).toBeNull();
  });

  test('of a union, from the input that is there', async () => {
    const slow = new SampleSource('shop', { delayMs: 400 });
    const union = unionAll(read('f1'), read('f2'));
    await run(union, [slow, new SampleSource('desk')], { batchRows: 1_000_000 });
    expect(shown()[0]).toBe(40);
  });

  test('of a fragment that is the answer itself', async () => {
    const shop = new SampleSource('shop', { delayMs: 60 });
    const answer = { ...plan(FRAGMENTS.slice(0, 1), read('f1')) };
    await bench.run(answer, [shop]);
    // The sample's values are cast at the end: none of them is shown before.
    expect(shown()).toEqual([]);
    expect(await bench.rowsOf('SELECT count(*) FROM r.result')).toEqual([[10_000n]]);
  });
});

describe('a limit', () => {
  test('stops the fragment that filled it, and the run is complete', async () => {
    const shop = new SampleSource('shop', { delayMs: 10 });
    const outcome = await run(limited(joined('semi', read('f1'), read('f2')), 10), [
      shop,
      new SampleSource('desk'),
    ]);
    expect(outcome.rows).toBe(10);
    expect(outcome.measurement.fragments['f1']).toMatchObject({ cut: true });
    expect(outcome.measurement.fragments['f1']?.rows).toBeLessThan(10_000);
    expect(outcome.measurement.fragments['f2']).not.toHaveProperty('cut');
    expect(shop.events).toContain('stop f1');
    expect(shop.events).not.toContain('end f1');
    expect(bench.events.at(-1)).toMatchObject({ kind: 'complete', rows: 10 });
  });

  test('keeps fragments from being begun', async () => {
    const parts = ['f1', 'f2', 'f3'].map((id) => counting(id, 'shop', 5000, 5));
    const shop = new SampleSource('shop', { delayMs: 5 });
    const remainder = limited(unionAll(read('f1'), read('f2'), read('f3')), 100);
    const limits = new Map([['shop', { ...DEFAULT_LIMITS, connections: 1 }]]);
    const outcome = await bench.run(plan(parts, remainder), [shop], { batchRows: 1000, limits });
    expect(outcome.rows).toBe(100);
    expect(outcome.measurement.fragments['f3']).toMatchObject({ rows: 0, cut: true });
    expect(shop.events).not.toContain('stop f3');
  });

  test('with an offset, below other work', async () => {
    const outcome = await run(sorted(limited(read('f1'), 10, 2500)), [
      new SampleSource('shop', { delayMs: 5 }),
      new SampleSource('desk'),
    ]);
    expect(outcome.rows).toBe(10);
    expect(outcome.measurement.fragments['f1']).toMatchObject({ cut: true });
  });

  test('of which there are not enough rows', async () => {
    const outcome = await run(limited(joined('semi', read('f1'), read('f2')), 9000));
    expect(outcome.rows).toBe(8000);
    expect(outcome.measurement.fragments['f1']).not.toHaveProperty('cut');
  });
});

describe('failure', () => {
  const all = joined('left', read('f1'), read('f2'));

  test('a source that dies after rows went through: its error, no result', async () => {
    const shop = new SampleSource('shop', { delayMs: 5, lostAfter: 7 });
    await expect(run(all, [shop, new SampleSource('desk')])).rejects.toMatchObject({
      report: { code: 'source-lost', source: 'shop' },
    });
    expect(shown().length).toBeGreaterThan(0);
    await bench.nothingLeft();
  });

  test('an error of the local part stops the source at once', async () => {
    const shop = new SampleSource('shop', { delayMs: 20 });
    const desk = new SampleSource('desk');
    const no: Expression = { kind: 'literal', type: VARCHAR, value: 'no' };
    const raised: Expression = { kind: 'call', name: 'error', args: [no], type: BOOLEAN };
    const failing = plan(FRAGMENTS, filter(all, [raised], 'n0'));
    await expect(bench.run(failing, [shop, desk], { batchRows: 1000 })).rejects.toMatchObject({
      report: { code: 'sql-execution', message: expect.stringContaining('no') },
    });
    expect(shop.events).not.toContain('end f1');
    await bench.nothingLeft();
  });

  test('cancelled while rows go through', async () => {
    const controller = new AbortController();
    const shop = new SampleSource('shop', { delayMs: 30 });
    const running = run(all, [shop, new SampleSource('desk')], {
      signal: controller.signal,
      onProgress: ({ kind }) => {
        if (kind === 'rows-available') controller.abort();
      },
    });
    await expect(running).rejects.toMatchObject({ report: { code: 'cancelled' } });
    expect(shop.reading).toBe(0);
    await bench.nothingLeft();
  });

  test('out of time', async () => {
    const limits = new Map([['shop', { ...DEFAULT_LIMITS, timeoutMs: 200 }]]);
    const shop = new SampleSource('shop', { delayMs: 50 });
    await expect(run(all, [shop, new SampleSource('desk')], { limits })).rejects.toMatchObject({
      report: { code: 'limit-time', source: 'shop' },
    });
    await bench.nothingLeft();
  });

  test('out of memory', async () => {
    const crossed = grouped(joined('left', read('f1'), read('f2')), [at(0), at(1)]);
    const wide = { ...crossed, aggregates: [call('list', { id: 'LIST', child: { id: 'INTEGER' } }, at(0))] };
    const many: PlanNode = joined(
      'inner',
      joined('inner', joined('inner', read('f1'), read('f2')), wide),
      read('f1'),
    );
    const outcome = run(many, undefined, { memoryLimit: '1MB', threads: 1 });
    await expect(outcome).rejects.toMatchObject({ report: { code: 'limit-memory' } });
    await bench.nothingLeft();
  });
});
