import type { Browser } from '@playwright/test';
import { type Figure, median } from './figure.ts';
import { openPage, writeQuery } from './open-page.ts';

const TIMES = 9;

/** From the keys that run a local query to its first row on the screen. */
export async function firstRow(browser: Browser): Promise<readonly Figure[]> {
  await using open = await openPage(browser);
  const { page } = open;
  const times: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const answer = `row${time}`;
    await writeQuery(page, `SELECT '${answer}' AS a`);
    // Watched in the page itself: what a person sees, without the way of the question to the browser.
    await page.evaluate(`(() => {
      globalThis.seen = new Promise((resolve) => {
        let begun = 0;
        addEventListener('keydown', ({ key }) => { if (key === 'Enter') begun = performance.now(); }, { capture: true });
        const look = () => {
          const found = [...document.querySelectorAll('[role=gridcell]')].some((cell) => cell.textContent === '${answer}');
          if (found) resolve(performance.now() - begun);
          else requestAnimationFrame(look);
        };
        look();
      });
    })()`);
    await page.keyboard.press('Control+Enter');
    times.push(await page.evaluate<number>('globalThis.seen'));
  }
  return [
    {
      what: 'key to first row of a local query, the first one',
      value: `${(times[0] ?? 0).toFixed(0)} ms`,
      aim: null,
    },
    {
      what: `key to first row of a local query, median of ${TIMES}`,
      value: `${median(times).toFixed(0)} ms`,
      aim: '300 ms',
    },
  ];
}
