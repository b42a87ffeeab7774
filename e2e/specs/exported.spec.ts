import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { Database } from '../../engine/duckdb/database.ts';
import type { AtollWindow } from '../pages/atoll-window.ts';
import { expect, test } from '../window/shop.ts';

const QUERY = 'SELECT id, customer_id, amount FROM shop.orders ORDER BY id';

/** The file that arrives when the focused link is followed. */
async function downloaded(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  return await download.path();
}

/** Presses Tab until the focus is there. */
async function tabTo(atoll: AtollWindow, name: RegExp): Promise<void> {
  const { page } = atoll;
  const focused = page.locator(':focus');
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(focused).toHaveAccessibleName(name, { timeout: 100 });
  }).toPass({ timeout: 10_000, intervals: [10] });
}

async function sumOf(file: string, reader: string): Promise<unknown> {
  const duckdb = await Database.open();
  const rows = await duckdb.run(
    `SELECT count(*)::INTEGER AS n, sum(amount)::VARCHAR AS s, min(id)::INTEGER AS a FROM ${reader}('${file}')`,
  );
  const [row] = await rows.getRows();
  duckdb.close();
  return row;
}

test('a whole result is exported by keyboard alone, and read back', async ({ atoll, places }) => {
  const { editor, results, page } = atoll;
  await page.keyboard.press('Alt+n');
  await expect(editor.text).toBeFocused();
  await editor.run(QUERY);
  await results.complete(20_000);

  await page.keyboard.press('Control+Shift+S');
  const dialog = atoll.dialog('Export 20,000 rows');
  await expect(dialog).toBeVisible();
  await tabTo(atoll, /^File$/);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('exports/orders.csv');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toContainText('Wrote 20,000 rows');
  await tabTo(atoll, /^Download$/);
  const csv = await downloaded(page);
  expect(await sumOf(csv, 'read_csv')).toEqual([20_000, '990000.0', 1]);
  const written = path.join(places.workspace, 'exports/orders.csv');
  expect(await readFile(csv, 'utf8')).toBe(await readFile(written, 'utf8'));
  expect((await readFile(csv, 'utf8')).slice(0, 40)).toMatch(/^id,customer_id,amount\r?\n1,2,1\.00\r?\n/);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.keyboard.press('Control+Shift+S');
  await tabTo(atoll, /^Format$/);
  await page.keyboard.type('Par');
  await tabTo(atoll, /^File$/);
  await expect(page.locator(':focus')).toHaveValue(/\.parquet$/);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toContainText('Wrote 20,000 rows');
  await tabTo(atoll, /^Download$/);
  expect(await sumOf(await downloaded(page), 'read_parquet')).toEqual([20_000, '990000.00', 1]);
});
