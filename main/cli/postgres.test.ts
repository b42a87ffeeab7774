import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processesBelow } from '../../e2e/fixtures/processes.ts';
import { makeWorkspace, outputOf, runCli, startCli } from '../../e2e/fixtures/cli.ts';
import { startPostgres, type TestPostgres } from '../../e2e/fixtures/postgres.ts';
import { valid } from '../../e2e/fixtures/published.ts';

const CANARY = 'canary-5d1e-ward';
let postgres: TestPostgres;
let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let dir: string;

beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.createDatabase('shop');
  const client = await postgres.connect('shop');
  await client.query(`CREATE ROLE app LOGIN PASSWORD '${CANARY}'`);
  await client.query(`
    CREATE TABLE orders AS SELECT n AS id, n % 5 AS status, n * 1.5 AS amount FROM generate_series(1, 1000) AS n;
    CREATE VIEW slow AS SELECT id, pg_sleep(60)::text AS slept FROM orders;
    GRANT SELECT ON orders, slow TO app;`);
  await client.end();
  workspace = await makeWorkspace();
  dir = workspace.dir;
  const file = path.join(dir, 'atoll.yaml');
  const shop = `  shop: { kind: postgres, host: 127.0.0.1, port: ${postgres.port}, database: shop, user: app, sslmode: disable, secret: env:SHOP_PASSWORD }\n`;
  await writeFile(file, `${await readFile(file, 'utf8')}${shop}`);
});
afterAll(async () => {
  await workspace[Symbol.asyncDispose]();
  await postgres.stop();
});

const env = { SHOP_PASSWORD: CANARY };

/** Statements of the workspace's role that run at the server now. */
async function running(): Promise<number> {
  const client = await postgres.connect('shop');
  try {
    const { rows } = await client.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = 'app' AND state <> 'idle'",
    );
    return rows[0]?.n ?? 0;
  } finally {
    await client.end();
  }
}

async function until(condition: () => Promise<boolean>, ms: number): Promise<void> {
  for (const begun = performance.now(); !(await condition()); await sleep(50)) {
    if (performance.now() - begun > ms) throw new Error('It did not come to that in time.');
  }
}

describe('Ctrl-C', () => {
  // Measured on a machine that may run other suites beside it.
  test('ends a query that sleeps at the server within a second and leaves nothing there', {
    retry: 2,
  }, async () => {
    const { child, finished } = startCli(['query', '-w', dir, 'SELECT count(*) FROM shop.slow'], { env });
    await until(async () => (await running()) > 0, 15_000);
    const pressed = performance.now();
    child.kill('SIGINT');
    const { code, stdout } = await finished;
    expect(performance.now() - pressed).toBeLessThan(1000);
    expect([code, stdout.length]).toEqual([130, 0]);
    await until(async () => (await running()) === 0, 1000);
    expect(
      outputOf(await runCli(['query', '-w', dir, 'SELECT count(*) AS n FROM shop.orders'], { env })),
    ).toBe('n\r\n1000\r\n');
  });
});

describe('the kill switch', () => {
  test('stops a query in flight', async () => {
    const { finished } = startCli(
      ['query', '-w', dir, '--format', 'json', 'SELECT count(*) FROM shop.slow'],
      { env },
    );
    await until(async () => (await running()) > 0, 15_000);
    outputOf(await runCli(['sources', '-w', dir, 'kill', 'shop']));
    const { code, stderr } = await finished;
    outputOf(await runCli(['sources', '-w', dir, 'revive', 'shop']));
    expect(code).toBe(1);
    expect(await valid('error', stderr)).toMatchObject({ error: { code: 'source-killed', source: 'shop' } });
    await until(async () => (await running()) === 0, 2000);
  });
});

describe('a secret', () => {
  test('is in no output, no argument, no environment of a child and no file', async () => {
    const { child, finished } = startCli(['query', '-w', dir, 'SELECT count(*) FROM shop.slow'], { env });
    await until(async () => (await running()) > 0, 15_000);
    expect(child.pid).toBeDefined();
    const children = await processesBelow(child.pid ?? 0);
    expect(children.length).toBeGreaterThan(0);
    for (const pid of children) {
      expect(await readFile(`/proc/${pid}/environ`, 'latin1')).not.toContain(CANARY);
      expect(await readFile(`/proc/${pid}/cmdline`, 'latin1')).not.toContain(CANARY);
    }
    child.kill('SIGINT');
    const ended = await finished;
    expect(`${ended.stdout.toString()}${ended.stderr}`).not.toContain(CANARY);

    const outputs = await Promise.all(
      [
        ['explain', '-w', dir, '--format', 'json', 'SELECT * FROM shop.orders'],
        ['sources', '-w', dir, 'list', '--format', 'json'],
        ['sources', '-w', dir, 'probe', 'shop'],
        ['query', '-w', dir, '--profile', path.join(dir, 'p.json'), 'SELECT * FROM shop.orders LIMIT 1'],
        ['query', '-w', dir, 'SELECT * FROM shop.nothing'],
      ].map((args) => runCli(args, { env })),
    );
    for (const { stdout, stderr } of outputs) expect(`${stdout.toString()}${stderr}`).not.toContain(CANARY);
    for (const file of await readdir(dir, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      expect(await readFile(path.join(file.parentPath, file.name), 'latin1')).not.toContain(CANARY);
    }
  });

  test('that is wrong or absent is told by step, and not repeated', async () => {
    const wrong = await runCli(['query', '-w', dir, '--format', 'json', 'SELECT * FROM shop.orders'], {
      env: { SHOP_PASSWORD: `${CANARY}-not` },
    });
    expect(wrong.code).toBe(1);
    expect(await valid('error', wrong.stderr)).toMatchObject({ error: { source: 'shop', step: 'login' } });
    expect(wrong.stderr).not.toContain(CANARY);
    const absent = await runCli(['query', '-w', dir, '--format', 'json', 'SELECT * FROM shop.orders']);
    expect(await valid('error', absent.stderr)).toMatchObject({
      error: { code: 'secret-missing', source: 'shop', step: 'secret' },
    });
  });
});

describe('a server that is down', () => {
  test('fails what needs it, by step, and nothing else', async () => {
    const down = await makeWorkspace();
    const file = path.join(down.dir, 'atoll.yaml');
    const shop =
      '  shop: { kind: postgres, host: 127.0.0.1, port: 1, database: shop, user: app, secret: env:SHOP_PASSWORD }\n';
    await writeFile(file, `${await readFile(file, 'utf8')}${shop}`);
    const needs = 'SELECT count(*) AS n FROM shop.orders JOIN lake.parcels ON true';
    const failed = await runCli(['query', '-w', down.dir, '--format', 'json', needs], { env });
    expect(failed.code).toBe(1);
    expect(failed.stdout.length).toBe(0);
    expect(await valid('error', failed.stderr)).toMatchObject({
      error: { code: 'source-unavailable', source: 'shop', step: 'tcp' },
    });
    const others =
      'SELECT count(*) AS n FROM crm.tickets JOIN lake.parcels USING (order_id) JOIN local.regions ON true';
    expect(outputOf(await runCli(['query', '-w', down.dir, others], { env }))).toBe('n\r\n4\r\n');
    const probe = await runCli(['sources', '-w', down.dir, 'probe', 'shop', '--format', 'json'], { env });
    expect(probe.code).toBe(1);
    expect(await valid('source-probe', probe.stdout.toString())).toMatchObject({ ok: false });
    await rm(down.dir, { recursive: true });
  });
});
