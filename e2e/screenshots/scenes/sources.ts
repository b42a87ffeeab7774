import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import type { Scene } from '../scene.ts';
import type { Stage } from '../stage.ts';

async function addSource({ page, atoll }: Stage): Promise<void> {
  await page.getByRole('button', { name: 'Add source' }).first().click();
  await atoll.addSource.box.waitFor();
}

/** Tests a source whose URL is pasted, until its test has ended. */
async function testUrl(stage: Stage, url: string, ends: RegExp = /Failed at/): Promise<void> {
  const { addSource: dialog } = stage.atoll;
  await addSource(stage);
  await dialog.address.fill(url);
  await dialog.box.getByText('Understood as').waitFor();
  await dialog.button('Test connection').click();
  await dialog.outcome.filter({ hasText: ends }).waitFor({ timeout: 30_000 });
}

function shopUrl({ world }: Stage, change: (url: URL) => void): string {
  const url = new URL(world.shop?.url ?? 'postgres://nowhere');
  change(url);
  return url.href;
}

function failing(step: string, urlOf: (stage: Stage) => string): Scene {
  return {
    alike: true,
    name: `add-source-fails-at-${step}`,
    world: 'shop',
    show: async (stage) => await testUrl(stage, urlOf(stage)),
  };
}

const MEASURES = `day;place;value;note\n${Array.from(
  { length: 40 },
  (_, at) => `2026-01-${10 + (at % 20)};Kiel;${at},5;"a; b"\n`,
).join('')}`;

/** Drags a file over the window, as far as the events say. */
async function drag({ page }: Stage, name: string, text: string, events: readonly string[]): Promise<void> {
  await page.evaluate(
    (file) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([file.text], file.name));
      for (const type of file.events)
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    { name, text, events },
  );
}

/** Opens a row of the tree by the keyboard. */
async function openRow({ page }: Stage, name: RegExp): Promise<void> {
  const row = page.getByRole('tree', { name: 'Sources' }).getByRole('treeitem', { name }).first();
  await row.click();
  await row.press('ArrowRight');
}

/** Adding sources, their tests, and the tree. */
export const sources: readonly Scene[] = [
  {
    name: 'add-source-form',
    world: 'demo',
    show: async (stage) => {
      await addSource(stage);
      await stage.page.getByRole('radio', { name: 'PostgreSQL' }).check();
      await stage.atoll.addSource.field('Host').fill('db.example.com');
    },
  },
  {
    name: 'add-source-url',
    world: 'shop',
    show: async (stage) =>
      await testUrl(
        stage,
        shopUrl(stage, (url) => url.searchParams.set('sslmode', 'disable')),
        /It works/,
      ),
  },
  {
    name: 'add-source-missing-fields',
    world: 'demo',
    show: async (stage) => {
      await addSource(stage);
      await stage.page.getByRole('radio', { name: 'MySQL' }).check();
      await stage.atoll.addSource.button('Add source').click();
      await stage.page
        .getByText(/needed|missing|give/i)
        .first()
        .waitFor();
    },
  },
  {
    name: 'drop-overlay',
    world: 'demo',
    show: async (stage) => {
      await drag(stage, 'measures.csv', MEASURES, ['dragenter', 'dragover']);
      await stage.page.getByText('Drop to query these files').waitFor();
    },
  },
  {
    name: 'add-source-drop',
    world: 'demo',
    show: async (stage) => {
      await drag(stage, 'measures.csv', MEASURES, ['dragenter', 'dragover', 'drop']);
      await stage.page.getByRole('button', { name: 'Add as table' }).waitFor();
    },
  },
  failing('lookup', () => 'postgres://app:secret@db.nowhere.invalid:5432/shop'),
  failing('tcp', () => 'postgres://app:secret@127.0.0.1:1/shop'),
  failing('tls', (stage) => shopUrl(stage, (url) => url.searchParams.set('sslmode', 'verify-full'))),
  failing('login', (stage) =>
    shopUrl(stage, (url) => {
      url.searchParams.set('sslmode', 'disable');
      url.password = 'wrong';
    }),
  ),
  failing('query', (stage) =>
    shopUrl(stage, (url) => {
      url.searchParams.set('sslmode', 'disable');
      url.pathname = '/no_such_database';
    }),
  ),
  {
    name: 'add-source-fails-at-file',
    world: 'shop',
    show: async (stage) => {
      const { addSource: dialog } = stage.atoll;
      await addSource(stage);
      await stage.page.getByRole('radio', { name: 'SQLite' }).check();
      await dialog.field('Name').fill('lost');
      await dialog.box.getByRole('textbox', { name: /^(Path|File)/ }).fill('data/lost.db');
      await dialog.button('Test connection').click();
      await dialog.outcome.filter({ hasText: /Failed|could not/ }).waitFor();
    },
  },
  {
    name: 'tree-searched',
    world: 'shop',
    show: async (stage) => {
      await openRow(stage, /^many,/);
      await stage.page.getByRole('treeitem', { name: /station_0\b/ }).waitFor({ timeout: 30_000 });
      await stage.page.getByRole('searchbox', { name: 'Search tables and columns' }).fill('station_1234');
      await stage.page
        .getByRole('treeitem', { name: /station_12345/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'tree-hostile-names',
    world: 'shop',
    show: async (stage) => {
      await openRow(stage, /^odd,/);
      const hostile = stage.page.getByRole('treeitem', { name: /^hostile/ });
      await hostile.waitFor({ timeout: 30_000 });
      await hostile.click();
      await hostile.press('ArrowRight');
      await stage.page
        .getByRole('treeitem', { name: /__proto__, / })
        .nth(1)
        .waitFor();
    },
  },
  {
    name: 'tree-failed-source',
    world: 'shop',
    show: async (stage) => {
      await openRow(stage, /^archive,/);
      await stage.page
        .getByRole('treeitem')
        .filter({ hasText: /refuses connections/ })
        .first()
        .waitFor();
      await stage.page.waitForTimeout(500);
    },
  },
  {
    name: 'tree-menu',
    world: 'demo',
    show: async ({ atoll, page }) => {
      await atoll.source('crm').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Test connection' }).waitFor();
    },
  },
  {
    name: 'drift',
    world: 'shop',
    show: async (stage) => {
      await openRow(stage, /^odd,/);
      await stage.page.getByRole('treeitem', { name: /^settings/ }).waitFor();
      const database = new DatabaseSync(path.join(stage.world.places.workspace, 'odd.db'));
      const made = `made_at_${Date.now()}`;
      database.exec(`CREATE TABLE ${made} (id INTEGER); ALTER TABLE settings ADD COLUMN ${made} TEXT`);
      database.close();
      await stage.atoll.source('odd').click({ button: 'right' });
      await stage.page.getByRole('menuitem', { name: 'Refresh' }).click();
      await stage.page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'edit-source',
    world: 'shop',
    show: async ({ atoll, page }) => {
      await atoll.source('shop').click();
      await atoll.source('shop').press('F2');
      await page.getByRole('dialog').waitFor();
    },
  },
];
