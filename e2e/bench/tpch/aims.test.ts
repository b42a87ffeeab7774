import { expect, test } from 'vitest';
import { aimsOf } from './aims.ts';
import { geometricMean, medianOf, type ModeFigures, type QueryFigures } from './figures.ts';
import { tableOf, wrongOf } from './table.ts';

const mode = (ms: number | null, bytes: number, wrong: string | null = null): ModeFigures => ({
  ms,
  runs: ms === null ? [] : [ms],
  planMs: 1,
  localMs: 1,
  rows: bytes / 10,
  bytes,
  peakBytes: 200e6,
  fragments: [],
  opaque: null,
  wrong,
});
const floor = { ms: 5, runs: [5] };

const QUERIES: readonly QueryFigures[] = [
  {
    query: 'q01',
    modes: { full: mode(100, 1000), scan: mode(400, 100_000) },
    hub: { ms: 800, runs: [800], wrong: null },
    floor,
  },
  {
    query: 'q02',
    modes: { full: mode(200, 30_000), scan: mode(100, 100_000) },
    hub: { ms: null, runs: [60_000], wrong: null },
    floor,
  },
];

test('the median of an even number is the mean of the middle two, the geometric mean that of ratios', () => {
  expect(medianOf([4, 1, 3, 2])).toBe(2.5);
  expect(medianOf([3, 1, 2])).toBe(2);
  expect(medianOf([])).toBeNull();
  expect(geometricMean([0.5, 2])).toBeCloseTo(1);
  expect(geometricMean([])).toBeNull();
});

test('an aim over all is told apart from the queries that miss it on their own', () => {
  const aims = Object.fromEntries(aimsOf(QUERIES, 60_000).map((aim) => [aim.what, aim]));
  expect(aims['bytes, full of scan, median']).toMatchObject({
    met: true,
    missedBy: [{ query: 'q02', value: 0.3 }],
  });
  expect(aims['time, full of scan, largest']).toMatchObject({
    got: 2,
    met: false,
    missedBy: [{ query: 'q02', value: 2 }],
  });
  // The hub that ran out of time counts with the cap: 8 and 300 times.
  expect(aims['time, hub of full, geometric mean']?.got).toBeCloseTo(Math.sqrt(8 * 300));
  expect(aims['time, full of hub, largest']).toMatchObject({ met: true, missedBy: [] });
  expect(aims['peak memory of full, GB']).toMatchObject({ got: 0.2, met: true });
});

test('an aim that nothing was measured for is neither met nor missed', () => {
  const [query] = QUERIES;
  const alone = query === undefined ? [] : [{ query: 'q01', modes: query.modes, floor }];
  expect(aimsOf(alone, 60_000).filter(({ met }) => met === null)).toHaveLength(2);
});

test('the table leaves out what was not measured, shows the cap, and marks wrong answers', () => {
  const wrong: QueryFigures = { query: 'q03', modes: { full: mode(1, 1, '2 rows, expected 3') }, floor };
  const [head, , second, third] = tableOf([...QUERIES, wrong], 60_000);
  expect(head).not.toContain('none ms');
  expect(second?.[head?.indexOf('hub ms') ?? -1]).toBe('> 60000');
  expect(third?.[0]).toBe('q03 (!)');
  expect(wrongOf(wrong)).toEqual(['q03, full: 2 rows, expected 3']);
});
