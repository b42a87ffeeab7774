import { expect, test } from '../window/shop.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const QUERY = `SELECT c.city, sum(o.amount) AS total
FROM shop.orders o JOIN shop.customers c ON c.id = o.customer_id
WHERE o.amount > 50 GROUP BY c.city ORDER BY c.city`;

test('what is shown as sent to PostgreSQL is what PostgreSQL got', async ({ atoll, shop }) => {
  const { editor, results, page } = atoll;
  await editor.newQuery();
  await editor.run(QUERY);
  await results.complete(3);
  await expect(results.row('1 Bonn 245680.00')).toBeVisible();

  const share = results.strip.getByRole('button', { name: /^shop .* of .* · / });
  await expect(share).toContainText(/\d B of \d.* (kB|MB) · [\d.]+ m?s/);
  await expect(results.strip).toContainText(/→ < 0\.01 % moved/);
  await share.click();

  const went = atoll.panel('What went where');
  await expect(went.getByRole('heading', { name: /shop PostgreSQL/ })).toBeFocused();
  await went.getByRole('button', { name: 'Copy SQL of shop' }).click();
  const shown = await page.evaluate(() => navigator.clipboard.readText());
  expect(shown).toContain('GROUP BY');
  await expect(went.getByText(shown, { exact: true })).toBeVisible();
  expect(shop.sent().filter((statement) => statement.includes(shown))).toHaveLength(1);
  await expect(went.getByText('Sources did all they were asked for.')).toBeVisible();
  await expect(went.getByRole('definition').filter({ hasText: '3 (' })).toBeVisible();
});

test('what is not sent is shown as done on this machine, with the reason', async ({ atoll, shop }) => {
  const { editor, results, page } = atoll;
  await editor.newQuery();
  await editor.run(
    'SELECT name, list(id) AS ids FROM shop.customers WHERE id <= 2 GROUP BY name ORDER BY name',
  );
  await results.complete(2);
  await results.strip.getByRole('button', { name: /^local/ }).click();
  const went = atoll.panel('What went where');
  await expect(went.getByRole('heading', { name: /On this machine/ })).toBeFocused();
  await went.getByRole('button', { name: 'Copy SQL of shop' }).click();
  const sent = await page.evaluate(() => navigator.clipboard.readText());
  expect(sent).not.toContain('GROUP BY');
  expect(shop.sent().some((statement) => statement.includes(sent))).toBe(true);
  await expect(went.getByRole('listitem').filter({ hasText: 'aggregate: list(id) by name' })).toBeVisible();
});
