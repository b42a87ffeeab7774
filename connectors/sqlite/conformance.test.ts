import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SQLInputValue } from 'node:sqlite';
import { DatabaseSync } from 'node:sqlite';
import type { DataType } from '../../engine/types/data-type.ts';
import { typeToSql } from '../../engine/types/data-type.ts';
import type { LiteralValue } from '../../engine/types/literal.ts';
import { quoteName } from '../conformance/bench.ts';
import type { ConformanceFixture, StandardTable } from '../conformance/fixture.ts';
import { conformance } from '../conformance/suite.ts';
import { bindValue } from './bind-value.ts';
import { sqliteConnector } from './connector.ts';

const HELD = new Set([
  'BOOLEAN',
  'BIGINT',
  'DOUBLE',
  'VARCHAR',
  'BLOB',
  'DATE',
  'TIME',
  'TIMESTAMP',
  'DECIMAL',
]);

/** SQLite has NULL in place of NaN, loses the sign of zero, and keeps 15 digits of a decimal. */
function holds(type: DataType, value?: LiteralValue): boolean {
  if (!HELD.has(type.id)) return false;
  if (value === 'NaN' || value === '-0.0') return false;
  return type.id !== 'DECIMAL' || type.width <= 15;
}

function fill(database: DatabaseSync, table: StandardTable): void {
  const name = quoteName(table.name);
  const columns = table.columns.map((column) => `${quoteName(column.name)} ${typeToSql(column.type)}`);
  database.exec(`BEGIN; CREATE TABLE ${name} (${columns.join(', ')})`);
  for (const row of table.rows) insert(database, table, row);
  database.exec('COMMIT');
}

function insert(database: DatabaseSync, table: StandardTable, row: readonly LiteralValue[]): void {
  const marks = row.map(() => '?').join(', ');
  const values = row.map((value, at): SQLInputValue => {
    const type = table.columns[at]?.type;
    return type === undefined ? null : bindValue({ type, value });
  });
  database.prepare(`INSERT INTO ${quoteName(table.name)} VALUES (${marks})`).run(...values);
}

async function prepare(): Promise<ConformanceFixture> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atoll-sqlite-'));
  const file = path.join(folder, "it's crm.db");
  const database = new DatabaseSync(file);
  // With a write-ahead log, others write while a reader holds its snapshot.
  database.exec('PRAGMA journal_mode = WAL');
  await writeFile(path.join(folder, 'plain.db'), 'This is no database, whatever its name says.');
  return {
    connector: sqliteConnector,
    config: { path: "it's crm.db" },
    secret: null,
    workspaceDir: folder,
    schema: null,
    urls: [
      {
        url: 'sqlite:data/a%20b.db?text=t.c,d&busyTimeout=50',
        config: { path: 'data/a b.db', text: ['t.c', 'd'], busyTimeout: 50 },
      },
      { url: 'sqlite:///srv/crm.db?text=true', config: { path: '/srv/crm.db', text: true } },
      { url: 'data/crm.sqlite3', config: { path: 'data/crm.sqlite3' } },
    ],
    wrong: [
      {},
      { path: 5 },
      { path: 'a.db', text: 3 },
      { path: 'a.db', busyTimeout: -1 },
      { path: 'a.db', mode: 'rw' },
    ],
    down: [
      { what: 'missing', config: { path: 'nowhere.db' }, step: 'file', code: 'source-unavailable' },
      { what: 'a folder', config: { path: '.' }, step: 'file', code: 'source-unavailable' },
      { what: 'no database', config: { path: 'plain.db' }, step: 'file', code: 'file-format' },
    ],
    holds,
    create: (table) => Promise.resolve(fill(database, table)),
    insert: (table, row) => {
      insert(database, table, row);
      return Promise.resolve(true);
    },
    replace: (table) => {
      database.exec(`DROP TABLE ${quoteName(table.name)}`);
      return Promise.resolve(fill(database, table));
    },
    erase: (_, from) => `DELETE FROM ${from} RETURNING 1`,
    remove: async () => {
      database.close();
      await rm(folder, { recursive: true });
    },
  };
}

conformance(sqliteConnector, prepare);
