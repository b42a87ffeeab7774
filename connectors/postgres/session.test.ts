import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ColumnBatch } from '../../engine/spi/column-batch.ts';
import type { ReadSession } from '../../engine/spi/connector.ts';
import { Database } from '../../engine/duckdb/database.ts';
import {
  columnsOf,
  countRows,
  failureOf,
  fragmentOf,
  NEVER,
  openPostgresSource,
  readFragment,
  stageFragment,
} from '../../e2e/fixtures/postgres-source.ts';
import type { TestPostgres } from '../../e2e/fixtures/postgres.ts';
import { BIG, BIG_ROWS, type BigTable, ONE, startBigTable } from '../../e2e/fixtures/postgres-big-table.ts';
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

const RANGE_SQL = 'SELECT id, name FROM public.big WHERE ctid >= $1 AND ctid < $2';
const PARTITIONED = fragmentOf('SELECT id, name FROM public.big', BIG, [], {
  table: { schema: 'public', name: 'big' },
  sql: RANGE_SQL,
});

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

describe('a snapshot', () => {
  test('does not see what is committed after it began, on any connection', async () => {
    await client.query('CREATE TABLE seen (n integer); INSERT INTO seen VALUES (1)');
    const session = await source.begin(NEVER);
    await client.query('INSERT INTO seen VALUES (2)');
    const fragment = fragmentOf('SELECT n FROM seen', columnsOf({ n: { id: 'INTEGER' } }));
    const counts = await Promise.all(
      [1, 2, 3].map(async () => await countRows(readFragment(session, fragment))),
    );
    expect(counts).toEqual([1, 1, 1]);
    await session.close();
  });

  test('is read only', async () => {
    const session = await source.begin(NEVER);
    const report = await failureOf(
      countRows(readFragment(session, fragmentOf('CREATE TABLE forbidden (n integer)', []))),
    );
    expect(report).toMatchObject({ code: 'source-query', source: 'shop' });
    expect(report.message).toContain('25006');
    await usable(session);
    await session.close();
  });

  test('never takes more connections than its limit, and reads in turns', async () => {
    // The server takes a moment to see the end of the connections of the test before.
    await expect.poll(async () => (await activity()).length).toBe(0);
    const narrow = openPostgresSource(server, 'shop', { limits: { connections: 2 } });
    const session = await narrow.begin(NEVER);
    const fragment = fragmentOf('SELECT id, name FROM big', BIG);
    let most = 0;
    const counts = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        let rows = 0;
        for await (const batch of readFragment(session, fragment)) {
          if (rows === 0) most = Math.max(most, (await activity()).length);
          rows += batch.rows;
        }
        return rows;
      }),
    );
    expect(counts).toEqual([BIG_ROWS, BIG_ROWS, BIG_ROWS, BIG_ROWS]);
    expect(most).toBe(2);
    await session.close();
    await narrow.close();
  });

  test('reuses its connections in the next session', async () => {
    const first = await source.begin(NEVER);
    await usable(first);
    await first.close();
    const before = await client.query("SELECT pid FROM pg_stat_activity WHERE application_name = 'atoll'");
    const second = await source.begin(NEVER);
    await usable(second);
    const after = await client.query("SELECT pid FROM pg_stat_activity WHERE application_name = 'atoll'");
    expect(after.rows).toEqual(before.rows);
    await second.close();
  });

  test('begins anew where a kept connection has died', async () => {
    await (await source.begin(NEVER)).close();
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'atoll'",
    );
    const session = await source.begin(NEVER);
    await usable(session);
    await session.close();
  });
});

describe('parallel ranges', () => {
  test('bring the rows of the serial read, once each', async () => {
    const session = await source.begin(NEVER);
    const duck = await Database.open();
    let most = 0;
    const counted = async function* (batches: AsyncIterable<ColumnBatch>): AsyncGenerator<ColumnBatch> {
      for await (const batch of batches) {
        if (most < 2) most = Math.max(most, (await activity()).length);
        yield batch;
      }
    };
    await stageFragment(duck, 'ranges', PARTITIONED, counted(readFragment(session, PARTITIONED)));
    await stageFragment(
      duck,
      'serial',
      PARTITIONED,
      readFragment(session, { ...PARTITIONED, partition: null }),
    );
    const { rows } = await duck.query(
      'SELECT count(*)::INTEGER, (SELECT count(*)::INTEGER FROM (FROM ranges EXCEPT ALL FROM serial)) FROM ranges',
    );
    expect(rows).toEqual([[BIG_ROWS, 0]]);
    expect(most).toBeGreaterThan(1);
    duck.close();
    await session.close();
  });

  test('stop everywhere on an early return', async () => {
    const session = await source.begin(NEVER);
    let rows = 0;
    for await (const batch of readFragment(session, PARTITIONED)) {
      rows += batch.rows;
      if (rows > 10_000) break;
    }
    expect(await running()).toBe(0);
    await usable(session);
    expect(await countRows(readFragment(session, PARTITIONED))).toBe(BIG_ROWS);
    await session.close();
  });

  test('fail as one where one fails', async () => {
    const session = await source.begin(NEVER);
    const sql = `SELECT id / (id - 399999) AS id, name FROM public.big WHERE ctid >= $1 AND ctid < $2`;
    const failing = { ...PARTITIONED, partition: { table: { schema: 'public', name: 'big' }, sql } };
    const report = await failureOf(countRows(readFragment(session, failing)));
    expect(report.code).toBe('source-query');
    expect(report.message).toContain('22012');
    await usable(session);
    await session.close();
  });
});
