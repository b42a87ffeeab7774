import { once } from 'node:events';
import { createServer } from 'node:net';
import { runCli } from '../fixtures/cli.ts';
import { serve } from '../window/atoll-server.ts';
import { expect, test } from '../window/test.ts';

test.use({ begins: 'empty' });

test('a port that another program has is named, with what to do', async ({ places, server }) => {
  const { port } = new URL(server.origin);
  const { code, stderr } = await runCli(['serve', '-w', places.workspace, '--port', port], {
    cwd: places.root,
    env: { ATOLL_HOME: `${places.root}/other-home` },
  });
  expect(stderr).toContain(`Port ${port} is taken by another program.`);
  expect(stderr).toContain('Name another one with --port N');
  expect(stderr).not.toMatch(/\bat .*\.ts:\d+/);
  expect(code).toBe(1);
});

test('a second start in the same home lets another browser into the window that is open', async ({
  atoll,
  browser,
  places,
  server,
}) => {
  const again = await runCli(['serve', '-w', places.workspace], {
    cwd: places.root,
    env: { ATOLL_HOME: places.home },
  });
  const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(again.stdout.toString()) ?? [];
  expect(new URL(address).origin).toBe(server.origin);
  await using context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'workspace', level: 1 })).toBeAttached();
  await expect(atoll.status).toContainText('Engine ready');
});

test('without --port a workspace has the port of last time, or another where that is taken', async ({
  places,
  server,
}) => {
  await server.stop();
  await using again = await serve(places, { workspace: places.workspace });
  expect(again.origin).toBe(server.origin);
  await again.stop();
  await using other = createServer().listen(Number(new URL(server.origin).port), '127.0.0.1');
  await once(other, 'listening');
  await using elsewhere = await serve(places, { workspace: places.workspace });
  expect(elsewhere.origin).not.toBe(server.origin);
});
