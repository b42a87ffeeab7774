import { rm } from 'node:fs/promises';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type OpenRuns, openRuns } from '../fixtures/open-runs.ts';

const ROWS = 10_000_000;
const PLACES = [0, 5_000_000, 9_999_900];
const TIMES = 40;
const SQL = `SELECT range AS n, (range * 7 % 1000)::DECIMAL(12,2) AS price, 'row ' || range AS t,
  TIMESTAMP '2026-01-01' + INTERVAL (range) SECOND AS at, range % 97 AS k FROM range(${ROWS})`;

/** How long pages, questions and exports of a result of ten million rows take; it prints its figures alone. */
export async function pagesBench(): Promise<void> {
  await using open = await openRuns();
  const begun = performance.now();
  const runId = await open.result(SQL);
  tell('the run itself', performance.now() - begun);
  for (const from of PLACES) for (const count of [100, 1000]) await pages(open, runId, from, count);
  await scattered(open, runId);
  await questions(open, runId);
  for (const format of ['parquet', 'csv', 'json', 'arrow', 'xlsx'] as const)
    await exported(open, runId, format);
}

async function pages(open: OpenRuns, runId: string, from: number, count: number): Promise<void> {
  const times: number[] = [];
  let bytes = 0;
  for (let at = 0; at < TIMES; at += 1) {
    const begun = performance.now();
    const page = await open.services.pages.page(runId, { from, count, columns: null });
    times.push(performance.now() - begun);
    bytes = page.bytes.byteLength;
  }
  const sorted = times.toSorted((one, other) => one - other);
  const [first = 0] = times;
  tell(
    `page of ${count} at ${from.toLocaleString('en')} (${bytes} bytes): first ${first.toFixed(1)}, p95 ${(sorted[Math.floor(TIMES * 0.95)] ?? 0).toFixed(1)}, median`,
    sorted[TIMES / 2] ?? 0,
  );
}

/** Someone who drags the scroll bar: every page from elsewhere. */
async function scattered(open: OpenRuns, runId: string): Promise<void> {
  const begun = performance.now();
  for (let at = 0; at < TIMES; at += 1)
    await open.services.pages.page(runId, { from: (at * 7_777_777) % ROWS, count: 200, columns: null });
  tell('pages of 200 all over the result, each', (performance.now() - begun) / TIMES);
}

async function questions(open: OpenRuns, runId: string): Promise<void> {
  const { results } = open.services;
  const { signal } = new AbortController();
  const area = { columns: [0, 1], from: 0, to: 1000 };
  await timed('measure 2,000 cells, the process starting', () => results.measure(runId, area, signal));
  await timed('measure 2,000 cells again', () => results.measure(runId, area, signal));
  await timed('measure two whole columns', () =>
    results.measure(runId, { ...area, columns: [0, 1], to: ROWS }, signal),
  );
  await timed('profile a number', () => results.profile(runId, 0, signal));
  await timed('profile a text', () => results.profile(runId, 2, signal));
  const wish = { text: 'row 9999999', row: 0, column: 0, backwards: false };
  await timed('find a text in the last row', () => results.find(runId, wish, signal));
  const sort = [{ column: 1, descending: true }];
  await timed('sort by a decimal', () => results.derive(runId, { sort, filter: [] }, signal));
  const filter = [{ column: 4, operator: 'equals', value: '5' } as const];
  await timed('filter to a hundredth', () => results.derive(runId, { sort: [], filter }, signal));
}

async function exported(
  open: OpenRuns,
  runId: string,
  format: 'parquet' | 'csv' | 'json' | 'arrow' | 'xlsx',
): Promise<void> {
  const file = `out.${format}`;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const begun = performance.now();
  const request = { runId, format, file, overwrite: true, header: true, delimiter: ',' };
  const { exportId } = await open.services.exports.start(request);
  const state = (): string | undefined =>
    open.services.exports.list().find((each) => each.exportId === exportId)?.state;
  while (state() === 'running') await new Promise((resolve) => setTimeout(resolve, 20));
  delay.disable();
  const held = (delay.percentile(99) / 1e6).toFixed(1);
  tell(
    `export as ${format} (${state() ?? 'lost'}; the host's loop p99 ${held} ms)`,
    performance.now() - begun,
  );
  await rm(path.join(open.dir, file), { force: true });
}

async function timed(what: string, act: () => Promise<unknown>): Promise<void> {
  const begun = performance.now();
  await act();
  tell(what, performance.now() - begun);
}

function tell(what: string, ms: number): void {
  console.log(`${what}: ${ms.toFixed(1)} ms`);
}
