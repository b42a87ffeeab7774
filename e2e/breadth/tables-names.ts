import { type TestTable, testTable } from './table.ts';

// Empty tables, tables of NULLs alone, and names that break careless quoting.

const emptyColumns = [
  ['id', 'INTEGER'],
  ['a', 'VARCHAR'],
  ['n', 'DECIMAL(10,2)'],
] as const;

const HOSTILE = 'a";DROP TABLE t--';

const names = (storage: 'postgres' | 'sqlite' | 'parquet' | 'duckdb', name: string): TestTable => {
  const integer = { postgres: 'integer', sqlite: 'INT', parquet: 'INTEGER', duckdb: 'INTEGER' }[storage];
  const text = storage === 'postgres' ? 'text' : 'VARCHAR';
  return testTable(
    storage,
    name,
    [
      ['id', integer, storage === 'sqlite' ? 'BIGINT' : 'INTEGER'],
      [HOSTILE, text, 'VARCHAR'],
      ['__proto__', text, 'VARCHAR'],
      ['constructor', text, 'VARCHAR'],
      ['select', text, 'VARCHAR'],
      ['new\nline', text, 'VARCHAR'],
      ['Ünï 🙂', text, 'VARCHAR'],
      ['CamelCase', text, 'VARCHAR'],
      ["it's", text, 'VARCHAR'],
      [' ', text, 'VARCHAR'],
      ['$1', text, 'VARCHAR'],
      ['back\\slash', text, 'VARCHAR'],
    ],
    [
      [1, 'h1', 'p1', 'c1', 's1', 'n1', 'u1', 'C1', 'i1', 'b1', 'd1', 'k1'],
      [2, 'h2', null, 'c2', null, 'n2', null, 'C2', null, 'b2', null, 'k2'],
      [3, null, 'p3', null, 's3', null, 'u3', null, 'i3', null, 'd3', null],
    ],
  );
};

export const NAME_TABLES: readonly TestTable[] = [
  testTable(
    'postgres',
    'void_p',
    [
      ['id', 'integer', 'INTEGER'],
      ['a', 'text', 'VARCHAR'],
      ['n', 'numeric(10,2)', 'DECIMAL(10,2)'],
    ],
    [],
  ),
  testTable(
    'sqlite',
    'void_s',
    [
      ['id', 'INTEGER', 'BIGINT'],
      ['a', 'TEXT', 'VARCHAR'],
      ['n', 'DECIMAL(10,2)'],
    ],
    [],
  ),
  testTable('parquet', 'void_f', emptyColumns, []),
  testTable('duckdb', 'void_d', emptyColumns, []),
  testTable(
    'postgres',
    'blank',
    [
      ['a', 'integer', 'INTEGER'],
      ['b', 'text', 'VARCHAR'],
      ['c', 'timestamp', 'TIMESTAMP'],
    ],
    [
      [null, null, null],
      [null, null, null],
    ],
  ),
  names('postgres', 'names'),
  names('sqlite', HOSTILE),
  names('parquet', 'odd names'),
  names('duckdb', 'select'),
  testTable(
    'postgres',
    'Weird "table" — ü',
    [
      ['Order', 'integer', 'INTEGER'],
      ['group', 'text', 'VARCHAR'],
    ],
    [
      [1, 'x'],
      [2, null],
    ],
  ),
];
