import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { AtollWindow } from '../pages/atoll-window.ts';
import { serve } from '../window/atoll-server.ts';
import { expect, type Shop, test, watchRequests } from '../window/shop.ts';

const CITIES = 'SELECT city, count(*) AS n FROM shop.customers GROUP BY city ORDER BY city';

function leftEdge({ page }: AtollWindow): Locator {
  return page.getByRole('separator', { name: 'Size of the left panels' });
}

function groupings(shop: Shop): number {
  return shop.sent().filter((text) => text.includes('GROUP BY')).length;
}

/** Runs and saves a query, arranges the panels; gives the width of those at the left. */
async function workTillNight(atoll: AtollWindow): Promise<string> {
  const { editor, results, page } = atoll;
  await editor.newQuery();
  await editor.run(CITIES);
  await results.complete(3);
  await page.keyboard.press('Control+s');
  await atoll.dialog('Save query').getByRole('textbox', { name: /^Name/ }).fill('cities');
  await page.keyboard.press('Enter');
  await expect(editor.tab('cities')).toHaveAccessibleName('cities, reads shop');
  await page.getByRole('button', { name: 'Close Inspector' }).click();
  const before = (await leftEdge(atoll).getAttribute('aria-valuenow')) ?? '';
  await leftEdge(atoll).focus();
  for (let steps = 0; steps < 5; steps += 1) await page.keyboard.press('ArrowRight');
  await expect(leftEdge(atoll)).not.toHaveAttribute('aria-valuenow', before);
  return (await leftEdge(atoll).getAttribute('aria-valuenow')) ?? '';
}

test('what was open last night is open again: texts, results, layout, history', async ({
  atoll,
  browser,
  environment,
  places,
  server,
  shop,
}) => {
  const width = await workTillNight(atoll);
  await atoll.editor.newQuery();
  await atoll.editor.write('SELECT $day AS typed_at_the_last_moment');
  await Promise.all([atoll.page.waitForEvent('close'), atoll.page.close({ runBeforeUnload: true })]);
  await expect
    .poll(() => readFile(path.join(places.workspace, '.atoll/window.json'), 'utf8'))
    .toContain('typed_at_the_last_moment');
  await server.stop();

  await using again = await serve(places, { workspace: places.workspace, env: environment });
  expect(again.origin).toBe(server.origin);
  await using context = await browser.newContext();
  const morning = new AtollWindow(await context.newPage());
  const strangers = watchRequests(context, () => again.origin);
  await morning.enter(again.address);
  await expect(morning.editor.tabs).toHaveCount(2);
  await expect(morning.editor.lines).toContainText('typed_at_the_last_moment');
  await expect(morning.page.getByRole('group', { name: 'Parameters' })).toContainText('$day');
  await expect(leftEdge(morning)).toHaveAttribute('aria-valuenow', width);
  await expect(morning.panel('Inspector')).toBeHidden();

  const sent = groupings(shop);
  await morning.editor.tab('cities').click();
  await expect(morning.editor.lines).toContainText('GROUP BY city');
  await expect(morning.results.row('1 Bonn 167')).toBeVisible();
  expect(groupings(shop)).toBe(sent);
  await morning.command('Show history');
  const runs = morning.page.getByRole('listbox', { name: 'Runs, newest first' });
  await expect(runs.getByRole('option').first()).toContainText('SELECT city, count(*) AS n');
  expect(strangers).toEqual([]);
});
