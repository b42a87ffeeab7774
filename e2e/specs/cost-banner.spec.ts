import { expect, test } from '../window/shop.ts';

const ALL = 'SELECT id, amount FROM shop.orders';
const EXCEEDS = /This would bring about 20,000 rows from shop \(limit 1,000 rows\)\./;

test.describe('an estimate beyond a limit of the workspace', () => {
  test.use({ settings: 'settings: { ask: { rows: 1000 } }\n' });

  test('asks first, and each answer does what it says', async ({ atoll, shop }) => {
    const { editor, results, page } = atoll;
    const banner = page.getByRole('status').filter({ hasText: EXCEEDS });
    const ran = (): number => shop.sent().filter((text) => text.includes('orders AS o')).length;
    const before = ran();
    await editor.newQuery();
    await editor.run(ALL);
    await expect(banner).toBeVisible();
    expect(ran()).toBe(before);
    await expect(banner.getByRole('button', { name: 'Sample 1,000 rows' })).toBeFocused();

    await banner.getByRole('button', { name: 'Look at the plan' }).click();
    const plan = atoll.panel('Plan');
    await expect(plan.getByRole('treeitem', { name: /scan shop\.public\.orders/ })).toContainText(
      '20,000 rows',
    );
    expect(ran()).toBe(before);

    await banner.getByRole('button', { name: 'Sample 1,000 rows' }).click();
    await page.getByRole('tab', { name: 'Results' }).click();
    await results.complete(1000);
    await expect(banner).toBeHidden();
    await expect(results.panel.getByText('sample of 1,000 rows')).toBeVisible();

    await editor.run(ALL);
    await banner.getByRole('button', { name: 'Run anyway' }).click();
    await results.complete(20_000);

    await editor.run(ALL);
    await expect(banner).toBeVisible();
    const after = ran();
    await page.keyboard.press('Escape');
    await expect(banner).toBeHidden();
    await expect(editor.text).toBeFocused();
    await editor.run(`${ALL} LIMIT 10`);
    await results.complete(10);
    expect(ran()).toBe(after + 1);
  });
});

test.describe('a source marked as production', () => {
  test.use({ settings: 'settings: { ask: { rows: 100000 } }\n', marks: ', production: true' });

  test('is asked about at a tenth of the limit', async ({ atoll }) => {
    const { editor, page } = atoll;
    await editor.newQuery();
    await editor.run(ALL);
    const said = 'about 20,000 rows from shop (limit 10,000 rows, as it is marked as production)';
    await expect(page.getByRole('status').filter({ hasText: said })).toBeVisible();
  });
});
