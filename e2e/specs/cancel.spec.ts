import { expect, test } from '../window/shop.ts';

/** Runs far longer than any test. */
const LONG = 'SELECT n, slept FROM shop.slow';

test('Cancel stops a run within a second, at its source too, and nothing else', async ({ atoll, shop }) => {
  const { editor, results, page } = atoll;
  await editor.newQuery();
  await editor.run('SELECT count(*) AS customers FROM shop.customers');
  await results.complete(1);

  await editor.newQuery();
  for (const cancel of [() => editor.button('Cancel').click(), () => page.keyboard.press('Control+F2')]) {
    await editor.run(LONG);
    await expect.poll(shop.running, { timeout: 20_000 }).toHaveLength(1);
    const begun = performance.now();
    await cancel();
    await expect(results.panel.getByRole('heading', { name: 'Cancelled' })).toBeVisible();
    const ms = performance.now() - begun;
    test.info().annotations.push({ type: 'cancelled after', description: `${Math.round(ms)} ms` });
    expect(ms).toBeLessThan(1000);
    await expect.poll(shop.running, { timeout: 1000 }).toEqual([]);
  }

  await editor.run('SELECT max(id) AS last FROM shop.orders');
  await results.complete(1);
  await expect(results.row('1 20000')).toBeVisible();
  await editor.tab('Query 1').click();
  await expect(results.row('1 500')).toBeVisible();
});

test('Cancel leaves the run of another tab alone', async ({ atoll, shop }) => {
  const { editor, results } = atoll;
  await editor.newQuery();
  await editor.run(LONG);
  await expect.poll(shop.running, { timeout: 20_000 }).toHaveLength(1);
  await editor.newQuery();
  await editor.run(LONG);
  await expect.poll(shop.running, { timeout: 20_000 }).toHaveLength(2);
  await editor.button('Cancel').click();
  await expect(results.panel.getByRole('heading', { name: 'Cancelled' })).toBeVisible();
  await expect.poll(shop.running).toHaveLength(1);
  await editor.tab('Query 1').click();
  await expect(editor.button('Cancel')).toBeEnabled();
  await expect(results.panel.getByRole('status').filter({ hasText: 'Running' })).toBeVisible();
  await editor.button('Cancel').click();
  await expect.poll(shop.running).toEqual([]);
});
