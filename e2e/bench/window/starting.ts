import type { Browser, Page } from '@playwright/test';
import { type Figure, median } from './figure.ts';
import { openPage } from './open-page.ts';

const TIMES = 5;

/** What the page had fetched when something was first painted. */
interface FirstPaint {
  readonly bytes: number;
  readonly ms: number;
  readonly monaco: number;
}

/** From the start of the program to a window that can be used, and what the page fetches before its first paint. */
export async function starting(browser: Browser): Promise<readonly Figure[]> {
  const total: number[] = [];
  const pages: number[] = [];
  let paint: FirstPaint = { bytes: 0, ms: 0, monaco: 0 };
  for (let time = 0; time < TIMES; time += 1) {
    await using open = await openPage(browser);
    total.push(open.serverMs + open.pageMs);
    pages.push(open.pageMs);
    paint = await firstPaint(open.page);
  }
  return [
    {
      what: 'start of the program to usable window, median of 5',
      value: `${median(total).toFixed(0)} ms`,
      aim: '2,000 ms',
    },
    { what: '  of it the page, from its address on', value: `${median(pages).toFixed(0)} ms`, aim: null },
    {
      what: 'first contentful paint, from the request of the page',
      value: `${paint.ms.toFixed(0)} ms`,
      aim: null,
    },
    { what: 'sent before the first paint', value: `${(paint.bytes / 1000).toFixed(0)} kB`, aim: null },
    { what: '  files of the editor among it', value: String(paint.monaco), aim: '0' },
  ];
}

async function firstPaint(page: Page): Promise<FirstPaint> {
  // The entry is told some frames after the paint.
  return await page.evaluate<FirstPaint>(`(async () => {
    while (performance.getEntriesByName('first-contentful-paint').length === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const ms = performance.getEntriesByName('first-contentful-paint')[0].startTime;
    const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    const before = entries.filter((entry) => entry.responseEnd <= ms);
    return {
      ms,
      bytes: before.reduce((sum, entry) => sum + entry.encodedBodySize, 0),
      monaco: before.filter((entry) => /monaco|editor/.test(entry.name)).length,
    };
  })()`);
}
