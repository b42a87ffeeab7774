import path from 'node:path';
import type { Locator } from '@playwright/test';
import { NO_KEYRING, TestKeyring } from '../fixtures/keyring.ts';
import { AtollWindow } from '../pages/atoll-window.ts';
import { serve } from '../window/atoll-server.ts';
import { filesWith } from '../window/files-with.ts';
import { variablesOf } from '../window/keyring-variables.ts';
import { expect, test as base } from '../window/shop.ts';

/** A session without a Secret Service. */
const test = base.extend({
  registered: false,
  environment: async ({ places }, use) => {
    await using keyring = await TestKeyring.start('empty');
    await use({ ...variablesOf(keyring), TMPDIR: places.root });
  },
});
test.skip(NO_KEYRING !== null, NO_KEYRING ?? '');

const PASSPHRASE = 'a passphrase of the file';
const COUNT = 'SELECT count(*) AS customers FROM shop.customers';

async function addShop(atoll: AtollWindow, url: string): Promise<void> {
  const { page, addSource } = atoll;
  await page.getByRole('button', { name: 'Add by form' }).click();
  await addSource.address.fill(url);
  await expect(addSource.field('Database')).toHaveValue('shop');
  await addSource.button('Add source').click();
  await expect(atoll.source('shop')).toBeVisible();
}

function bannerThat(atoll: AtollWindow, says: string): Locator {
  return atoll.page.getByRole('status').filter({ hasText: says });
}

async function chooseFile(atoll: AtollWindow): Promise<void> {
  const banner = bannerThat(atoll, "The keychain of this system can't be used.");
  await expect(banner).toContainText('Passwords are kept in memory only');
  await banner.getByRole('button', { name: 'Choose what keeps passwords' }).click();
  const choice = atoll.dialog('What keeps passwords');
  await expect(choice.getByText(/Can't be used now: No Secret Service answers/)).toBeVisible();
  await choice.getByRole('radio', { name: 'Encrypted file' }).check();
  await choice.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(PASSPHRASE);
  await choice.getByRole('textbox', { name: 'Passphrase again' }).fill(PASSPHRASE);
  await choice.getByRole('button', { name: 'Use this' }).click();
  await expect(choice).toBeHidden();
  await expect(banner).toBeHidden();
}

async function unlockFile(atoll: AtollWindow): Promise<void> {
  const banner = bannerThat(atoll, 'The file with your passwords is locked.');
  await banner.getByRole('button', { name: 'Unlock' }).click();
  const unlock = atoll.dialog('Unlock passwords');
  const passphrase = unlock.getByRole('textbox', { name: 'Passphrase' });
  await passphrase.fill('another');
  await unlock.getByRole('button', { name: 'Unlock' }).click();
  await expect(passphrase).toHaveAttribute('aria-invalid', 'true');
  await expect(passphrase).toHaveAccessibleDescription(/passphrase/i);
  await passphrase.fill(PASSPHRASE);
  await unlock.getByRole('button', { name: 'Unlock' }).click();
  await expect(unlock).toBeHidden();
  await expect(banner).toBeHidden();
}

test('without a keychain that is said, and an encrypted file keeps passwords on wish', async ({
  atoll,
  context,
  environment,
  places,
  server,
  shop,
}) => {
  await chooseFile(atoll);
  await addShop(atoll, shop.url);
  await atoll.editor.newQuery();
  await atoll.editor.run(COUNT);
  await atoll.results.complete(1);
  await atoll.page.close();
  await server.stop();

  await using again = await serve(places, { workspace: places.workspace, env: environment });
  const later = new AtollWindow(await context.newPage());
  await later.enter(again.address);
  await unlockFile(later);
  await later.editor.run(`${COUNT} WHERE id > 100`);
  await later.results.complete(1);
  await expect(later.results.row('1 400')).toBeVisible();
  await later.page.close();
  await again.stop();

  for (const text of [shop.password, PASSPHRASE]) {
    expect(await filesWith(places.root, text)).toEqual([]);
    expect(`${server.output()}${again.output()}`).not.toContain(text);
  }
  expect(await filesWith(places.workspace, 'secret:')).toContain(path.join(places.workspace, 'atoll.yaml'));
});

test('memory alone keeps nothing for the next start, which asks again', async ({
  atoll,
  context,
  environment,
  places,
  server,
  shop,
}) => {
  await addShop(atoll, shop.url);
  await expect(atoll.status.getByRole('button', { name: 'Passwords in memory only' })).toBeVisible();
  await expect(atoll.source('shop')).toHaveAccessibleName(/Answered in/);
  await atoll.page.close();
  await server.stop();
  expect(await filesWith(places.root, shop.password)).toEqual([]);

  await using again = await serve(places, { workspace: places.workspace, env: environment });
  const later = new AtollWindow(await context.newPage());
  await later.enter(again.address);
  await expect(later.source('shop')).toHaveAccessibleName(/Its password is not known here: edit it\./);
  await later.source('shop').click();
  await later.page.keyboard.press('F2');
  const edit = later.dialog(/shop/);
  await edit.getByRole('combobox', { name: 'Password' }).selectOption('Typed here');
  await edit.getByRole('textbox', { name: 'Password to keep' }).fill(shop.password);
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(later.source('shop')).toHaveAccessibleName(/Answered in/);
  await later.page.close();
  await again.stop();
  expect(await filesWith(places.root, shop.password)).toEqual([]);
});
