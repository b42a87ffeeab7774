import type { Scene } from '../scene.ts';
import type { Stage } from '../stage.ts';

const JOIN = `SELECT t.priority, count(*) AS tickets, avg(s.freight_eur) AS freight
FROM crm.tickets AS t
JOIN lake.shipments AS s ON s.order_number = upper(trim(t.order_ref))
WHERE t.status = 'open' AND t.priorty > 1
GROUP BY ALL`;

/** Types a text that ends where names are completed. */
async function complete({ atoll, page }: Stage): Promise<void> {
  await atoll.editor.write('SELECT t.subject, t.\nFROM crm.tickets AS t');
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('End');
  await page.keyboard.press('Control+Space');
  await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
}

/** Points at the first name, and waits for what is said of it. */
async function hover({ page }: Stage): Promise<void> {
  await page.keyboard.press('Escape');
  const name = page.locator('.view-line span span').filter({ hasText: 'priority' }).first();
  const box = await name.boundingBox();
  if (box === null) throw new Error('The name is not in sight.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  // An editor asks when the pointer comes to rest, so it has to come from somewhere.
  await page.mouse.move(x, y + 100);
  await page.mouse.move(x, y);
  await page.mouse.move(x + 2, y);
  await page.locator('.monaco-hover:not(.hidden)').first().waitFor();
}

/** The text of a query while it is written, and what stands around it. */
export const editor: readonly Scene[] = [
  {
    name: 'editor-completion',
    world: 'demo',
    show: async (stage) => {
      await stage.atoll.editor.newQuery();
      await complete(stage);
    },
    again: complete,
  },
  {
    name: 'editor-hover-squiggle',
    world: 'demo',
    show: async (stage) => {
      await stage.atoll.editor.newQuery();
      await stage.atoll.editor.write(JOIN);
      await stage.page.locator('.squiggly-error').first().waitFor();
      await hover(stage);
    },
    again: hover,
  },
  {
    name: 'editor-parameters',
    world: 'demo',
    show: async ({ atoll, page }) => {
      await atoll.editor.newQuery();
      await atoll.editor.write(
        'SELECT * FROM crm.tickets WHERE opened_at >= $since AND priority = $priority',
      );
      await page.getByRole('textbox', { name: /priority/ }).waitFor();
    },
  },
  {
    name: 'queries',
    world: 'demo',
    show: async ({ atoll, page }) => {
      await atoll.editor.newQuery();
      await page.keyboard.press('Alt+2');
      await atoll
        .panel('Queries')
        .getByRole('button', { name: /01_late_parcels/ })
        .click();
      await page.locator('.view-line').filter({ hasText: 'All four islands' }).waitFor();
    },
  },
  {
    name: 'history',
    world: 'demo',
    show: async ({ atoll, page }) => {
      await atoll.editor.newQuery();
      await atoll.editor.run('SELECT status, count(*) AS n FROM crm.tickets GROUP BY status');
      await atoll.results.grid.waitFor();
      await atoll.editor.run('SELECT no_such_column FROM crm.tickets');
      await atoll.results.failure.waitFor();
      await page.keyboard.press('Alt+3');
      await atoll.panel('History').getByText('no_such_column').first().waitFor();
    },
  },
  {
    name: 'cost-banner',
    world: 'shop',
    show: async ({ atoll, page }) => {
      await atoll.editor.newQuery();
      await atoll.editor.run('SELECT * FROM shop.orders');
      await page.getByRole('button', { name: 'Run anyway' }).waitFor();
    },
  },
];
