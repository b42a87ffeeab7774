import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, Page } from '@playwright/test';
import type { Places } from '../../window/places.ts';
import { type Figure, quantile } from './figure.ts';
import { openPage } from './open-page.ts';

const TABLES = 20_000;
const COLUMNS = 10;
const TIMES = 40;

/** How long a completion takes over a source of 20,000 tables of ten columns, asked as the editor asks. */
export async function completing(browser: Browser): Promise<readonly Figure[]> {
  await using open = await openPage(browser, manyTables);
  const { page } = open;
  await page.getByRole('treeitem', { name: /^many/ }).press('ArrowRight');
  await page
    .getByRole('treeitem', { name: /table_0/ })
    .first()
    .waitFor({ timeout: 60_000 });
  const figures = async (what: string, text: (time: number) => string): Promise<Figure> => {
    const times = await timesOf(page, text);
    const value = `${quantile(times, 0.5).toFixed(0)} / ${quantile(times, 0.95).toFixed(0)} ms`;
    return { what: `completion, 20,000 tables: ${what} (median / p95)`, value, aim: '50 ms' };
  };
  return [
    await figures('a table', (time) => `SELECT * FROM table_${time}`),
    await figures('any table', () => 'SELECT * FROM '),
    await figures('a column', (time) => `SELECT t. FROM many.table_${time} t`),
  ];
}

/** The first is left out: it reads the words of the language. */
async function timesOf(page: Page, text: (time: number) => string): Promise<readonly number[]> {
  const texts = Array.from({ length: TIMES + 1 }, (_, time) => text(time));
  const times = await page.evaluate<readonly number[]>(`(async () => {
    const times = [];
    for (const sql of ${JSON.stringify(texts)}) {
      const dot = sql.indexOf('t. ');
      const offset = dot < 0 ? sql.length : dot + 2;
      const begun = performance.now();
      const response = await fetch('/api/language/complete', {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ sql, offset }),
      });
      const { items } = await response.json();
      times.push(performance.now() - begun);
      if (items.length === 0) throw new Error('Nothing was completed: ' + sql);
    }
    return times;
  })()`);
  return times.slice(1);
}

async function manyTables({ workspace }: Places): Promise<void> {
  const database = new DatabaseSync(path.join(workspace, 'many.db'));
  const columns = Array.from({ length: COLUMNS }, (_, at) => `column_${at} INTEGER`).join(', ');
  database.exec('BEGIN');
  for (let at = 0; at < TABLES; at += 1) database.exec(`CREATE TABLE table_${at} (${columns})`);
  database.exec('COMMIT');
  database.close();
  await writeFile(
    path.join(workspace, 'atoll.yaml'),
    'version: 1\nsources:\n  many: { kind: sqlite, path: many.db }\n',
  );
}
