import type { Scene } from '../scene.ts';
import type { Stage } from '../stage.ts';

const SPREAD = `SELECT o.order_no, o.ordered_at, o.status, o.ship_country, o.currency, t.subject, t.satisfaction
FROM shop.orders AS o
LEFT JOIN crm.tickets AS t ON upper(trim(t.order_ref)) = o.order_no
WHERE o.ordered_at >= TIMESTAMPTZ '2026-06-01 00:00:00+00'
ORDER BY o.order_no`;

const MILLIONS = `SELECT n, n * 7919 % 1000003 AS amount, DATE '2020-01-01' + CAST(n % 2000 AS INTEGER) AS day,
  'row ' || n AS label
FROM range(10000000) AS t (n)`;

async function run({ atoll }: Stage, sql: string): Promise<void> {
  await atoll.editor.newQuery();
  await atoll.editor.run(sql);
}

/** Runs a text and waits until the last of its rows is there. */
async function answer(stage: Stage, sql: string): Promise<void> {
  await run(stage, sql);
  await stage.page
    .getByRole('status')
    .filter({ hasText: /: complete, / })
    .waitFor({ state: 'attached', timeout: 90_000 });
  await stage.atoll.results.grid.waitFor();
}

function failing(name: string, world: 'demo' | 'shop', sql: string): Scene {
  return {
    alike: true,
    name: `error-${name}`,
    world,
    show: async (stage) => {
      await run(stage, sql);
      await stage.atoll.results.failure.waitFor({ timeout: 30_000 });
    },
  };
}

async function late(stage: Stage): Promise<void> {
  const { atoll, page } = stage;
  await page.keyboard.press('Alt+2');
  await atoll
    .panel('Queries')
    .getByRole('button', { name: /01_late_parcels/ })
    .click();
  await page.locator('.view-line').filter({ hasText: 'All four islands' }).waitFor();
  await page.keyboard.press('Alt+1');
  await atoll.editor.text.focus();
  await page.keyboard.press('Control+Enter');
  await page
    .getByRole('status')
    .filter({ hasText: /: complete, / })
    .waitFor({ state: 'attached', timeout: 90_000 });
}

/** Rows, what is said of them, and what went wrong. */
export const results: readonly Scene[] = [
  {
    name: 'running',
    world: 'shop',
    show: async (stage) => {
      await run(stage, 'SELECT a.id, b.amount FROM shop.orders AS a CROSS JOIN shop.orders AS b');
      await stage.page.getByRole('button', { name: 'Run anyway' }).click();
      await stage.atoll.results.panel.getByText('Running').first().waitFor();
      await stage.page.waitForTimeout(1500);
    },
  },
  {
    name: 'cancelled',
    world: 'shop',
    show: async (stage) => {
      await run(stage, 'SELECT count(*) FROM range(1000000) AS a, range(1000000) AS b');
      await stage.atoll.results.panel.getByText('Running').first().waitFor();
      await stage.atoll.editor.button('Cancel').click();
      await stage.atoll.results.panel.getByRole('heading', { name: 'Cancelled' }).waitFor();
    },
  },
  {
    name: 'results-spread',
    world: 'demo',
    show: async (stage) => {
      await answer(stage, SPREAD);
      await stage.atoll.results.tool('Show how values are spread').click();
      await stage.page.waitForTimeout(1500);
    },
  },
  {
    name: 'ten-million-at-the-end',
    world: 'shop',
    show: async (stage) => {
      await run(stage, MILLIONS);
      await stage.atoll.results.complete(10_000_000, 90_000);
      await stage.atoll.results.grid.focus();
      await stage.page.keyboard.press('Control+End');
      await stage.page.getByText('row 9999999').waitFor();
    },
  },
  { name: 'window', world: 'demo', alike: true, show: late },
  {
    name: 'what-went-where',
    world: 'demo',
    show: async (stage) => {
      await late(stage);
      await stage.page.keyboard.press('Alt+5');
      await stage.page.getByRole('list', { name: 'What was done here, and why' }).waitFor();
    },
  },
  {
    name: 'plan',
    world: 'demo',
    show: async (stage) => {
      await late(stage);
      await stage.page.keyboard.press('Alt+6');
      await stage.page.getByRole('tree', { name: 'Plan' }).waitFor();
    },
  },
  {
    name: 'hostile-values',
    world: 'shop',
    show: async (stage) => await answer(stage, 'SELECT * FROM odd.hostile ORDER BY id DESC'),
  },
  {
    name: 'cell-of-10000',
    world: 'shop',
    show: async (stage) => {
      await answer(stage, 'SELECT * FROM odd.hostile ORDER BY id DESC');
      await stage.atoll.results.grid.focus();
      await stage.page.keyboard.press('ArrowRight');
      await stage.page.keyboard.press('Enter');
      await stage.page.getByRole('toolbar', { name: 'Value' }).waitFor();
    },
  },
  {
    name: 'record',
    world: 'demo',
    show: async (stage) => {
      await answer(stage, SPREAD);
      await stage.atoll.results.grid.getByRole('gridcell').nth(8).click({ button: 'right' });
      await stage.page.getByRole('menuitem', { name: 'Show record' }).click();
      await stage.page.getByRole('toolbar', { name: 'Records' }).waitFor();
    },
  },
  {
    name: 'selection',
    world: 'demo',
    show: async (stage) => {
      await answer(stage, 'SELECT * FROM crm.tickets ORDER BY 1 LIMIT 500');
      await stage.atoll.results.grid.focus();
      for (let at = 0; at < 5; at += 1) await stage.page.keyboard.press('Shift+ArrowDown');
      await stage.page.keyboard.press('ControlOrMeta+f');
      await stage.page.waitForTimeout(500);
    },
  },
  {
    name: 'no-rows',
    world: 'demo',
    show: async (stage) => await answer(stage, "SELECT * FROM crm.tickets WHERE status = 'nowhere'"),
  },
  {
    name: 'export',
    world: 'demo',
    show: async (stage) => {
      await answer(stage, 'SELECT * FROM crm.tickets LIMIT 500');
      await stage.page.keyboard.press('ControlOrMeta+Shift+s');
      await stage.page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'export-running',
    world: 'shop',
    show: async (stage) => {
      await run(stage, MILLIONS);
      await stage.atoll.results.complete(10_000_000, 90_000);
      await stage.page.keyboard.press('ControlOrMeta+Shift+s');
      const dialog = stage.page.getByRole('dialog');
      await dialog
        .getByLabel('Format')
        .selectOption({ label: 'Excel' })
        .catch(() => {});
      await dialog.getByRole('button', { name: 'Export', exact: true }).click();
      await dialog.getByRole('progressbar').waitFor();
    },
  },
  failing('syntax', 'demo', 'SELEC * FROM crm.tickets'),
  failing('unknown-column', 'demo', 'SELECT subjct FROM crm.tickets'),
  failing('unknown-table', 'demo', 'SELECT * FROM crm.tickts'),
  failing('while-running', 'demo', 'SELECT CAST(subject AS INTEGER) FROM crm.tickets'),
  { ...failing('source', 'shop', 'SELECT * FROM archive.orders'), alike: false },
];
