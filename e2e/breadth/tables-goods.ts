import { pickFrom, rowsOf, two } from './rows.ts';
import { type TestTable, testTable } from './table.ts';

// What the small business sells and records: files and a DuckDB database.

const products = testTable(
  'parquet',
  'products',
  [
    ['id', 'INTEGER'],
    ['sku', 'VARCHAR'],
    ['category', 'VARCHAR'],
    ['price', 'DECIMAL(10,2)'],
    ['weight', 'DOUBLE'],
    ['tags', 'VARCHAR[]'],
    ['dims', 'STRUCT(w DOUBLE, h DOUBLE)'],
    ['attrs', 'MAP(VARCHAR, INTEGER)'],
    ['added', 'TIMESTAMP'],
    ['rating', 'FLOAT'],
  ],
  [
    [
      1,
      'A-1',
      'toys',
      '9.99',
      0.5,
      '[red, blue]',
      `{'w': 1.5, 'h': 2}`,
      '{a=1, b=2}',
      '2020-01-01 00:00:00',
      4.5,
    ],
    [2, 'A-2', 'toys', '19.99', null, '[red]', `{'w': 1, 'h': NULL}`, '{a=3}', '2020-02-01 00:00:00', null],
    [3, 'B-1', 'Toys', null, 12.25, '[]', null, '{}', '2020-03-01 12:30:00', 3.25],
    [4, 'B-2', null, '0.00', 0, null, `{'w': NULL, 'h': NULL}`, null, null, -1.5],
    [
      5,
      'C-1',
      'books',
      '35.50',
      1.25,
      '[green, NULL]',
      `{'w': 14, 'h': 21}`,
      '{pages=300}',
      '2021-01-01 00:00:00',
      5,
    ],
    [
      6,
      'C-2',
      'books',
      '12.00',
      0.75,
      '[blue, green]',
      `{'w': 13.5, 'h': 20}`,
      '{pages=120, a=9}',
      '2021-06-01 00:00:00',
      2.5,
    ],
    [7, null, 'food', '1.10', 0.1, '[red, red]', null, null, '2022-02-02 02:02:02', null],
    [8, 'D-1', 'food', '1.10', 0.2, '[ü]', `{'w': -1, 'h': -2}`, '{ü=-5}', '2022-02-02 02:02:02.000001', 0],
    [12, 'E-1', 'misc', '-5.00', 1e-3, null, null, null, null, 1],
  ],
);

const rates = testTable(
  'csv',
  'rates',
  [
    ['day', 'DATE'],
    ['code', 'VARCHAR'],
    ['rate', 'DOUBLE'],
    ['note', 'VARCHAR'],
  ],
  rowsOf(24, (i) => [
    `2023-${two(1 + (i % 12))}-01`,
    pickFrom(['EUR', 'GBP', null, 'JPY'], i),
    i % 8 === 7 ? null : 1 + ((i * 13) % 20) / 16,
    i % 3 === 2 ? null : pickFrom(['with, comma', 'with "quotes"', 'plain', 'two\nlines'], i),
  ]),
);

const events = testTable(
  'ndjson',
  'events',
  [
    ['id', 'BIGINT'],
    ['kind', 'VARCHAR'],
    ['customer', 'BIGINT'],
    ['amount', 'DOUBLE'],
    ['at', 'TIMESTAMP'],
    ['payload', 'STRUCT(code BIGINT, label VARCHAR)'],
  ],
  rowsOf(48, (i) => [
    i + 1,
    pickFrom(['view', 'click', 'buy', null, 'View'], i),
    i % 7 === 6 ? null : 1 + ((i * 5) % 14),
    i % 5 === 3 ? null : ((i * 29) % 50) / 4 - 2.5,
    i % 11 === 10 ? null : `2023-${two(1 + (i % 12))}-${two(1 + (i % 28))} ${two(i % 24)}:30:00`,
    i % 6 === 5
      ? null
      : `{'code': ${i % 4 === 3 ? 'NULL' : i}, 'label': ${i % 3 === 2 ? 'NULL' : `l${i % 5}`}}`,
  ]),
);

const stock = testTable(
  'duckdb',
  'stock',
  [
    ['product', 'INTEGER'],
    ['warehouse', 'VARCHAR'],
    ['qty', 'INTEGER'],
    ['updated', 'TIMESTAMP'],
  ],
  rowsOf(30, (i) => [
    i % 13 === 12 ? null : 1 + (i % 11),
    pickFrom(['north', 'south', 'North', null], i),
    i % 9 === 8 ? null : ((i * 17) % 40) - 5,
    i % 10 === 9 ? null : `2023-${two(1 + (i % 12))}-15 06:00:00`,
  ]),
);

const prices = testTable(
  'duckdb',
  'prices',
  [
    ['product', 'INTEGER'],
    ['since', 'TIMESTAMP'],
    ['price', 'DECIMAL(10,2)'],
  ],
  rowsOf(30, (i) => [
    1 + (i % 10),
    `2023-${two(1 + Math.floor(i / 10) * 4)}-${two(1 + i)} 00:00:00`,
    `${i}.50`,
  ]),
);

const edges = testTable(
  'duckdb',
  'edges',
  [
    ['src', 'INTEGER'],
    ['dst', 'INTEGER'],
    ['cost', 'INTEGER'],
  ],
  [
    [1, 2, 1],
    [2, 3, 5],
    [3, 4, 2],
    [4, 2, 1],
    [1, 5, 10],
    [5, 6, null],
    [6, null, 3],
    [7, 7, 0],
  ],
);

export const GOODS_TABLES: readonly TestTable[] = [products, rates, events, stock, prices, edges];
