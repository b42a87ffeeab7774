import { expect, test, vi } from 'vitest';
import { type FetchRows, PageCache } from './page-cache.ts';

const PAGE = 100;
const BYTES = 1000;

interface Asked {
  readonly from: number;
  readonly count: number;
  readonly signal: AbortSignal;
  readonly answer: (count?: number) => Promise<void>;
}

function cacheOf(
  rows: number,
  maxBytes = 10 * BYTES,
): { cache: PageCache<string>; asked: Asked[]; failed: unknown[] } {
  const asked: Asked[] = [];
  const failed: unknown[] = [];
  const fetch: FetchRows<string> = (from, count, signal) =>
    new Promise((resolve) => {
      const answer = async (given = count): Promise<void> => {
        resolve({ from, count: given, bytes: BYTES, rows: `rows of answer ${asked.length}` });
        await vi.waitFor(() => undefined);
        await Promise.resolve();
      };
      asked.push({ from, count, signal, answer });
    });
  const onError = (error: unknown): void => void failed.push(error);
  const cache = new PageCache({ fetch, pageRows: PAGE, maxBytes, onPage: () => undefined, onError });
  cache.setRows(rows);
  return { cache, asked, failed };
}

const framesOf = (asked: readonly Asked[]): number[][] => asked.map(({ from, count }) => [from, count]);

test('what is seen comes first, then the page ahead', async () => {
  const { cache, asked } = cacheOf(1000);
  cache.want(210, 240, 1);
  expect(framesOf(asked)).toEqual([
    [200, 100],
    [300, 100],
  ]);
  await asked[0]?.answer();
  expect(cache.pageOf(299)?.from).toBe(200);
  expect(cache.pageOf(300)).toBeNull();
});

test('ahead of the first page and behind the last row nothing is asked', () => {
  const { cache, asked } = cacheOf(150);
  cache.want(0, 20, -1);
  cache.want(110, 150, 1);
  expect(framesOf(asked)).toEqual([
    [0, 100],
    [100, 50],
  ]);
});

test('requests for what is out of sight are aborted, and a late answer counts for nothing', async () => {
  const { cache, asked } = cacheOf(100_000);
  cache.want(0, 20, 1);
  cache.want(50_000, 50_020, 1);
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true, false, false]);
  await asked[0]?.answer();
  expect(cache.pageOf(0)).toBeNull();
});

test('a page that came in part is asked for from there on', async () => {
  const { cache, asked } = cacheOf(100);
  cache.want(0, 20, 1);
  await asked[0]?.answer(30);
  expect(framesOf(asked)).toEqual([
    [0, 100],
    [30, 70],
  ]);
  await asked[1]?.answer();
  expect([cache.pageOf(29)?.from, cache.pageOf(30)?.from, cache.pageOf(99)?.from]).toEqual([0, 30, 30]);
});

test('the pages used longest ago go when there are too many bytes, those seen never', async () => {
  const { cache, asked } = cacheOf(10_000, 3 * BYTES);
  for (const from of [0, 1000, 2000, 3000]) {
    cache.want(from, from + 20, 1);
    for (const one of asked.splice(0)) await one.answer();
  }
  expect(cache.bytes).toBe(3 * BYTES);
  expect([cache.pageOf(0), cache.pageOf(1000)]).toEqual([null, null]);
  expect(cache.pageOf(3000)?.from).toBe(3000);
});

test('provisional rows stay until the settled ones are there', async () => {
  const { cache, asked } = cacheOf(100);
  cache.want(0, 20, 1);
  await asked[0]?.answer();
  const before = cache.pageOf(0);
  cache.outdate();
  cache.want(0, 20, 1);
  expect(cache.pageOf(0)).toBe(before);
  await asked[1]?.answer();
  expect(cache.pageOf(0)).not.toBe(before);
  expect(cache.bytes).toBe(BYTES);
});

test('rows that were added while a result grows are asked for', async () => {
  const { cache, asked } = cacheOf(40);
  cache.want(0, 40, 1);
  await asked[0]?.answer();
  cache.setRows(70);
  cache.want(0, 40, 1);
  expect(framesOf(asked).at(-1)).toEqual([40, 30]);
});
