import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../../e2e/fixtures/postgres.ts';
import type { QueryAnswer } from '../services/queries/query-service.ts';
import { ResultReader } from '../services/results/result-reader.ts';
import { KeptCatalogs } from '../services/catalogs/kept-catalogs.ts';
import { configurationOf } from './runner/configuration.ts';
import { type Host, type HostOptions, openHost } from './open-host.ts';

let server: TestPostgres;
let dir: string;
let hosts: Host[];
beforeAll(async () => {
  server = await startPostgres();
  process.env['OLD_CATALOGS_PASSWORD'] = server.password;
  await server.createDatabase('shop');
});
afterAll(() => server.stop());
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'atoll-catalogs-'));
  hosts = [];
  const { host, port, user } = server;
  const where = `host: ${host}, port: ${port}, database: shop, user: ${user}`;
  const source = `shop: { kind: postgres, ${where}, secret: env:OLD_CATALOGS_PASSWORD }`;
  await writeFile(path.join(dir, 'atoll.yaml'), `version: 1\nsources:\n  ${source}\n`);
  await asAdmin(
    `DROP TABLE IF EXISTS orders, customers, invoices;
     CREATE TABLE customers (id integer PRIMARY KEY, name text);
     CREATE TABLE orders (id integer, customer integer, note text);
     INSERT INTO customers VALUES (1, 'ann'), (2, 'bob');
     INSERT INTO orders VALUES (1, 1, 'x'), (2, 2, 'y')`,
  );
});
afterEach(async () => {
  await Promise.all(hosts.map((host) => host.close()));
  await rm(dir, { recursive: true, force: true });
});

const asAdmin = (sql: string): Promise<void> => server.run('shop', sql);

async function open(more: Partial<HostOptions> = {}): Promise<Host> {
  const host = await openHost(dir, { onNotice: () => undefined, warm: 0, ...more });
  hosts.push(host);
  return host;
}

/** A host that finds the catalog that another process kept a minute ago, whatever it is now. */
async function openWithOldCatalog(): Promise<Host> {
  const before = await open();
  const catalog = await before.catalogs.catalog('shop', new AbortController().signal);
  const { kind, config } = before.workspace.sources[0] ?? { kind: '', config: {} };
  await new KeptCatalogs(path.join(dir, '.atoll')).keep(configurationOf({ kind, config }), {
    catalog,
    readAt: Date.now() - 60_000,
  });
  return await open();
}

const run = (host: Host, sql: string): Promise<QueryAnswer> =>
  host.queries.run(sql, { mode: 'full', parameters: new Map(), signal: new AbortController().signal });

async function rowsOf(host: Host, sql: string): Promise<readonly unknown[]> {
  const { result } = await run(host, sql);
  const reader = await ResultReader.open(result);
  try {
    const rows: unknown[] = [];
    for await (const batch of reader.batches()) {
      const columns = result.columns.map((_, at) => batch.column(at));
      for (let row = 0; row < batch.rowCount; row += 1) rows.push(columns.map((column) => column[row]));
    }
    return rows;
  } finally {
    reader.close();
  }
}

describe('a catalog that another process kept', { timeout: 120_000 }, () => {
  test('is used while it is new enough, and not when its source has another configuration', async () => {
    const host = await openWithOldCatalog();
    await asAdmin('ALTER TABLE orders ADD COLUMN extra integer');
    const { tables } = await host.catalogs.catalog('shop', new AbortController().signal);
    expect(tables.find(({ path: { name } }) => name === 'orders')?.columns).toHaveLength(3);
    const text = await readFile(path.join(dir, 'atoll.yaml'), 'utf8');
    await writeFile(
      path.join(dir, 'atoll.yaml'),
      text.replace('kind: postgres', 'kind: postgres, sslmode: disable'),
    );
    const other = await (await open()).catalogs.catalog('shop', new AbortController().signal);
    expect(other.tables.find(({ path: { name } }) => name === 'orders')?.columns).toHaveLength(4);
  });

  test.each([
    [
      'a column added',
      'ALTER TABLE orders ADD COLUMN extra integer DEFAULT 7',
      'SELECT * FROM shop.orders ORDER BY id',
      [
        [1, 1, 'x', 7],
        [2, 2, 'y', 7],
      ],
    ],
    [
      'a column added, by its name',
      'ALTER TABLE orders ADD COLUMN extra integer DEFAULT 7',
      'SELECT extra FROM shop.orders',
      [[7], [7]],
    ],
    [
      'a column dropped',
      'ALTER TABLE orders DROP COLUMN note',
      'SELECT * FROM shop.orders ORDER BY id',
      [
        [1, 1],
        [2, 2],
      ],
    ],
    [
      'a type changed',
      "ALTER TABLE orders ALTER COLUMN id TYPE text USING 'n' || id",
      'SELECT id FROM shop.orders ORDER BY id',
      [['n1'], ['n2']],
    ],
    ['a table created', 'CREATE TABLE invoices AS SELECT 5 AS n', 'SELECT n FROM shop.invoices', [[5]]],
    [
      'a key dropped, of a table that is not read for it',
      "ALTER TABLE customers DROP CONSTRAINT customers_pkey; INSERT INTO customers VALUES (1, 'ann again')",
      'SELECT o.id FROM shop.orders o LEFT JOIN shop.customers c ON c.id = o.customer ORDER BY o.id',
      [[1], [1], [2]],
    ],
    [
      'a type changed of a table of which nothing is read',
      'ALTER TABLE orders ALTER COLUMN id TYPE text',
      'SELECT typeof(max(id)) FROM shop.orders WHERE false',
      [['VARCHAR']],
    ],
  ])('%s since', async (_, change, sql, rows) => {
    const host = await openWithOldCatalog();
    await asAdmin(change);
    expect(await rowsOf(host, sql)).toEqual(rows);
  });

  test('a table dropped since is not known any more', async () => {
    const host = await openWithOldCatalog();
    await asAdmin('DROP TABLE orders');
    await expect(run(host, 'SELECT * FROM shop.orders')).rejects.toMatchObject({
      report: { code: 'sql-unknown-table' },
    });
  });

  test('a small one is read live, and not kept', async () => {
    await run(await open(), 'SELECT * FROM shop.orders');
    await rm(path.join(dir, '.atoll', 'cache', 'catalogs'), { recursive: true, force: true });
    const host = await open();
    const begun = performance.now();
    await host.catalogs.catalog('shop', new AbortController().signal);
    const isFast = performance.now() - begun < 100;
    expect(await readdir(path.join(dir, '.atoll', 'cache', 'catalogs')).catch(() => [])).toEqual(
      isFast ? [] : ['shop.json'],
    );
  });
});

describe('a host that lives long', { timeout: 120_000 }, () => {
  test('reads catalogs anew by itself, and stops when it closes', async () => {
    const host = await open({ prefetchMs: 200 });
    const columns = async (): Promise<number | undefined> =>
      (await host.catalogs.catalog('shop', new AbortController().signal)).tables.find(
        ({ path: { name } }) => name === 'orders',
      )?.columns.length;
    expect(await columns()).toBe(3);
    await asAdmin('ALTER TABLE orders ADD COLUMN extra integer');
    await expect.poll(columns, { timeout: 20_000 }).toBe(4);
    await host.close();
    await sleep(300);
    await asAdmin('ALTER TABLE orders DROP COLUMN extra');
    expect(await columns()).toBe(4);
  });
});
