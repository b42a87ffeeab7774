import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { focusedName, isFocusSeen, NOTHING, tabTo } from '../pages/focus.ts';
import { expect, test as base } from '../window/test.ts';

/** The demo with one of its sources, which needs no server. */
const test = base.extend({
  places: async ({ places, begins }, use) => {
    const config = path.join(places.workspace, 'atoll.yaml');
    const one = 'version: 1\nsources:\n  crm: { kind: sqlite, path: data/crm.db }\n';
    await (begins === 'demo' ? writeFile(config, one) : Promise.resolve());
    await use(places);
  },
});

const QUERY = 'SELECT status, count(*) AS tickets FROM crm.tickets GROUP BY status ORDER BY status';

/** Where Tab stops, in the order of the page; after its last stop comes the browser. */
const STOPS = [
  'button "Sources"',
  'button "Queries"',
  'button "History"',
  'button "Results"',
  'button "What went where"',
  'button "Plan"',
  'button "Exports"',
  'button "Inspector"',
  'button "Search and commands"',
  'button "Keys and help"',
  'button "Settings"',
  'button "Move Sources"',
  'button "Close Sources"',
  'searchbox "Search tables and columns"',
  'button "Collapse all"',
  'button "Add source"',
  expect.stringMatching(/^treeitem "crm, SQLite, /),
  'separator "Size of the left panels"',
  'tab "Query 1, not saved, reads crm"',
  'button "New query"',
  'textbox "Query 1, SQL. Esc and then Tab leaves the text."',
  'button "Run"',
  'button "Run all statements"',
  'button "Cancel"',
  'button "Show what would go where"',
  'button "Format text"',
  'button "Save query"',
  'button "More"',
  'separator "Size of the bottom panels"',
  'tab "Results"',
  'button "Move Results"',
  'button "Close Results"',
  expect.stringMatching(/^tab "SELECT status, count/),
  'button "Find and go to row"',
  'button "Show how values are spread"',
  'button "Pin result"',
  'button "Export result"',
  'grid "Result"',
  expect.stringMatching(/^button "crm /),
  expect.stringMatching(/^button "local /),
  'separator "Size of the right panels"',
  'button "Move Inspector"',
  'button "Close Inspector"',
  'button "Show among the sources"',
  'button "Passwords in memory only"',
  NOTHING,
  'button "Choose what keeps passwords"',
  'button "Hide"',
];

/** Every stop of Tab from the one that has the focus until it comes round, each with a mark that can be seen. */
async function walk(page: Page): Promise<readonly string[]> {
  const begin = await focusedName(page);
  const stops = [begin];
  const unseen: string[] = [];
  while (stops.length < 100) {
    await page.keyboard.press('Tab');
    const stop = await focusedName(page);
    if (stop === begin) break;
    stops.push(stop);
    // After the last stop comes the browser's own.
    if (stop !== NOTHING && !(await isFocusSeen(page))) unseen.push(stop);
  }
  expect(unseen, 'stops that cannot be seen').toEqual([]);
  return stops;
}

test('Tab goes through the whole window in the order that is seen', async ({ atoll }) => {
  const { editor, results, page } = atoll;
  await editor.newQuery();
  await editor.run(QUERY);
  await results.complete(3);
  await page.keyboard.press('Control+m');
  await page.keyboard.press('Alt+1');
  await tabTo(page, 'button "Sources"', 'Shift+Tab');
  expect(await walk(page)).toEqual(STOPS);
});

test('Tab indents in the editor; Esc and then Tab leaves it, and Ctrl+M lets Tab leave', async ({
  atoll,
}) => {
  const { editor, page } = atoll;
  await editor.newQuery();
  await page.keyboard.type('SELECT 1');
  await page.keyboard.press('Home');
  await page.keyboard.press('Tab');
  await expect(editor.text).toBeFocused();
  await expect(editor.lines).toHaveText(/^1\s{2}SELECT\s1$/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await focusedName(page)).toBe('button "Run"');
  await page.keyboard.press('Shift+Tab');
  await expect(editor.text).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(editor.text).toBeFocused();
  await page.keyboard.press('Control+m');
  await page.keyboard.press('Tab');
  expect(await focusedName(page)).toBe('button "Run"');
});

test('F6 goes from panel to panel and round, Shift+F6 back', async ({ atoll }) => {
  const { page } = atoll;
  await page.keyboard.press('Alt+1');
  const regions = async (key: string): Promise<readonly (string | null)[]> => {
    const met: (string | null)[] = [];
    for (let at = 0; at < 6; at += 1) {
      await page.keyboard.press(key);
      met.push(
        await page
          .locator(':focus')
          .evaluate((element) => element.closest('[data-region]')?.getAttribute('data-region') ?? null),
      );
    }
    return met;
  };
  const forward = ['editor', 'results', 'inspector', 'status', 'rail', 'sources'];
  expect(await regions('F6')).toEqual(forward);
  expect(await regions('Shift+F6')).toEqual([...forward.slice(0, -1).reverse(), 'sources']);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`a newcomer, ${colorScheme}`, () => {
    test.use({ begins: 'none', colorScheme });

    test('goes by keys alone from the first start to an exported result', async ({ atoll, places }) => {
      const { editor, results, page } = atoll;
      await tabTo(page, 'button "Open demo"');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: 'demo', level: 1 })).toBeAttached({ timeout: 30_000 });

      await tabTo(page, 'button "New query"');
      await page.keyboard.press('Enter');
      await expect(editor.text).toBeFocused();
      await page.keyboard.type(QUERY);
      // Completions may still be on their way, and take the first Escape when they come.
      await expect(async () => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Tab');
        expect(await focusedName(page)).toBe('button "Run"');
      }).toPass();
      await page.keyboard.press('Enter');
      await results.complete(3);

      await tabTo(page, 'button "Export result"');
      await page.keyboard.press('Enter');
      const dialog = atoll.dialog('Export 3 rows');
      await expect(dialog).toBeVisible();
      await tabTo(page, 'textbox "File"');
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(`${places.root}/tickets.csv`);
      await tabTo(page, 'button "Export"');
      await page.keyboard.press('Enter');
      await expect(dialog.getByRole('button', { name: 'Done' })).toBeVisible();
      await tabTo(page, 'button "Done"');
      await page.keyboard.press('Enter');
      await expect(dialog).toBeHidden();

      const lines = (await readFile(`${places.root}/tickets.csv`, 'utf8')).trim().split(/\r?\n/);
      expect(lines[0]).toBe('status,tickets');
      expect(lines).toHaveLength(4);
    });
  });
}
