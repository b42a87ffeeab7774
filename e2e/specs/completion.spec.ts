import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test as base } from '../window/shop.ts';

/** Beside the shop a SQLite file, and a model. */
const test = base.extend({
  settings: '  crm: { kind: sqlite, path: crm.db }\n',
  places: async ({ places }, use) => {
    const crm = new DatabaseSync(path.join(places.workspace, 'crm.db'));
    crm.exec('CREATE TABLE tickets (ticket_id INTEGER PRIMARY KEY, customer_id INTEGER, topic TEXT)');
    crm.close();
    await mkdir(path.join(places.workspace, 'models'));
    await writeFile(
      path.join(places.workspace, 'models/big_orders.sql'),
      'SELECT id, amount FROM shop.orders WHERE amount > 90\n',
    );
    await use(places);
  },
});

test('names are completed across sources, each in the hue of its source', async ({ atoll }) => {
  const { editor, page } = atoll;
  const list = page.getByRole('listbox', { name: 'Suggest' });
  const option = (name: RegExp) => list.getByRole('option', { name });
  await expect(atoll.source('shop')).toHaveAccessibleName(/Answered in/);
  await expect(atoll.source('crm')).toHaveAccessibleName(/Answered in/);
  await editor.newQuery();

  await page.keyboard.type('SELECT * FROM cr');
  await expect(option(/^crm,/)).toBeVisible();
  await page.keyboard.type('m.');
  await expect(option(/^tickets, crm table/)).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type(' t JOIN shop.');
  await expect(option(/^orders, shop table · about 20,000 rows/)).toBeVisible();
  await expect(option(/^customers, shop table/)).toBeVisible();
  await page.keyboard.type('cust');
  await expect(list.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await page.keyboard.type(' c ON c.');
  await expect(option(/^id, shop INTEGER · primary key/)).toBeVisible();
  await expect(option(/^city, shop VARCHAR/)).toBeVisible();
  await expect(option(/^topic/)).toHaveCount(0);
  await page.keyboard.type('id = t.');
  await expect(option(/^customer_id, crm /)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(editor.lines).toContainText('SELECT * FROM crm.tickets t JOIN shop.customers c ON c.id = t.');

  await editor.write('');
  await page.keyboard.type('SELECT  FROM crm.tickets t, shop.customers c');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+Space');
  const hue = (name: RegExp): Promise<string> =>
    option(name).evaluate((line) => getComputedStyle(line).getPropertyValue('--suggestion-mark'));
  await expect(option(/^topic, crm /)).toBeVisible();
  expect(await hue(/^topic, crm /)).toMatch(/#/);
  expect(await hue(/^topic, crm /)).not.toBe(await hue(/^city, shop /));
  await page.keyboard.press('Escape');

  await editor.write('');
  await page.keyboard.type('SELECT * FROM models.');
  await expect(option(/^big_orders, model/)).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type(' b WHERE b.');
  await expect(option(/^amount, /)).toBeVisible();
});

test('errors are said while typing, and a name tells what it is', async ({ atoll }) => {
  const { editor, page } = atoll;
  await expect(atoll.source('shop')).toHaveAccessibleName(/Answered in/);
  await editor.newQuery();
  await editor.write('SELECT amount, nonsense FROM shop.orders');
  const problem = page.getByRole('tooltip', { name: /Error: Referenced column "nonsense" not found/ });
  await expect(async () => {
    await editor.text.focus();
    await page.keyboard.press('Alt+F8');
    await expect(problem).toContainText('Did you mean', { timeout: 1000 });
  }).toPass();
  await page.keyboard.press('Escape');
  await expect(problem).toBeHidden();

  await editor.write('SELECT amount FROM shop.orders');
  const hover = page.getByRole('tooltip', { name: /^amount: DECIMAL\(10,2\)/ });
  await expect(async () => {
    await editor.lines.getByText('FROM').hover();
    await editor.lines.getByText('amount').hover();
    await expect(hover).toBeVisible({ timeout: 2000 });
  }).toPass();
  await expect(hover).toContainText('of orders at shop · numeric(10,2)');
  await expect(hover).toContainText('In euros, taxes included');
});
