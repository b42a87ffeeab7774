import { pickFrom, rowsOf, two } from './rows.ts';
import { type TestTable, testTable } from './table.ts';

// The people of a small business, spread over two databases: NULLs in every column that may hold them,
// duplicates, keys that match nothing, and text that differs by case, accent or trailing space alone.

const customers = testTable(
  'postgres',
  'customers',
  [
    ['id', 'integer', 'INTEGER'],
    ['name', 'text', 'VARCHAR'],
    ['country', 'varchar(20)', 'VARCHAR'],
    ['credit', 'numeric(12,2)', 'DECIMAL(12,2)'],
    ['score', 'double precision', 'DOUBLE'],
    ['active', 'boolean', 'BOOLEAN'],
    ['born', 'date', 'DATE'],
    ['created', 'timestamp', 'TIMESTAMP'],
    ['seen', 'timestamptz', 'TIMESTAMP WITH TIME ZONE'],
    ['parent', 'integer', 'INTEGER'],
  ],
  [
    [
      1,
      'Ann',
      'DE',
      '100.50',
      1.5,
      true,
      '1980-02-29',
      '2020-01-01 10:00:00',
      '2021-01-01 00:00:00+00',
      null,
    ],
    [2, 'ann', 'de', '-20.00', -2.25, false, '1999-12-31', '2020-02-29 23:59:59.999999', null, 1],
    [3, 'Bob', 'FR', null, 0.1, null, null, '2020-03-01 00:00:00', '2021-06-30 12:34:56.789+02', 1],
    [4, 'Zoë', 'FR', '0.00', null, true, '2000-01-01', null, '2021-03-28 01:30:00+00', 2],
    [
      5,
      null,
      'IT',
      '99999999.99',
      1e10,
      true,
      '1970-01-01',
      '2019-12-31 23:00:00',
      '1969-12-31 23:59:59+00',
      2,
    ],
    [6, 'Émile', null, '0.01', -0.5, false, '1969-12-31', '2021-07-15 08:15:00', null, null],
    [7, 'Bob ', 'IT', '100.50', 1.5, null, '1980-02-29', '2020-01-01 10:00:00', '2021-01-01 00:00:00+00', 99],
    [8, "O'Hara", 'UK', '50.25', 3.75, true, '1975-06-15', '2022-10-10 10:10:10.101', null, 3],
    [9, 'a\\b%_c', 'UK', null, null, null, null, null, null, 3],
    [10, '', '', '7.77', 42, false, '2024-02-29', '2024-02-29 12:00:00', '2024-02-29 12:00:00+00', 10],
    [11, '東京 🗼', 'JP', '123.45', 2.5, true, '1990-10-10', '2020-05-05 05:05:05', null, 1],
    [12, 'ANN', 'DE', '100.50', -1.5, true, '1980-03-01', '2020-01-01 10:00:01', '2020-12-31 23:00:00-01', 4],
  ],
);

const STATUS = ['open', 'paid', 'PAID', 'shipped', null, 'cancelled'] as const;

const orders = testTable(
  'postgres',
  'orders',
  [
    ['id', 'bigint', 'BIGINT'],
    ['customer', 'integer', 'INTEGER'],
    ['product', 'integer', 'INTEGER'],
    ['placed', 'date', 'DATE'],
    ['at', 'timestamp', 'TIMESTAMP'],
    ['qty', 'smallint', 'SMALLINT'],
    ['price', 'numeric(10,2)', 'DECIMAL(10,2)'],
    ['rebate', 'double precision', 'DOUBLE'],
    ['status', 'text', 'VARCHAR'],
    ['express', 'boolean', 'BOOLEAN'],
  ],
  rowsOf(60, (i) => [
    1000 + i,
    i % 11 === 10 ? null : i % 13 === 12 ? 77 : 1 + ((i * 7) % 12),
    i % 9 === 8 ? null : 1 + ((i * 5) % 10),
    i % 17 === 16 ? null : `2023-${two(1 + (i % 12))}-${two(1 + ((i * 3) % 28))}`,
    `2023-${two(1 + (i % 12))}-${two(1 + ((i * 3) % 28))} ${two(i % 24)}:${two((i * 7) % 60)}:00`,
    i % 10 === 9 ? null : (i % 7) - 1,
    i % 14 === 13 ? null : ((((i * 37) % 200) - 20) * 1.25).toFixed(2),
    i % 6 === 5 ? null : ((i * 3) % 8) / 16,
    pickFrom(STATUS, i),
    i % 5 === 4 ? null : i % 2 === 0,
  ]),
);

const people = testTable(
  'sqlite',
  'people',
  [
    ['id', 'INTEGER', 'BIGINT'],
    ['customer', 'INTEGER', 'BIGINT'],
    ['name', 'TEXT', 'VARCHAR'],
    ['country', 'TEXT', 'VARCHAR'],
    ['score', 'REAL', 'DOUBLE'],
    ['balance', 'DECIMAL(12,2)'],
    ['joined', 'DATE'],
    ['logged', 'TIMESTAMP'],
    ['vip', 'BOOLEAN'],
  ],
  [
    [1, 1, 'Ann', 'DE', 1.5, 10.25, '2020-01-01', '2020-01-01 10:00:00', true],
    [2, 2, 'ANN', 'de', 2.5, -3.5, '2020-02-29', '2020-02-29 23:59:59', false],
    [3, 3, 'Bob', 'FR', null, 0, null, null, null],
    [4, 3, 'bob', null, 0.1, null, '1999-12-31', '1999-12-31 00:00:00.5', true],
    [5, null, 'Zoë', 'FR', -1.5, 99.99, '2021-05-05', null, false],
    [6, 42, null, 'IT', 1e6, 7, '2022-10-10', '2022-10-10 10:10:10.123456', null],
    [7, 7, 'Bob ', 'it', 1.5, 10.25, '2020-01-01', '2020-01-01 10:00:00', true],
    [8, 8, "O'Hara", 'UK', 3.75, 0.01, '1969-07-20', '1969-07-20 20:17:40', false],
    [9, 11, '東京 🗼', 'JP', 2.5, 123.45, '2020-03-01', '2020-03-01 01:02:03', true],
    [10, 10, '', '', 0, 0, '2024-02-29', '2024-02-29 12:00:00', false],
  ],
);

const tickets = testTable(
  'sqlite',
  'tickets',
  [
    ['id', 'INTEGER', 'BIGINT'],
    ['person', 'INTEGER', 'BIGINT'],
    ['subject', 'TEXT', 'VARCHAR'],
    ['priority', 'INTEGER', 'BIGINT'],
    ['opened', 'DATE'],
    ['hours', 'REAL', 'DOUBLE'],
  ],
  rowsOf(40, (i) => [
    i + 1,
    i % 8 === 7 ? null : 1 + ((i * 3) % 11),
    i % 10 === 9
      ? null
      : pickFrom(['login fails', 'Login Fails', 'late parcel', 'refund 50%', 'ünïcode', 'a_b'], i),
    i % 6 === 5 ? null : (i % 5) - 1,
    i % 7 === 6 ? null : `2023-${two(1 + (i % 12))}-${two(1 + ((i * 5) % 28))}`,
    i % 9 === 4 ? null : ((i * 11) % 17) / 4,
  ]),
);

export const PEOPLE_TABLES: readonly TestTable[] = [customers, orders, people, tickets];
