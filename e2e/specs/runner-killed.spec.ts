import { processesBelow, publicTextOf } from '../fixtures/processes.ts';
import { AtollWindow } from '../pages/atoll-window.ts';
import { serve } from '../window/atoll-server.ts';
import { expect, test } from '../window/shop.ts';

const LONG = 'SELECT n, slept FROM shop.slow';

async function runnersBelow(pid: number): Promise<readonly number[]> {
  const below = await processesBelow(pid);
  const texts = await Promise.all(below.map(publicTextOf));
  return below.filter((_, at) => texts[at]?.includes('runner.ts'));
}

test('a runner that dies in mid-query takes its run with it and nothing else', async ({
  atoll,
  server,
  shop,
}) => {
  const { editor, results } = atoll;
  await editor.newQuery();
  await editor.run('SELECT count(*) AS customers FROM shop.customers');
  await results.complete(1);
  await editor.newQuery();
  await editor.run(LONG);
  await expect.poll(shop.running, { timeout: 20_000 }).toHaveLength(1);

  const runners = await runnersBelow(server.pid);
  expect(runners.length).toBeGreaterThan(0);
  for (const runner of runners) process.kill(runner, 'SIGKILL');
  await expect(results.failure.getByRole('heading')).toHaveText(/The query failed/);
  await expect(results.failure).toContainText('Try again');
  await expect.poll(shop.running).toEqual([]);
  await expect(editor.lines).toContainText(LONG);

  await editor.run('SELECT max(id) AS last FROM shop.orders');
  await results.complete(1);
  await expect(results.row('1 20000')).toBeVisible();
  await editor.tab('Query 1').click();
  await expect(results.row('1 500')).toBeVisible();
  await expect(editor.lines).toContainText('AS customers');
});

test('a host that dies and is started again loses nothing that was typed', async ({
  atoll,
  context,
  environment,
  places,
  server,
  shop,
}) => {
  const { editor, results, page } = atoll;
  await editor.newQuery();
  await editor.run(LONG);
  await expect.poll(shop.running, { timeout: 20_000 }).toHaveLength(1);
  const below = await processesBelow(server.pid);
  await editor.newQuery();
  await editor.write('SELECT 1 AS typed_before');
  await server.kill();
  await editor.newQuery();
  await editor.write('SELECT 2 AS typed_while_it_was_gone');
  await expect(page.getByText('Atoll does not answer. What you typed is kept here')).toBeVisible();
  await expect.poll(shop.running).toEqual([]);
  await expect
    .poll(async () => (await Promise.all(below.map(publicTextOf))).filter((text) => text.trim() !== ''))
    .toEqual([]);

  const port = Number(new URL(server.origin).port);
  await using again = await serve(places, { workspace: places.workspace, port, env: environment });
  await expect(page.getByText('Atoll was started anew. What you typed is kept here')).toBeVisible();
  const other = new AtollWindow(await context.newPage());
  await other.enter(again.address);
  await other.page.close();
  await expect(page.getByText('Atoll was started anew')).toBeHidden();
  await expect(editor.lines).toContainText('SELECT 2 AS typed_while_it_was_gone');
  await page.keyboard.press('Control+Enter');
  await results.complete(1);
  await page.reload();
  await expect(editor.lines).toContainText('SELECT 2 AS typed_while_it_was_gone');
  await editor.tab('Query 2').click();
  await expect(editor.lines).toContainText('SELECT 1 AS typed_before');
  await editor.tab('Query 1').click();
  await expect(editor.lines).toContainText(LONG);
});
