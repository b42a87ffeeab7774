import { mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../../e2e/fixtures/postgres.ts';
import type { PushdownMode } from '../../engine/types/pushdown.ts';
import type { QueryAnswer, RunOptions } from '../services/queries/query-service.ts';
import { ResultReader } from '../services/results/result-reader.ts';
import { type Host, openHost } from './open-host.ts';

let server: TestPostgres;
let dir: string;
let hosts: Host[];
beforeAll(async () => {
  process.env['ROW_CACHE_PASSWORD'] = 'postgres';
  server = await startPostgres();
  process.env['ROW_CACHE_PASSWORD'] = server.password;
  await server.createDatabase('shop');
});
afterAll(() => server.stop());
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'atoll-rows-'));
  hosts = [];
  await asAdmin('DROP TABLE IF EXISTS orders, kinds; CREATE TABLE orders (id integer, amount numeric(10,2))');
  await asAdmin('INSERT INTO orders SELECT g, g / 100.0 FROM generate_series(1, 5000) g');
});
afterEach(async () => {
  await Promise.all(hosts.map((host) => host.close()));
  await rm(dir, { recursive: true, force: true });
});

const asAdmin = (sql: string): Promise<void> => server.run('shop', sql);

async function open(cache: string, more = ''): Promise<Host> {
  const { host, port, user } = server;
  const where = `host: ${host}, port: ${port}, database: shop, user: ${user}${more}`;
  const text = `version: 1\nsources:\n  shop: { kind: postgres, ${where}, secret: env:ROW_CACHE_PASSWORD }\n`;
  await writeFile(path.join(dir, 'atoll.yaml'), `${text}settings: { cache: ${cache} }\n`);
  const opened = await openHost(dir, { onNotice: () => undefined, warm: 0 });
  hosts.push(opened);
  return opened;
}

const ORDERS = 'SELECT * FROM shop.orders ORDER BY id';
const run = (
  host: Host,
  sql: string,
  cache: RunOptions['cache'] = 'use',
  mode: PushdownMode = 'full',
): Promise<QueryAnswer> =>
  host.queries.run(sql, { mode, cache, parameters: new Map(), signal: new AbortController().signal });

async function rowsOf({ result }: QueryAnswer): Promise<readonly unknown[]> {
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

const actualOf = ({ report }: QueryAnswer) => report.fragments[0]?.actual;
const filesOf = async (): Promise<readonly string[]> =>
  await readdir(path.join(dir, '.atoll', 'cache', 'rows', 'shop')).catch(() => []);

describe('rows kept of fragments', { timeout: 120_000 }, () => {
  test('come back without a byte read, with their age; --fresh reads what changed since', async () => {
    const host = await open('{ age: 10m }');
    const first = await run(host, ORDERS);
    expect(actualOf(first)).not.toHaveProperty('cachedAgeMs');
    await asAdmin('UPDATE orders SET amount = 0');
    await sleep(20);
    const second = await run(host, ORDERS);
    expect(actualOf(second)).toMatchObject({ rows: 5000, bytes: 0, connectMs: null });
    expect(actualOf(second)?.cachedAgeMs).toBeGreaterThanOrEqual(20);
    expect(second.report.totals).toMatchObject({ bytesMoved: 0, rowsMoved: 0 });
    expect(await rowsOf(second)).toEqual(await rowsOf(first));
    const fresh = await run(host, ORDERS, 'fresh');
    expect(actualOf(fresh)).not.toHaveProperty('cachedAgeMs');
    expect(await rowsOf(fresh)).not.toEqual(await rowsOf(first));
    expect(await rowsOf(await run(host, ORDERS))).toEqual(await rowsOf(fresh));
  });

  test('are exactly what came', async () => {
    await asAdmin(`CREATE TABLE kinds AS SELECT g AS id, CASE WHEN g % 3 = 0 THEN NULL ELSE repeat('é', g % 40) END AS t,
      decode(repeat('00ff', g % 9), 'hex') AS b, (g * 1e15)::numeric(38,4) AS n, g::float8 / 3 AS f,
      timestamptz '2026-01-01' + g * interval '1 s' AS ts, interval '1 mon' * g AS iv, g % 2 = 0 AS flag,
      ARRAY[g, NULL, -g] AS list, md5(g::text)::uuid AS u FROM generate_series(1, 5000) g`);
    const host = await open('{ age: 10m }');
    const sql = 'SELECT * FROM shop.kinds ORDER BY id';
    const first = await run(host, sql);
    const second = await run(host, sql);
    expect(actualOf(second)).toHaveProperty('cachedAgeMs');
    expect(await rowsOf(second)).toEqual(await rowsOf(first));
  });

  test('are used by other processes, and by two at once', async () => {
    const [one, other] = [await open('{ age: 10m }'), await open('{ age: 10m }')];
    const answers = await Promise.all([run(one, ORDERS), run(other, ORDERS)]);
    expect(await rowsOf(answers[0])).toEqual(await rowsOf(answers[1]));
    expect(await filesOf()).toHaveLength(1);
    expect(actualOf(await run(other, ORDERS))).toHaveProperty('cachedAgeMs');
  });

  test('are not used when too old, and not by runs that compare or measure', async () => {
    const host = await open('{ age: 1s }');
    await run(host, ORDERS, 'none');
    await run(host, ORDERS, 'use', 'scan');
    await run(host, 'SELECT id FROM shop.orders LIMIT 3');
    expect(await filesOf()).toEqual([]);
    await run(host, ORDERS);
    await sleep(1100);
    expect(actualOf(await run(host, ORDERS))).not.toHaveProperty('cachedAgeMs');
  });

  test('take no more than their size, the oldest go first', async () => {
    const host = await open('{ age: 10m, size: 150KB }');
    const sqls = [1, 2, 3].map((n) => `SELECT * FROM shop.orders WHERE id > ${n} ORDER BY id`);
    for (const sql of sqls) await run(host, sql);
    const sizes = await Promise.all(
      (await filesOf()).map(
        async (name) => (await stat(path.join(dir, '.atoll/cache/rows/shop', name))).size,
      ),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeLessThanOrEqual(150_000);
    expect(sizes.length).toBeLessThan(3);
    expect(actualOf(await run(host, sqls[2] ?? ''))).toHaveProperty('cachedAgeMs');
    expect(actualOf(await run(host, sqls[0] ?? ''))).not.toHaveProperty('cachedAgeMs');
  });

  test('of a damaged file are read anew', async () => {
    const host = await open('{ age: 10m }');
    const first = await run(host, ORDERS);
    const [name = ''] = await filesOf();
    await truncate(path.join(dir, '.atoll/cache/rows/shop', name), 50_000);
    const again = await run(host, ORDERS);
    expect(actualOf(again)).not.toHaveProperty('cachedAgeMs');
    expect(await rowsOf(again)).toEqual(await rowsOf(first));
    expect(actualOf(await run(host, ORDERS))).toHaveProperty('cachedAgeMs');
  });

  test('are not those of another configuration or shape, and go when a source is refreshed', async () => {
    const host = await open('{ age: 10m }');
    await run(host, ORDERS);
    const other = await open('{ age: 10m }', ', numeric: double');
    expect(actualOf(await run(other, ORDERS))).not.toHaveProperty('cachedAgeMs');
    await host.forgetRows('shop');
    expect(await filesOf()).toEqual([]);
    expect(actualOf(await run(host, ORDERS))).not.toHaveProperty('cachedAgeMs');
  });
});
