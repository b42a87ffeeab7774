import { DatabaseSync } from 'node:sqlite';
import { bindValue } from '../../connectors/sqlite/bind-value.ts';
import { INTEGER, typeToSql } from '../../engine/types/data-type.ts';
import { hexOf } from './blob-text.ts';
import type { RunAtSource } from './dialect-pair.ts';
import { EDGE_DATES, EDGE_INTEGERS, EDGE_WORDS } from './edge-values.ts';
import { BYTES, PROBE_ROWS, type ProbeColumn, ProbeTable } from './probe-table.ts';
import { withRandomValues } from './random-values.ts';

/** Columns that are about their edges alone. */
const RANDOMLESS: ReadonlySet<string> = new Set(['i8', 'k', 'd', 'at']);

const words = [...EDGE_WORDS, 'special one requests', 'requests special'];
const integers = EDGE_INTEGERS;
const dates = EDGE_DATES;

const COLUMNS: readonly ProbeColumn[] = [
  { name: 'a', type: { id: 'BIGINT' }, native: 'INTEGER', values: integers, typeEnforced: false },
  { name: 'b', type: { id: 'BIGINT' }, native: 'INT', values: [...integers].reverse(), typeEnforced: false },
  {
    name: 'i8',
    type: { id: 'BIGINT' },
    native: 'BIGINT',
    values: ['9007199254740993', '-9007199254740993', '0', '5', null, '123456789012'],
    typeEnforced: false,
  },
  { name: 'k', type: { id: 'BIGINT' }, native: 'INTEGER', values: integers },
  {
    name: 'd',
    type: { id: 'DECIMAL', width: 12, scale: 2 },
    native: 'DECIMAL(12,2)',
    values: ['1.50', '0.10', null],
    typeEnforced: false,
  },
  {
    name: 'f',
    type: { id: 'DOUBLE' },
    native: 'REAL',
    values: ['0', '-0', '1.5', 'Infinity', '-Infinity', null, '1e300', '0.1', '5e-324'],
    typeEnforced: false,
  },
  {
    name: 's',
    type: { id: 'VARCHAR' },
    native: 'TEXT',
    values: words,
    collation: BYTES,
    typeEnforced: false,
  },
  {
    name: 't',
    type: { id: 'VARCHAR' },
    native: 'TEXT',
    values: [...words].reverse(),
    collation: BYTES,
    typeEnforced: false,
  },
  {
    name: 'x',
    type: { id: 'VARCHAR' },
    native: 'TEXT COLLATE NOCASE',
    values: words,
    collation: { name: 'NOCASE', equalityIsBytes: false, orderIsBytes: false, padded: false },
    typeEnforced: false,
  },
  {
    name: 'o',
    type: { id: 'BOOLEAN' },
    native: 'BOOLEAN',
    values: ['true', 'false', null],
    typeEnforced: false,
  },
  { name: 'day', type: { id: 'DATE' }, native: 'DATE', values: dates, typeEnforced: false },
  {
    name: 'at',
    type: { id: 'TIMESTAMP' },
    native: 'TIMESTAMP',
    values: ['1970-01-01 00:00:00', null],
    typeEnforced: false,
  },
  {
    name: 'y',
    type: { id: 'BLOB' },
    native: 'BLOB',
    values: ['\\x00', '\\xFF\\x01', 'A', '', null],
    typeEnforced: false,
  },
];

export const SQLITE_PROBE = new ProbeTable(
  withRandomValues(
    COLUMNS,
    ({ name }) => RANDOMLESS.has(name),
    ({ type }) => (type.id === 'BIGINT' ? INTEGER : type),
  ),
);

/** A database in memory with the probe's table. */
export function openSqlite(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  const columns = SQLITE_PROBE.columns.map(({ name, native }) => `"${name}" ${native}`);
  database.exec(`CREATE TABLE probe_rows (${columns.join(', ')})`);
  const insert = database.prepare(`INSERT INTO probe_rows VALUES (${columns.map(() => '?').join(', ')})`);
  for (const row of SQLITE_PROBE.rows(PROBE_ROWS)) {
    insert.run(
      ...row.map((value, at) => {
        const type = SQLITE_PROBE.columns[at]?.type ?? { id: 'VARCHAR' };
        return bindValue({ type, value: type.id === 'BLOB' ? hexOf(value) : value });
      }),
    );
  }
  return database;
}

/** Runs printed SQL as the connector does. */
export function runAtSqlite(database: DatabaseSync): RunAtSource {
  return async ({ sql, params }) => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    statement.setReadBigInts(true);
    return statement.all(...params.map(bindValue)) as unknown as unknown[][];
  };
}

/** What a type is called in the title of a test. */
export function typeTitle(column: ProbeColumn): string {
  return `${column.name} ${typeToSql(column.type)}`;
}
