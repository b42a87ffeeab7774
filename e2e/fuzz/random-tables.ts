import { type CellText, type Storage, type TestTable, testTable } from '../breadth/table.ts';
import { type Random, randomFrom } from './random.ts';
import { WORDS } from './words.ts';

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

interface Native {
  readonly postgres: string;
  readonly sqlite: string;
  readonly mariadb: string;
  readonly duck: string;
}

const native = (postgres: string, sqlite: string, mariadb: string, duck: string): Native => {
  return { postgres, sqlite, mariadb, duck };
};

const NATIVE: Readonly<Record<string, Native>> = {
  k: native('integer', 'INTEGER', 'int', 'INTEGER'),
  g: native('smallint', 'INTEGER', 'smallint', 'SMALLINT'),
  big: native('bigint', 'INTEGER', 'bigint', 'BIGINT'),
  d: native('numeric(10,2)', 'DECIMAL(10,2)', 'decimal(10,2)', 'DECIMAL(10,2)'),
  x: native('double precision', 'REAL', 'double', 'DOUBLE'),
  t: native('text', 'TEXT', 'varchar(60)', 'VARCHAR'),
  u: native('varchar(30)', 'VARCHAR(30)', 'varchar(30)', 'VARCHAR'),
  f: native('boolean', 'BOOLEAN', 'bit(1)', 'BOOLEAN'),
  day: native('date', 'DATE', 'date', 'DATE'),
  at: native('timestamp', 'TIMESTAMP', 'datetime(6)', 'TIMESTAMP'),
};

function nativeType(storage: Storage, types: Native): string {
  if (storage === 'postgres' || storage === 'sqlite') return types[storage];
  return storage.startsWith('mariadb') ? types.mariadb : types.duck;
}

function randomTable(storage: Storage, name: string, rows: number, nulls: number, random: Random): TestTable {
  const columns = Object.entries(NATIVE).map(([column, types]) => {
    const duck = storage === 'sqlite' && types.sqlite === 'INTEGER' ? 'BIGINT' : types.duck;
    return [column, nativeType(storage, types), duck] as const;
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

/** Tables of the same columns at every kind of source, the same in every run; two at a server, so that joins can go there whole. */
export const RANDOM_TABLES: readonly TestTable[] = [
  randomTable('postgres', 'r1', 60, 0.15, random),
  randomTable('postgres', 'r2', 25, 0, random),
  randomTable('sqlite', 's1', 50, 0.15, random),
  randomTable('sqlite', 's2', 20, 0.4, random),
  randomTable('parquet', 'f1', 60, 0.1, random),
  randomTable('duckdb', 'd1', 40, 0.2, random),
  randomTable('mariadb-ci', 'm1', 55, 0.15, random),
  randomTable('mariadb-ci', 'm2', 25, 0, random),
  randomTable('mariadb-bin', 'b1', 45, 0.15, random),
  randomTable('mariadb-bin', 'b2', 20, 0.3, random),
];
