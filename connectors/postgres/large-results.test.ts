import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  columnsOf,
  countRows,
  fragmentOf,
  NEVER,
  openPostgresSource,
  readFragment,
} from '../../e2e/fixtures/postgres-source.ts';
import { startPostgres, type TestPostgres } from '../../e2e/fixtures/postgres.ts';
import type { PostgresSource } from './source.ts';

let server: TestPostgres;
let client: Client;
let source: PostgresSource;

const BIG_ROWS = 400_000;

beforeAll(async () => {
  server = await startPostgres();
  await server.createDatabase('shop');
  client = await server.connect('shop');
  await client.query(
    `CREATE TABLE big AS SELECT i AS id, 'row number ' || i AS name FROM generate_series(1, ${BIG_ROWS}) AS i`,
  );
});

afterAll(async () => {
  await client.end();
  await server.stop();
});

beforeEach(() => {
  source = openPostgresSource(server, 'shop');
  return async () => await source.close();
});

const BIG = columnsOf({ id: { id: 'INTEGER' }, name: { id: 'VARCHAR' } });
describe('large and empty results', () => {
  test('a cell of 100 MB arrives whole, in bounded memory', { timeout: 60_000 }, async () => {
    const session = await source.begin(NEVER);
    const fragment = fragmentOf(
      "SELECT repeat('x', 100000000) AS v FROM generate_series(1, 3)",
      columnsOf({ v: { id: 'VARCHAR' } }),
    );
    let bytes = 0;
    let largest = 0;
    for await (const batch of readFragment(session, fragment)) {
      expect(batch.rows).toBe(1);
      const [column] = batch.columns;
      if (column?.layout === 'string') bytes += column.heapLength;
      largest = Math.max(largest, process.memoryUsage().arrayBuffers);
    }
    expect(bytes).toBe(300_000_000);
    expect(largest).toBeLessThan(700_000_000);
    await session.close();
  });

  test('1,600 columns, no column, no row', async () => {
    const session = await source.begin(NEVER);
    const names = Array.from({ length: 1600 }, (_, at) => `c${at}`);
    const wide = fragmentOf(
      `SELECT ${names.map((name, at) => `i + ${at} AS ${name}`).join(', ')} FROM generate_series(1, 3000) AS i`,
      columnsOf(Object.fromEntries(names.map((name) => [name, { id: 'INTEGER' } as const]))),
    );
    expect(await countRows(readFragment(session, wide))).toBe(3000);
    expect(
      await countRows(readFragment(session, fragmentOf('SELECT FROM generate_series(1, 5000)', []))),
    ).toBe(5000);
    expect(
      await countRows(readFragment(session, fragmentOf('SELECT id, name FROM big WHERE false', BIG))),
    ).toBe(0);
    await session.close();
  });

  test('parameters of every kind go as they are', async () => {
    const session = await source.begin(NEVER);
    const text = `O'Reilly\\ "x" \n Grüße 🏝`;
    const fragment = fragmentOf(
      `SELECT $1::text = E'O''Reilly\\\\ "x" \\n Grüße 🏝' AND $2::bytea = '\\x00ff' AND $3::date = '0044-03-15 BC'
         AND $4::int[] = ARRAY[1, NULL, 3] AND $5::text IS NULL AND $6::text[] = ARRAY['a"b\\', 'c,d'] AS ok`,
      columnsOf({ ok: { id: 'BOOLEAN' } }),
      [
        { type: { id: 'VARCHAR' }, value: text },
        { type: { id: 'BLOB' }, value: '00FF' },
        { type: { id: 'DATE' }, value: '0044-03-15 (BC)' },
        { type: { id: 'LIST', child: { id: 'INTEGER' } }, value: ['1', null, '3'] },
        { type: { id: 'VARCHAR' }, value: null },
        { type: { id: 'LIST', child: { id: 'VARCHAR' } }, value: ['a"b\\', 'c,d'] },
      ],
    );
    for await (const batch of readFragment(session, fragment)) {
      const [column] = batch.columns;
      expect(column?.layout === 'fixed' ? column.data[0] : null).toBe(1);
    }
    await session.close();
  });
});
