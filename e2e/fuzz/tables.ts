import { type CellText, type Storage, type TestTable, testTable } from '../breadth/table.ts';
import { qualified } from '../breadth/load.ts';
import { BREADTH_TABLES } from '../breadth/tables.ts';
import { EDGE_TABLES } from './edge-tables.ts';
import { type Random, randomFrom } from './random.ts';
import { WORDS } from './words.ts';

/** The kinds of values that random queries reckon with. */
export type Kind = 'int' | 'decimal' | 'double' | 'text' | 'bool' | 'date' | 'timestamp';

export interface FuzzColumn {
  readonly name: string;
  readonly kind: Kind;
}

/** A table as the generator sees it. */
export interface FuzzTable {
  readonly sql: string;
  readonly columns: readonly FuzzColumn[];
}

const DATA_SEED = 7;

// Doubles are sixteenths and stay small, so that sums come out the same in any order and a difference means
// a wrong answer, never rounding.
const VALUES: Readonly<Record<string, (random: Random) => CellText>> = {
  k: (random) => random.int(1, 20),
  g: (random) => random.int(-2, 3),
  big: (random) =>
    String(random.pick([0, 1, -1, 4000000000, -4000000000, 9007199254740993n, random.int(-99, 99)])),
  d: (random) => (random.int(-4000, 4000) / 100).toFixed(2),
  x: (random) => random.int(-160, 160) / 16,
  t: (random) => random.pick(WORDS),
  u: (random) => random.pick(WORDS) + random.pick(WORDS),
  f: (random) => random.chance(0.5),
  day: (random) =>
    `20${random.int(19, 24)}-${random.pick(['01', '02', '12'])}-${random.pick(['01', '15', '28'])}`,
  at: (random) =>
    `2023-0${random.int(1, 9)}-1${random.int(0, 9)} ${random.int(10, 23)}:${random.int(10, 59)}:00`,
};

const NATIVE: Readonly<Record<string, readonly [postgres: string, sqlite: string, duck: string]>> = {
  k: ['integer', 'INTEGER', 'INTEGER'],
  g: ['smallint', 'INTEGER', 'SMALLINT'],
  big: ['bigint', 'INTEGER', 'BIGINT'],
  d: ['numeric(10,2)', 'DECIMAL(10,2)', 'DECIMAL(10,2)'],
  x: ['double precision', 'REAL', 'DOUBLE'],
  t: ['text', 'TEXT', 'VARCHAR'],
  u: ['varchar(30)', 'VARCHAR(30)', 'VARCHAR'],
  f: ['boolean', 'BOOLEAN', 'BOOLEAN'],
  day: ['date', 'DATE', 'DATE'],
  at: ['timestamp', 'TIMESTAMP', 'TIMESTAMP'],
};

const duckType = (storage: Storage, native: readonly [string, string, string]): string =>
  storage === 'sqlite' && native[1] === 'INTEGER' ? 'BIGINT' : native[2];

function randomTable(storage: Storage, name: string, rows: number, nulls: number, random: Random): TestTable {
  const columns = Object.entries(NATIVE).map(([column, native]) => {
    const own = { postgres: native[0], sqlite: native[1] }[storage as 'postgres' | 'sqlite'] ?? native[2];
    return [column, own, duckType(storage, native)] as const;
  });
  const cells = Array.from({ length: rows }, () =>
    Object.values(VALUES).map((make) => {
      const cell = make(random);
      return random.chance(nulls) ? null : bound(cell, storage);
    }),
  );
  return testTable(storage, name, columns, cells);
}

// SQLite would keep a whole number given as text as text in a column without affinity; bind it as a number.
const bound = (cell: CellText, storage: Storage): CellText =>
  storage === 'sqlite' && typeof cell === 'string' && /^-?\d{6,}$/.test(cell)
    ? { native: cell, duck: cell }
    : cell;

const random = randomFrom(DATA_SEED);

/** Tables of random rows, the same in every run; two at the server, so that joins can go there whole. */
export const RANDOM_TABLES: readonly TestTable[] = [
  randomTable('postgres', 'r1', 60, 0.15, random),
  randomTable('postgres', 'r2', 25, 0, random),
  randomTable('sqlite', 's1', 50, 0.15, random),
  randomTable('sqlite', 's2', 20, 0.4, random),
  randomTable('parquet', 'f1', 60, 0.1, random),
  randomTable('duckdb', 'd1', 40, 0.2, random),
];

/** All tables that a fuzz run loads. */
export const FUZZ_DATA: readonly TestTable[] = [...BREADTH_TABLES, ...RANDOM_TABLES, ...EDGE_TABLES];

const KINDS: Readonly<Record<string, Kind>> = {
  SMALLINT: 'int',
  INTEGER: 'int',
  BIGINT: 'int',
  UTINYINT: 'int',
  HUGEINT: 'int',
  FLOAT: 'double',
  DOUBLE: 'double',
  VARCHAR: 'text',
  BOOLEAN: 'bool',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
};

const kindOf = (duck: string): Kind | undefined => {
  if (duck.startsWith('ENUM')) return 'text';
  return duck.startsWith('DECIMAL') ? 'decimal' : KINDS[duck];
};

// The breadth tables whose values stay far from overflow and whose doubles sum alike in any order.
const TAME = ['orders', 'tickets', 'stock', 'prices', 'edges', 'events', 'chars', 'void_f'];

/** The tables that random queries name, with the columns whose kind the generator knows. */
export const FUZZ_TABLES: readonly FuzzTable[] = [
  ...RANDOM_TABLES,
  ...RANDOM_TABLES,
  ...EDGE_TABLES,
  ...EDGE_TABLES,
  ...BREADTH_TABLES.filter((table) => TAME.includes(table.name)),
].map((table) => ({
  sql: qualified(table),
  columns: table.columns.flatMap((column) => {
    const kind = kindOf(column.duck);
    return kind === undefined ? [] : [{ name: column.name, kind }];
  }),
}));
