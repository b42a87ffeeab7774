import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ReadSession } from '../../engine/spi/connector.ts';
import {
  columnsOf,
  countRows,
  failureOf,
  fragmentOf,
  NEVER,
  openPostgresSource,
  readFragment,
} from '../../e2e/fixtures/postgres-source.ts';
import type { TestPostgres } from '../../e2e/fixtures/postgres.ts';
import { BIG, type BigTable, ONE, startBigTable } from '../../e2e/fixtures/postgres-big-table.ts';
import type { PostgresSource } from './source.ts';

let world: BigTable;
let server: TestPostgres;
let client: Client;
let source: PostgresSource;

beforeAll(async () => {
  world = await startBigTable();
  ({ server, client } = world);
});
afterAll(() => world.stop());

beforeEach(() => {
  source = openPostgresSource(server, 'shop');
  return async () => await source.close();
});

const SLEEP = fragmentOf('SELECT v FROM slow', columnsOf({ v: { id: 'VARCHAR' } }));
/** What sessions of ours do at the server. */
async function activity(): Promise<readonly { state: string; query: string }[]> {
  const { rows } = await client.query<{ state: string; query: string }>(
    "SELECT state, query FROM pg_stat_activity WHERE application_name = 'atoll'",
  );
  return rows;
}

async function running(): Promise<number> {
  return (await activity()).filter((row) => row.state === 'active').length;
}

async function usable(session: ReadSession): Promise<void> {
  expect(await countRows(readFragment(session, ONE))).toBe(1);
}

describe('cancel', () => {
  test('stops a sleeping statement at the server within a second', async () => {
    const session = await source.begin(NEVER);
    const stop = new AbortController();
    const reading = failureOf(countRows(readFragment(session, SLEEP, stop.signal)));
    await expect.poll(running).toBe(1);
    const began = performance.now();
    stop.abort();
    expect((await reading).code).toBe('cancelled');
    expect(performance.now() - began).toBeLessThan(1000);
    expect(await running()).toBe(0);
    await usable(session);
    await session.close();
    expect((await activity()).every((row) => row.state === 'idle')).toBe(true);
  });

  test('stops a statement whose reader is not asking', async () => {
    const session = await source.begin(NEVER);
    const stop = new AbortController();
    const batches = readFragment(
      session,
      fragmentOf('SELECT id, name FROM big, generate_series(1, 100)', BIG),
      stop.signal,
    );
    const iterator = batches[Symbol.asyncIterator]();
    await iterator.next();
    stop.abort();
    await expect.poll(running, { timeout: 1000 }).toBe(0);
    expect((await failureOf(iterator.next())).code).toBe('cancelled');
    await usable(session);
    await session.close();
  });

  test('an early return stops the statement and keeps the snapshot', async () => {
    const session = await source.begin(NEVER);
    for await (const batch of readFragment(
      session,
      fragmentOf('SELECT id, name FROM big, generate_series(1, 100)', BIG),
    )) {
      expect(batch.rows).toBe(2048);
      break;
    }
    expect(await running()).toBe(0);
    await usable(session);
    await session.close();
  });

  test('an early return from a result that has come whole', async () => {
    const session = await source.begin(NEVER);
    const some = fragmentOf('SELECT id, name FROM big WHERE id <= 5000', BIG);
    for (let round = 0; round < 5; round += 1) {
      for await (const batch of readFragment(session, some)) {
        expect(batch.rows).toBe(2048);
        await new Promise((resolve) => setTimeout(resolve, 30));
        break;
      }
      await usable(session);
    }
    expect((await activity()).length).toBe(1);
    await session.close();
  });

  test('before it begins, and of a catalog read, and of a source that was closed', async () => {
    const stopped = AbortSignal.abort();
    expect((await failureOf(source.begin(stopped))).code).toBe('cancelled');
    expect((await failureOf(source.catalog(stopped))).code).toBe('cancelled');
    await source.close();
    expect((await failureOf(source.begin(NEVER))).code).toBe('source-unavailable');
  });
});

