import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  columnsOf,
  countRows,
  failureOf,
  fragmentOf,
  NEVER,
  openPostgresSource,
  readFragment,
} from '../../e2e/fixtures/postgres-source.ts';
import { startPostgres, type TestPostgres } from '../../e2e/fixtures/postgres.ts';
import { TcpProxy } from '../../e2e/fixtures/tcp-proxy.ts';
import type { SourceLimits } from '../../engine/types/limits.ts';
import type { PostgresSource } from './source.ts';

let server: TestPostgres;

beforeAll(async () => {
  server = await startPostgres();
  await server.createDatabase('shop');
});

afterAll(async () => {
  await server.stop();
});

const ROWS = fragmentOf(
  "SELECT i AS id, repeat('x', 100) AS v FROM generate_series(1, 200000) AS i",
  columnsOf({ id: { id: 'INTEGER' }, v: { id: 'VARCHAR' } }),
);

let proxy: TcpProxy;
let sources: PostgresSource[];

beforeEach(async () => {
  proxy = await TcpProxy.start(server);
  sources = [];
});

afterEach(async () => {
  await Promise.all(sources.map(async (source) => await source.close()));
  await proxy.stop();
});

function open(limits: Partial<SourceLimits> = {}): PostgresSource {
  const source = openPostgresSource({ ...server, port: proxy.port }, 'shop', { limits });
  sources.push(source);
  return source;
}

/** Reads until `rows` came, does something to the proxy, and reads on. */
async function readThrough(source: PostgresSource, fault: () => void): Promise<number> {
  const session = await source.begin(NEVER);
  let rows = 0;
  try {
    for await (const batch of readFragment(session, ROWS)) {
      if (rows === 0) fault();
      rows += batch.rows;
    }
    return rows;
  } finally {
    await session.close();
  }
}

test.each([
  ['reset_peer', { kind: 'reset_peer', ms: 0 }],
  ['limit_data', { kind: 'limit_data', bytes: 2_000_000 }],
  ['timeout with a close', { kind: 'timeout', ms: 100 }],
] as const)('%s in mid-stream is a lost source, never an end', async (_, toxic) => {
  const report = await failureOf(readThrough(open(), () => proxy.set(toxic)));
  expect(report).toMatchObject({ code: 'source-lost', source: 'shop' });
  proxy.set();
  expect(await readThrough(open(), () => undefined)).toBe(200_000);
});

test('a half-open connection in mid-stream fails by its deadline', async () => {
  const began = performance.now();
  const source = open({ connectTimeoutMs: 500 });
  const report = await failureOf(readThrough(source, () => proxy.set({ kind: 'timeout', ms: 0 })));
  expect(report).toMatchObject({ code: 'source-lost', source: 'shop' });
  expect(performance.now() - began).toBeLessThan(8000);
});

test('a long statement over a quiet, whole connection is left alone', async () => {
  const source = open({ connectTimeoutMs: 300 });
  const session = await source.begin(NEVER);
  const sleeping = fragmentOf('SELECT pg_sleep(2.5)::text AS v', columnsOf({ v: { id: 'VARCHAR' } }));
  expect(await countRows(readFragment(session, sleeping))).toBe(1);
  await session.close();
});

test('a source at one byte a second is given up', async () => {
  const source = open({ connectTimeoutMs: 1000 });
  const began = performance.now();
  const report = await failureOf(
    readThrough(source, () => proxy.set({ kind: 'bandwidth', bytesPerSecond: 1 })),
  );
  expect(report.code).toBe('source-lost');
  expect(performance.now() - began).toBeLessThan(15_000);
});

test('a slow, sliced connection brings the same rows', async () => {
  proxy.set({ kind: 'slicer', bytes: 777 }, { kind: 'latency', ms: 0 }, { kind: 'slow_close', ms: 10 });
  const source = open();
  const session = await source.begin(NEVER);
  const some = { ...ROWS, sql: ROWS.sql.replace('200000', '3000') };
  expect(await countRows(readFragment(session, some))).toBe(3000);
  await session.close();
});

test('connecting to one that never answers ends by the deadline, naming the step', async () => {
  proxy.set({ kind: 'timeout', ms: 0 });
  const source = open({ connectTimeoutMs: 400 });
  const began = performance.now();
  expect(await failureOf(source.begin(NEVER))).toMatchObject({ code: 'source-unavailable', step: 'tls' });
  expect(performance.now() - began).toBeLessThan(2000);
  const probe = await source.probe(NEVER);
  expect(probe.ok).toBe(false);
  expect(probe.steps.map(({ step, ok }) => [step, ok])).toEqual([
    ['config', true],
    ['lookup', true],
    ['tcp', true],
    ['tls', false],
  ]);
});

test('connecting can be aborted at once', async () => {
  proxy.set({ kind: 'timeout', ms: 0 });
  const stop = new AbortController();
  const began = performance.now();
  const beginning = failureOf(open().begin(stop.signal));
  setTimeout(() => stop.abort(), 50);
  expect((await beginning).code).toBe('cancelled');
  expect(performance.now() - began).toBeLessThan(1000);
});

test('a connection lost before the first row is made anew once', async () => {
  const source = open();
  const session = await source.begin(NEVER);
  proxy.down(true);
  proxy.down(false);
  expect(await countRows(readFragment(session, ROWS))).toBe(200_000);
  await session.close();
});

test('down: refused before the first row, and well again afterwards', async () => {
  const source = open({ connectTimeoutMs: 1000 });
  proxy.down(true);
  expect((await failureOf(source.begin(NEVER))).code).toBe('source-unavailable');
  proxy.down(false);
  expect(await readThrough(source, () => undefined)).toBe(200_000);
});
