import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { type Figure, quantile } from './figure.ts';
import { openPage, writeQuery } from './open-page.ts';

const ROWS = 10_000_000;
const SQL = `SELECT range AS n, (range * 7 % 1000)::DECIMAL(12,2) AS price, 'row ' || range AS name,
  TIMESTAMP '2026-01-01' + INTERVAL (range) SECOND AS at, range % 97 AS k, range / 3 AS third,
  (range % 2 = 0) AS even, NULL::VARCHAR AS nothing FROM range`;
const STEPS = 150;

/** Main-thread work per frame while ten million rows are scrolled, and what the page's process takes for them. */
export async function scrolling(browser: Browser): Promise<readonly Figure[]> {
  await using open = await openPage(browser);
  const { page } = open;
  await show(page, `${SQL}(10)`, 10);
  const before = await memoryOf(browser, page);
  await show(page, `${SQL}(${ROWS})`, ROWS);
  const grid = page.getByRole('grid').first();
  await grid.hover();
  const slow = await workPerFrame(browser, page, 120);
  const fast = await workPerFrame(browser, page, 4000);
  for (let jump = 0; jump < 20; jump += 1) {
    await page.mouse.wheel(0, 400_000);
    await page.waitForTimeout(50);
  }
  const after = await memoryOf(browser, page);
  return [
    {
      what: 'work per frame, scrolling 10 M rows by 5 rows, p95',
      value: `${quantile(slow, 0.95).toFixed(1)} ms`,
      aim: '8 ms',
    },
    { what: `  median (${slow.length} frames)`, value: `${quantile(slow, 0.5).toFixed(1)} ms`, aim: null },
    {
      what: 'work per frame, scrolling by 170 rows, p95',
      value: `${quantile(fast, 0.95).toFixed(1)} ms`,
      aim: null,
    },
    {
      what: 'page process with 10 M rows against 10 rows',
      value: `+${(after - before).toFixed(0)} MB`,
      aim: '+100 MB',
    },
  ];
}

async function show(page: Page, sql: string, rows: number): Promise<void> {
  await writeQuery(page, sql);
  await page.keyboard.press('Control+Enter');
  // The header is a row of the grid too.
  const grid = page.locator(`[role=grid][aria-rowcount="${rows + 1}"]`);
  await grid.first().waitFor({ timeout: 120_000 });
}

interface TraceEvent {
  readonly name: string;
  readonly ts: number;
  readonly dur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
}

/** Milliseconds of tasks on the page's main thread between one frame and the next. */
async function workPerFrame(browser: Browser, page: Page, step: number): Promise<readonly number[]> {
  await browser.startTracing(page, {
    categories: [
      'devtools.timeline',
      'disabled-by-default-devtools.timeline',
      // Where the beginnings of frames are told.
      'devtools.timeline.frame',
      'disabled-by-default-devtools.timeline.frame',
      'toplevel',
    ],
  });
  for (let time = 0; time < STEPS; time += 1) {
    await page.mouse.wheel(0, step);
    await page.waitForTimeout(16);
  }
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  return framesOf(trace.traceEvents);
}

function framesOf(events: readonly TraceEvent[]): readonly number[] {
  const begins = events.filter(({ name }) => name === 'BeginMainThreadFrame');
  const [first] = begins;
  if (first === undefined) return [];
  const isMain = ({ pid, tid }: TraceEvent): boolean => pid === first.pid && tid === first.tid;
  const tasks = events.filter(
    (event) => event.name === 'RunTask' && isMain(event) && event.dur !== undefined,
  );
  const starts = begins
    .filter(isMain)
    .map(({ ts }) => ts)
    .toSorted((one, other) => one - other);
  return starts.slice(1).map((end, at) => {
    const from = starts[at] ?? end;
    const within = tasks.filter(({ ts }) => ts >= from && ts < end);
    return within.reduce((sum, { dur = 0 }) => sum + dur, 0) / 1000;
  });
}

/** Private memory of the page's process after a collection of garbage, MB. */
async function memoryOf(browser: Browser, page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  const whole = await browser.newBrowserCDPSession();
  const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
  await whole.detach();
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => privateBytes(id));
  return Math.max(...sizes) / 1e6;
}

function privateBytes(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = [...text.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].map((found) => Number(found[1]));
  return kilobytes.reduce((sum, one) => sum + one, 0) * 1024;
}