describe('failures', () => {
  test('a killed backend in mid-stream is no end', async () => {
    const session = await source.begin(NEVER);
    let rows = 0;
    const reading = (async (): Promise<void> => {
      for await (const batch of readFragment(
        session,
        fragmentOf('SELECT id, name FROM big, generate_series(1, 100)', BIG),
      )) {
        if (rows === 0) {
          await client.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'atoll'",
          );
        }
        rows += batch.rows;
      }
    })();
    expect(await failureOf(reading)).toMatchObject({ code: 'source-lost', source: 'shop' });
    expect(rows).toBeGreaterThan(0);
    await session.close();
    const next = await source.begin(NEVER);
    await usable(next);
    await next.close();
  });

  test('a statement over its limit says which and how to raise it', async () => {
    const hasty = openPostgresSource(server, 'shop', { limits: { timeoutMs: 400 } });
    const session = await hasty.begin(NEVER);
    const report = await failureOf(countRows(readFragment(session, SLEEP)));
    expect(report).toMatchObject({ code: 'limit-time', source: 'shop' });
    expect(report.hint).toContain('limits.timeout');
    await usable(session);
    await session.close();
    await hasty.close();
  });

  test('the server’s own words, with SQLSTATE and place', async () => {
    const session = await source.begin(NEVER);
    const report = await failureOf(
      countRows(readFragment(session, fragmentOf('SELECT 1 +* 2 AS n', ONE.columns))),
    );
    expect(report.code).toBe('source-query');
    expect(report.message).toMatch(/at character \d+ of the statement sent.*\[SQLSTATE 42/);
    await usable(session);
    await session.close();
  });

  test.each([
    ['a type changed', 'ALTER TABLE drifting ALTER COLUMN b TYPE date USING now()::date', /column b/],
    ['a column gone', 'ALTER TABLE drifting DROP COLUMN b', /"b"|column b/],
    ['a table gone', 'DROP TABLE drifting', /drifting/],
  ])('drift: %s', async (_, change, message) => {
    await client.query(
      'DROP TABLE IF EXISTS drifting; CREATE TABLE drifting (a integer, b integer); INSERT INTO drifting VALUES (1, 2)',
    );
    await client.query(change);
    const session = await source.begin(NEVER);
    const report = await failureOf(
      countRows(
        readFragment(
          session,
          fragmentOf('SELECT a, b FROM drifting', columnsOf({ a: { id: 'INTEGER' }, b: { id: 'INTEGER' } })),
        ),
      ),
    );
    expect(report).toMatchObject({ code: 'source-drift', source: 'shop' });
    expect(report.message).toMatch(message);
    await usable(session);
    await session.close();
  });

  test.each([
    ['a column more', 'ALTER TABLE held ADD COLUMN d text', 'column d is new'],
    [
      'two columns swapped',
      'ALTER TABLE held RENAME a TO t; ALTER TABLE held RENAME b TO a; ALTER TABLE held RENAME t TO b',
      'the order',
    ],
    [
      'another collation',
      'ALTER TABLE held ALTER COLUMN a TYPE text COLLATE "POSIX"',
      'collation of its columns',
    ],
    [
      'another type',
      'ALTER TABLE held ALTER COLUMN b TYPE varchar(9)',
      'column b is character varying(9) instead of text',
    ],
    [
      'a label more',
      "ALTER TYPE shade ADD VALUE 'grey' BEFORE 'light'",
      'the labels of shade, the type of column c, are ["dark", "grey", "light"]',
    ],
    ['a key more', 'ALTER TABLE held ADD UNIQUE (a)', 'its keys'],
    ['gone', 'DROP TABLE held', 'it is gone'],
  ])('drift of a table that a fragment relies on: %s', async (_, change, message) => {
    await client.query('DROP TABLE IF EXISTS held; DROP TYPE IF EXISTS shade');
    await client.query("CREATE TYPE shade AS ENUM ('dark', 'light')");
    await client.query('CREATE TABLE held (a text, b text, c shade)');
    const { tables } = await source.catalog(NEVER);
    const held = tables.filter((table) => table.path.name === 'held');
    const fragment = {
      ...fragmentOf('SELECT a FROM held', columnsOf({ c0: { id: 'VARCHAR' } })),
      tables: held,
    };
    const before = await source.begin(NEVER);
    expect(await countRows(readFragment(before, fragment))).toBe(0);
    await before.close();
    await client.query(change);
    const session = await source.begin(NEVER);
    const report = await failureOf(countRows(readFragment(session, fragment)));
    expect(report.code).toBe('source-drift');
    expect(report.message).toContain(message);
    await usable(session);
    await session.close();
  });

  test('drift: columns in another order, or more of them', async () => {
    const session = await source.begin(NEVER);
    const swapped = fragmentOf('SELECT name, id FROM big', BIG);
    expect((await failureOf(countRows(readFragment(session, swapped)))).code).toBe('source-drift');
    const more = fragmentOf('SELECT *, 1 AS more FROM big', BIG);
    expect((await failureOf(countRows(readFragment(session, more)))).message).toContain(
      '3 columns instead of 2',
    );
    await session.close();
  });
});
