import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Database } from '../../engine/duckdb/database.ts';
import { dropFile } from '../pages/drop-file.ts';
import { expect, test } from '../window/shop.ts';

test.use({ registered: false });

const JOIN = `SELECT c.city, t.goal, sum(o.amount) AS sold
FROM shop.orders o JOIN shop.customers c ON c.id = o.customer_id JOIN targets.targets t ON t.city = c.city
GROUP BY c.city, t.goal ORDER BY c.city`;

test('from an empty workspace to the first join of a file and a database, within a minute', async ({
  atoll,
  places,
  shop,
}) => {
  const { page, editor, results, addSource } = atoll;
  const file = path.join(places.root, 'targets.parquet');
  const duckdb = await Database.open();
  await duckdb.run(
    `COPY (SELECT * FROM (VALUES ('Ulm', 300), ('Kiel', 200)) AS t (city, goal)) TO '${file}' (FORMAT parquet)`,
  );
  duckdb.close();

  await expect(page.getByRole('heading', { name: 'No sources yet' })).toBeVisible();
  await dropFile(page, 'targets.parquet', await readFile(file));
  await results.complete(2);
  await expect(results.row('1 Ulm 300')).toBeVisible();
  await expect(atoll.source('targets')).toBeVisible();

  await page.getByRole('button', { name: 'Add source' }).click();
  await addSource.address.fill(shop.url);
  await expect(addSource.field('Database')).toHaveValue('shop');
  await expect(addSource.address).not.toHaveValue(new RegExp(shop.password));
  await addSource.button('Add source').click();
  await expect(atoll.source('shop')).toBeVisible();

  await editor.newQuery();
  await editor.run(JOIN);
  await results.complete(2);
  await expect(results.row('1 Kiel 200 331320.00')).toBeVisible();
  await expect(results.row('2 Ulm 300 328680.00')).toBeVisible();
  await expect(results.strip.getByRole('button')).toHaveCount(3);
  expect(await page.evaluate(() => performance.now())).toBeLessThan(60_000);
  expect(await readFile(path.join(places.workspace, 'atoll.yaml'), 'utf8')).not.toContain(shop.password);
});
