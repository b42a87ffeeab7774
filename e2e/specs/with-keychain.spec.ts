import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { NO_KEYRING, TestKeyring } from '../fixtures/keyring.ts';
import { publicTextOf } from '../fixtures/processes.ts';
import { filesWith } from '../window/files-with.ts';
import { variablesOf } from '../window/keyring-variables.ts';
import { expect, test as base } from '../window/shop.ts';
import { recordTraffic } from '../window/traffic.ts';

/** It must be found nowhere but in the keychain. */
const CANARY = 'lantern-5c1e-copper';

/** A session with a real Secret Service, and what the page was told from its beginning. */
const test = base.extend<{ readonly traffic: () => string; readonly keyring: TestKeyring }>({
  registered: false,
  keyring: async ({ places }, use) => {
    await using keyring = await TestKeyring.start();
    expect(keyring.environment['HOME']).not.toContain(places.root);
    await use(keyring);
  },
  environment: async ({ keyring }, use) => use(variablesOf(keyring)),
  traffic: async ({ page }, use) => use(await recordTraffic(page)),
});
test.skip(NO_KEYRING !== null, NO_KEYRING ?? '');

async function processesWith(text: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const texts = await Promise.all(pids.map((pid) => publicTextOf(Number(pid))));
  return texts.filter((public_) => public_.includes(text));
}

test('a password goes into the keychain and is nowhere else', async ({
  traffic,
  atoll,
  keyring,
  places,
  server,
  shop,
}) => {
  await shop.server.run('shop', `CREATE ROLE canary LOGIN PASSWORD '${CANARY}' IN ROLE app`);
  const { page, editor, results } = atoll;
  await expect(atoll.status).toContainText('Engine ready');
  await expect(atoll.status.getByRole('button', { name: /Passwords/ })).toHaveCount(0);

  await page
    .getByRole('textbox', { name: 'URL or path' })
    .fill(shop.url.replace(/app:[^@]*@/, `canary:${CANARY}@`));
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const test = atoll.dialog('Connection of shop');
  await expect(test.getByRole('status')).toHaveText(/^It works: answered in /);
  await test.getByRole('button', { name: 'Close' }).last().click();

  await editor.newQuery();
  await editor.run('SELECT count(*) AS customers FROM shop.customers');
  await results.complete(1);
  await editor.run('SELECT nonsense FROM shop.customers');
  await expect(results.failure).toBeVisible();
  await editor.run('SELECT n, slept FROM shop.slow');
  await expect(editor.button('Cancel')).toBeEnabled();
  expect(await processesWith(CANARY)).toEqual([]);
  expect((await processesWith(places.root)).length).toBeGreaterThan(1);
  await editor.button('Cancel').click();
  await expect(results.panel.getByRole('heading', { name: 'Cancelled' })).toBeVisible();

  expect(traffic()).toContain('"kind":"probe-ended"');
  expect(traffic()).toContain('/api/sources/addUrl');
  expect(traffic()).not.toContain(CANARY);
  expect(server.output()).not.toContain(CANARY);
  await page.reload();
  await expect(atoll.source('shop')).toHaveAccessibleName(/Answered in/);
  await server.stop();
  for (const folder of [places.root, keyring.environment['HOME'] ?? ''])
    expect(await filesWith(folder, CANARY)).toEqual([]);
  const kept = await filesWith(places.root, 'secret: keychain');
  expect(kept).toContain(path.join(places.workspace, 'atoll.yaml'));
});
