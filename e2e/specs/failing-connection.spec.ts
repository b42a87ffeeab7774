import { freePort } from '../fixtures/postgres.ts';
import type { AddSourceDialog } from '../pages/add-source-dialog.ts';
import { expect, test } from '../window/shop.ts';

test.use({ registered: false });

async function tested({ button, outcome }: AddSourceDialog, expected: string | RegExp): Promise<void> {
  await button('Test connection').click();
  await expect(outcome).toHaveText(expected, { timeout: 20_000 });
}

test.beforeEach(async ({ atoll, shop }) => {
  await atoll.page.getByRole('button', { name: 'Add by form' }).click();
  await atoll.addSource.address.fill(shop.url);
  await expect(atoll.addSource.field('Host')).toHaveValue('127.0.0.1');
  await expect(atoll.addSource.address).not.toHaveValue(new RegExp(shop.password));
});

test('a server that is not reached: the step says why, and leads to the field that mends it', async ({
  atoll: { addSource },
  shop,
}) => {
  const { field, step, button, box } = addSource;
  await field('Host').fill('no-such-host.invalid');
  await tested(addSource, 'Failed at: Name look-up.');
  await expect(step('Name look-up')).toContainText('Check the spelling of host');
  await expect(step('TCP connection')).toContainText('not reached');
  await button('Edit host').click();
  await expect(field('Host')).toBeFocused();

  await field('Host').fill('127.0.0.1');
  await field('Port').fill(String(await freePort()));
  await tested(addSource, 'Failed at: TCP connection.');
  await expect(step('Name look-up')).toContainText('ms');
  await expect(step('TCP connection')).toContainText('that the server runs');
  await expect(step('Login')).toContainText('not reached');

  await field('Port').fill(String(shop.server.port));
  await box.getByRole('group').getByText('Encryption', { exact: true }).first().click();
  await box.getByRole('combobox', { name: 'Encryption' }).selectOption('require');
  await tested(addSource, 'Failed at: TLS.');
  await button('Edit encryption').click();
  await expect(box.getByRole('combobox', { name: 'Encryption' })).toBeFocused();

  await box.getByRole('combobox', { name: 'Encryption' }).selectOption('disable');
  await tested(addSource, /^It works: answered in /);
});

test('an account that is not let in, or may not ask', async ({ atoll, shop }) => {
  const { addSource } = atoll;
  const { field, step, button } = addSource;
  await field('Password to keep').fill('guess');
  await tested(addSource, 'Failed at: Login.');
  await expect(step('Login')).not.toContainText('guess');
  await button('Enter password').click();
  await expect(field('Password to keep')).toBeFocused();

  await field('Password to keep').fill(shop.password);
  await shop.server.run('shop', `REVOKE EXECUTE ON FUNCTION ${ASKED} FROM public`);
  await tested(addSource, 'Failed at: First query.');
  await expect(step('First query')).toContainText('permission denied for function pg_is_in_recovery');
  await expect(step('First query')).toContainText('connect as another user');
  await button('Edit database').click();
  await expect(field('Database')).toBeFocused();
  await shop.server.run('shop', `GRANT EXECUTE ON FUNCTION ${ASKED} TO public`);

  await tested(addSource, /^It works: answered in /);
  await button('Add source').click();
  await expect(atoll.source('shop')).toBeVisible();
});

/** What the connector asks first: whether the server is a replica. */
const ASKED = 'pg_catalog.pg_is_in_recovery()';
