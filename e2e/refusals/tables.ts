import { type CellText, type TestTable, testTable } from '../breadth/table.ts';

/** Types of one source, by column. */
interface Types {
  readonly int: string;
  readonly text: string;
  readonly char: string;
  /** Text under a collation of words, of no case, or the like. */
  readonly words: string;
  readonly decimal: string;
  readonly double: string;
  readonly bool: string;
  readonly date: string;
  readonly timestamp: string;
}

const TYPES: Readonly<Record<'postgres' | 'sqlite' | 'mariadb-ci' | 'mariadb-bin' | 'parquet', Types>> = {
  postgres: {
    int: 'integer',
    text: 'text',
    char: 'char(6)',
    words: 'text COLLATE words',
    decimal: 'numeric(10,2)',
    double: 'double precision',
    bool: 'boolean',
    date: 'date',
    timestamp: 'timestamp',
  },
  sqlite: {
    int: 'INTEGER',
    text: 'TEXT',
    char: 'TEXT COLLATE RTRIM',
    words: 'TEXT COLLATE NOCASE',
    decimal: 'DECIMAL(10,2)',
    double: 'REAL',
    bool: 'BOOLEAN',
    date: 'DATE',
    timestamp: 'TIMESTAMP',
  },
  'mariadb-ci': {
    int: 'int',
    text: 'varchar(20)',
    char: 'char(6)',
    words: 'varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
    decimal: 'decimal(10,2)',
    double: 'double',
    bool: 'bit(1)',
    date: 'date',
    timestamp: 'datetime(6)',
  },
  'mariadb-bin': {
    int: 'int',
    text: 'varchar(20)',
    char: 'char(6)',
    words: 'varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci',
    decimal: 'decimal(10,2)',
    double: 'double',
    bool: 'bit(1)',
    date: 'date',
    timestamp: 'datetime(6)',
  },
  parquet: {
    int: 'INTEGER',
    text: 'VARCHAR',
    char: 'VARCHAR',
    words: 'VARCHAR',
    decimal: 'DECIMAL(10,2)',
    double: 'DOUBLE',
    bool: 'BOOLEAN',
    date: 'DATE',
    timestamp: 'TIMESTAMP',
  },
};

const LARGEST = 2_147_483_647;

/** id, t, c, n, m, d, x, f, day, at: each row shows some difference between sources. */
const ROWS: readonly (readonly CellText[])[] = [
  [1, 'a', 'a', 7, 2, '1.00', 0.5, true, '2024-01-31', '2024-01-31 23:59:58.123'],
  [2, 'A', 'A', -7, 2, '2.00', 1.5, false, '2024-02-29', '2024-02-01 00:00:01'],
  [3, 'a ', 'a', 7, -2, '2.01', 2.5, true, '2023-12-31', '2024-02-01 10:20:30.5'],
  [4, 'b', 'b', -7, -2, '0.01', -2.5, null, '2024-03-30', '2024-03-30 12:00:00'],
  [5, 'B', 'B', 1, 0, '10.00', -0.25, false, '2020-02-29', '2020-02-29 00:00:00'],
  [6, null, null, null, 3, null, null, null, null, null],
  [7, 'é', 'é', 0, null, '0.00', 0, true, '2024-06-30', '2024-06-30 01:02:03'],
  [8, 'É', 'É', LARGEST, 1, '99999999.99', 1e15, true, '2024-12-31', '2024-12-31 23:59:59.999999'],
  [9, 'x_y', 'x_y', 3, 5, '3.33', 3.25, false, '2021-05-05', '2021-05-05 05:05:05'],
  [10, 'xzy', 'xzy', LARGEST, 5, '3.34', 4.75, false, '2021-05-06', '2021-05-06 06:06:06'],
  [11, 'a\\b', 'a\\b', 4, 4, '5.55', 5.5, true, '1999-12-31', '1999-12-31 23:59:59'],
  [12, 'axb', 'axb', 5, 4, '5.56', 6.5, true, '2000-01-01', '2000-01-01 00:00:00'],
  [13, '10', '10', 6, 4, '7.00', 7.5, false, '2000-02-29', '2000-02-29 12:30:00'],
  [14, '9', '9', 8, 4, '8.00', 8.5, false, '2001-02-28', '2001-02-28 12:30:00'],
];

const NAMES = ['id', 't', 'c', 'n', 'm', 'd', 'x', 'f', 'day', 'at', 'w'] as const;

function table(storage: keyof typeof TYPES, name: string, before: readonly string[] = []): TestTable {
  const { int, text, char, decimal, double, bool, date, timestamp, words } = TYPES[storage];
  const native = [int, text, char, int, int, decimal, double, bool, date, timestamp, words];
  const integer = storage === 'sqlite' ? 'BIGINT' : 'INTEGER';
  const duck = [
    integer,
    'VARCHAR',
    'VARCHAR',
    integer,
    integer,
    'DECIMAL(10,2)',
    'DOUBLE',
    'BOOLEAN',
    'DATE',
    'TIMESTAMP',
    'VARCHAR',
  ];
  const columns = NAMES.map(
    (column, at) => [column, native[at] ?? '', duck[at] ?? ''] as const satisfies readonly string[],
  );
  const rows = ROWS.map((row) => [...row, row[1] ?? null]);
  return testTable(storage, name, columns, rows, before);
}

/** The same rows at every kind of source, as `shop.v`, `crm.v`, `ci.v`, `bin.v` and `lake.v`; two of each server's. */
export const REFUSAL_TABLES: readonly TestTable[] = [
  table('postgres', 'v', [
    `CREATE COLLATION words (provider = icu, locale = 'en-u-ks-level2', deterministic = false)`,
  ]),
  table('postgres', 'v2'),
  table('sqlite', 'v'),
  table('sqlite', 'v2'),
  table('mariadb-ci', 'v'),
  table('mariadb-ci', 'v2'),
  table('mariadb-bin', 'v'),
  table('mariadb-bin', 'v2'),
  table('parquet', 'v'),
];
