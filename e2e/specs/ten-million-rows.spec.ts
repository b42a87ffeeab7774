import type { Page } from '@playwright/test';
import type { AtollWindow } from '../pages/atoll-window.ts';
import { expect, test } from '../window/test.ts';

test.use({ begins: 'empty', permissions: ['clipboard-read', 'clipboard-write'] });
test.setTimeout(240_000);

const ROWS = 10_000_000;
/** A question about all rows may take as long as this on a busy machine. */
const PATIENT = { timeout: 60_000 };
/** The second column is beyond what a double holds. */
const QUERY = `SELECT range AS n, range::HUGEINT * 9007199254740993 AS big, 'row ' || range AS name FROM range(${ROWS})`;
const LAST = '9999999 90071983540210675259007 row 9999999';

/** Memory of the page's scripts, after a collection, MB. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1e6;
}

async function findAndCopy({ page, results }: AtollWindow): Promise<void> {
  await page.keyboard.press('Control+f');
  await page.keyboard.type('row 7654321');
  await page.keyboard.press('Enter');
  const find = results.panel.getByRole('toolbar', { name: 'Find in result' });
  await expect(find.getByRole('status')).toHaveText('Row 7,654,322, name', PATIENT);
  await page.keyboard.press('Escape');
  await expect(results.grid).toBeFocused();
  await expect(results.panel.getByText('Row 7,654,322 of 10,000,000')).toBeVisible();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('ControlOrMeta+c');
  const copied = '68943994406748332280753\trow 7654321\n68944003413947587021746\trow 7654322';
  await expect
    .poll(async () => (await page.evaluate(() => navigator.clipboard.readText())).replaceAll('\r', '').trim())
    .toBe(copied);
}

async function sortDown({ page, results }: AtollWindow, column: string): Promise<void> {
  const { grid } = results;
  await grid.getByRole('button', { name: `Column ${column}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Sort descending' }).click();
  const header = grid.getByRole('columnheader', { name: new RegExp(`^${column} `) });
  await expect(header).toHaveAttribute('aria-sort', 'descending', PATIENT);
  await grid.focus();
  await page.keyboard.press('Control+Home');
}

test('ten million rows: the last one, finding, copying and sorting are exact', async ({ atoll }) => {
  const { editor, results, page } = atoll;
  await editor.newQuery();
  const before = await heapOf(page);
  await editor.run(QUERY);
  await results.complete(ROWS, 120_000);
  await results.grid.focus();
  await page.keyboard.press('Control+End');
  await expect(results.row(`10,000,000 ${LAST}`)).toBeVisible();
  await expect(results.panel.getByText('Row 10,000,000 of 10,000,000')).toBeVisible();
  await page.keyboard.press('Control+Home');
  await expect(results.row('1 0 0 row 0')).toBeVisible();

  await findAndCopy(atoll);
  await sortDown(atoll, 'n');
  await expect(results.row(`1 ${LAST}`)).toBeVisible(PATIENT);

  const used = (await heapOf(page)) - before;
  process.stdout.write(`    page memory of ten million rows: ${used.toFixed(1)} MB\n`);
  expect(used).toBeLessThan(100);
});
