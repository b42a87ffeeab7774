import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SqliteFile } from './sqlite-file.fixture.ts';
import { tableSizes } from './table-sizes.ts';

const SQL = `CREATE TABLE big(id INTEGER PRIMARY KEY, t TEXT);
  CREATE INDEX by_t ON big(t);
  INSERT INTO big WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < 20000)
    SELECT n, 'some text of row ' || n FROM g;
  CREATE TABLE none(a);
  CREATE TABLE keyed(k TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE VIEW seen AS SELECT * FROM big;`;

let file: SqliteFile;
beforeAll(async () => {
  file = await SqliteFile.create(SQL);
});
afterAll(() => file[Symbol.asyncDispose]());

test('the catalog tells the room of tables alone', async () => {
  const { tables } = await file.source().catalog(new AbortController().signal);
  const bytes = new Map(tables.map((table) => [table.path.name, table.bytes]));
  const page = 4096;
  expect(bytes.get('none')).toBe(page);
  expect(bytes.get('keyed')).toBe(page);
  expect(bytes.get('seen')).toBeNull();
  // 20,000 texts of 17 to 22 bytes and their numbers; the index, which holds them once more, is not counted.
  expect(bytes.get('big')).toBeGreaterThan(20_000 * 22);
  expect(bytes.get('big')).toBeLessThan(20_000 * 40);
});

test('a large file is not walked through, and a table of the same name is no function', () => {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE a(b)');
  expect(tableSizes(database, 1e12).size).toBe(0);
  expect(tableSizes(database, 8192).get('a')).toBe(4096);
  database.exec('CREATE TABLE dbstat(a)');
  expect(tableSizes(database, 8192).size).toBe(0);
  database.close();
});
