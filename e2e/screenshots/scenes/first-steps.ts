import type { Scene } from '../scene.ts';

/** What somebody meets who has just begun, and the parts that are always there. */
export const firstSteps: readonly Scene[] = [
  {
    name: 'first-start',
    world: 'newcomer',
    show: async ({ page }) => await page.getByRole('heading', { name: 'Recent' }).waitFor(),
  },
  {
    name: 'create-workspace',
    world: 'newcomer',
    show: async ({ page, atoll }) => {
      await page.getByRole('button', { name: 'Create workspace' }).click();
      await atoll.dialog(/create workspace/i).waitFor();
    },
  },
  {
    name: 'demo-opened',
    world: 'demo',
    show: async ({ atoll, page }) => {
      await atoll.source('shop').filter({ hasText: 'Answered' }).waitFor();
      const notice = page.getByRole('log', { name: 'Notices' }).getByRole('button', { name: 'Dismiss' });
      for (const button of await notice.all()) await button.click();
    },
  },
  {
    name: 'empty-workspace',
    world: 'empty',
    show: async ({ page }) => await page.getByRole('button', { name: 'Add by form' }).waitFor(),
  },
  {
    name: 'palette',
    world: 'demo',
    show: async ({ page }) => {
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('combobox').fill('s');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'palette-nothing',
    world: 'demo',
    show: async ({ page }) => {
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('combobox').fill('no such thing anywhere');
      await page.getByText('Nothing found').waitFor();
    },
  },
  {
    name: 'help',
    world: 'demo',
    show: async ({ page }) => {
      await page.keyboard.press('F1');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'settings',
    world: 'demo',
    show: async ({ page, atoll }) => {
      await page.keyboard.press('ControlOrMeta+Comma');
      await atoll.dialog('Settings').waitFor();
    },
  },
  {
    name: 'keychain-missing',
    world: 'no-keychain',
    show: async ({ page }) =>
      await page.getByRole('button', { name: 'Choose what keeps passwords' }).waitFor(),
  },
  {
    name: 'vault',
    world: 'no-keychain',
    show: async ({ page }) => {
      await page.getByRole('button', { name: 'Choose what keeps passwords' }).click();
      await page.getByRole('radio', { name: 'Encrypted file' }).check();
    },
  },
  {
    name: 'connection-lost',
    world: 'demo',
    show: async ({ atoll, page }) => {
      await page.route('**/api/events*', (route) => route.abort());
      await page.reload();
      await page.getByText('Atoll does not answer').waitFor();
      await atoll.source('crm').waitFor();
    },
  },
];
