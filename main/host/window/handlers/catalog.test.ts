import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenWindow, openWindow } from '../open-window.fixture.ts';

const TABLES = 20_000;

let dir: string;
let window: OpenWindow;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'atoll-many-'));
  const db = new DatabaseSync(path.join(dir, 'many.db'));
  db.exec('BEGIN');
  for (let at = 0; at < TABLES; at += 1)
    db.exec(`CREATE TABLE orders_${at} (id INTEGER PRIMARY KEY, amount REAL, day_${at % 7} TEXT,
      a TEXT, b TEXT, c TEXT, d TEXT, e TEXT, f TEXT, g TEXT)`);
  db.exec('COMMIT');
  db.close();
  await writeFile(
    path.join(dir, 'atoll.yaml'),
    'version: 1\nsources:\n  many: { kind: sqlite, path: many.db }\n  down: { kind: postgres, host: 127.0.0.1, port: 1, database: d, user: u }\n',
  );
  window = await openWindow(dir);
}, 60_000);
afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await rm(dir, { recursive: true, force: true });
});

test('20,000 tables come in one answer, and from then on at once', async () => {
  const { tables } = await window.ask('catalog', 'tables', { source: 'many' });
  expect(tables).toHaveLength(TABLES);
  const began = performance.now();
  const again = await window.ask('catalog', 'tables', { source: 'MANY' });
  const size = JSON.stringify(again).length;
  const ms = performance.now() - began;
  expect(size).toBeLessThan(4_000_000);
  // The aim is 100 ms, the check of the answer among it, on a machine that does nothing else.
  expect(ms).toBeLessThan(1000);
}, 120_000);

test('a table says its columns; what is not there is named', async () => {
  const { table, columns } = await window.ask('catalog', 'columns', {
    source: 'many',
    schema: null,
    table: 'orders_7',
  });
  expect(table).toMatchObject({ sql: 'many.orders_7', columns: 10 });
  expect(columns[0]).toMatchObject({ name: 'id', key: 'primary', type: 'BIGINT' });
  await expect(
    window.ask('catalog', 'columns', { source: 'many', schema: null, table: 'order_7' }),
  ).rejects.toMatchObject({ report: { code: 'sql-unknown-table' } });
});

test('a search goes over what is known and names what is not', async () => {
  const search = { text: 'orders_1999', limit: 5 };
  const found = await window.ask('catalog', 'search', search);
  expect(found.matches.map(({ sql }) => sql)).toEqual([
    'many.orders_1999',
    'many.orders_19990',
    'many.orders_19991',
    'many.orders_19992',
    'many.orders_19993',
  ]);
  expect([found.total, found.unread]).toEqual([11, ['down']]);
  const began = performance.now();
  await window.ask('catalog', 'search', search);
  // The aim is 20 ms.
  expect(performance.now() - began).toBeLessThan(300);
});

test('an unreachable source says why, and holds up none of the others', async () => {
  await expect(window.ask('catalog', 'tables', { source: 'down' })).rejects.toMatchObject({
    report: { code: 'source-unavailable', source: 'down', step: 'tcp' },
  });
  await expect(window.ask('catalog', 'tables', { source: 'nobody' })).rejects.toMatchObject({
    report: { code: 'source-unknown' },
  });
});
