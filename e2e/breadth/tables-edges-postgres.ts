import { type TestTable, testTable } from './table.ts';
import { TEXTS } from './texts.ts';

// PostgreSQL's types at their edges, as far as DuckDB can hold the value.

const ints = testTable(
  'postgres',
  'ints',
  [
    ['id', 'integer', 'INTEGER'],
    ['i2', 'smallint', 'SMALLINT'],
    ['i4', 'integer', 'INTEGER'],
    ['i8', 'bigint', 'BIGINT'],
    ['big', 'numeric(38,0)', 'DECIMAL(38,0)'],
  ],
  [
    [1, 32767, 2147483647, '9223372036854775807', '99999999999999999999999999999999999999'],
    [2, -32768, '-2147483648', '-9223372036854775808', '-99999999999999999999999999999999999999'],
    [3, 0, 0, 0, 0],
    [4, null, null, null, null],
    [5, -1, -1, -1, -1],
    [6, 1, 2147483647, '9223372036854775807', '18446744073709551616'],
    [7, 7, -7, '9007199254740993', '9007199254740993'],
  ],
);

const decimals = testTable(
  'postgres',
  'decimals',
  [
    ['id', 'integer', 'INTEGER'],
    ['n4', 'numeric(4,1)', 'DECIMAL(4,1)'],
    ['n9', 'numeric(9,3)', 'DECIMAL(9,3)'],
    ['n18', 'numeric(18,6)', 'DECIMAL(18,6)'],
    ['n38', 'numeric(38,10)', 'DECIMAL(38,10)'],
    ['frac', 'numeric(38,38)', 'DECIMAL(38,38)'],
  ],
  [
    [1, '999.9', '999999.999', '999999999999.999999', '9999999999999999999999999999.9999999999', '0.1'],
    [2, '-999.9', '-999999.999', '-999999999999.999999', '-9999999999999999999999999999.9999999999', '-0.9'],
    [3, '0.0', '0.000', '0.000000', '0.0000000000', '0'],
    [4, null, null, null, null, null],
    [5, '0.1', '0.001', '0.000001', '0.0000000001', '0.00000000000000000000000000000000000001'],
    [6, '-0.5', '2.500', '2.500000', '100000000.0000000000', '0.99999999999999999999999999999999999999'],
    [7, '2.5', '-2.500', '-3.500000', '0.0001000000', '0.5'],
  ],
);

const floats = testTable(
  'postgres',
  'floats',
  [
    ['id', 'integer', 'INTEGER'],
    ['f4', 'real', 'FLOAT'],
    ['f8', 'double precision', 'DOUBLE'],
  ],
  [
    [1, '0', '0'],
    [2, '-0', '-0'],
    [3, 'NaN', 'NaN'],
    [4, 'Infinity', 'Infinity'],
    [5, '-Infinity', '-Infinity'],
    [6, '1.1754944e-38', '2.2250738585072014e-308'],
    [7, '1e-45', '5e-324'],
    [8, '3.4028235e38', '1.7976931348623157e308'],
    [9, '0.1', '0.1'],
    [10, null, null],
    [11, '16777217', '9007199254740993'],
    [12, '2.5', '2.5'],
    [13, '-2.5', '-2.5'],
  ],
);

const moments = testTable(
  'postgres',
  'moments',
  [
    ['id', 'integer', 'INTEGER'],
    ['d', 'date', 'DATE'],
    ['t', 'time', 'TIME'],
    ['ts', 'timestamp', 'TIMESTAMP'],
    ['tz', 'timestamptz', 'TIMESTAMP WITH TIME ZONE'],
    ['iv', 'interval', 'INTERVAL'],
  ],
  [
    [1, '2024-02-29', '00:00:00', '2024-02-29 23:59:59.999999', '2024-02-29 23:59:59.999999+00', '1 month'],
    [2, '1970-01-01', '23:59:59.999999', '1970-01-01 00:00:00', '1970-01-01 00:00:00+00', '30 days'],
    [
      3,
      '1969-12-31',
      '12:34:56.000001',
      '1969-12-31 23:59:59.999999',
      '1969-12-31 23:59:59.999999+00',
      '-1 days',
    ],
    [4, '0001-01-01', '06:00:00', '0001-01-01 00:00:00', '0001-01-01 00:00:00+00', '1 year 2 months 3 days'],
    [5, '9999-12-31', '18:30:15.5', '9999-12-31 23:59:59', '9999-12-31 23:59:59+00', '04:05:06.789'],
    [
      6,
      { native: '0044-03-15 BC', duck: '0044-03-15 (BC)' },
      '00:00:00.000001',
      { native: '0044-03-15 12:00:00 BC', duck: '0044-03-15 (BC) 12:00:00' },
      { native: '0044-03-15 12:00:00+00 BC', duck: '0044-03-15 (BC) 12:00:00+00' },
      '-1 months',
    ],
    [7, 'infinity', '01:01:01', 'infinity', 'infinity', '00:00:00'],
    [8, '-infinity', '02:02:02', '-infinity', '-infinity', '100 years'],
    [9, null, null, null, null, null],
    [10, '2024-03-31', '02:30:00', '2024-03-31 02:30:00', '2024-03-31 02:30:00+02', '-04:05:06.000001'],
    [11, '2024-12-31', '12:00:00', '2024-12-31 12:00:00', '2024-12-31 12:00:00-11', '1 month 1 day 00:00:01'],
    [12, '1582-10-15', '12:00:00', '1582-10-15 00:00:00', '1582-10-15 00:00:00+00', '24:00:00'],
  ],
);

const texts = testTable(
  'postgres',
  'texts',
  [
    ['id', 'integer', 'INTEGER'],
    ['t', 'text', 'VARCHAR'],
    ['v', 'varchar(40)', 'VARCHAR'],
  ],
  [...TEXTS.map((text, index) => [index + 1, text, text.toLowerCase()] as const), [99, null, null]],
);

const misc = testTable(
  'postgres',
  'misc',
  [
    ['id', 'integer', 'INTEGER'],
    ['b', 'bytea', 'BLOB'],
    ['u', 'uuid', 'UUID'],
    ['flag', 'boolean', 'BOOLEAN'],
    ['mood', 'mood', `ENUM('sad', 'ok', 'Happy')`],
    ['nums', 'integer[]', 'INTEGER[]'],
    ['words', 'text[]', 'VARCHAR[]'],
    ['doc', 'json', 'JSON'],
  ],
  [
    [
      1,
      { native: '\\x00ff10', duck: '\\x00\\xFF\\x10' },
      '00000000-0000-0000-0000-000000000000',
      true,
      'sad',
      { native: '{1,2,NULL}', duck: '[1, 2, NULL]' },
      { native: '{a,"b c",NULL}', duck: `['a', 'b c', NULL]` },
      '{"a": 1, "b": [1, 2, {"c": null}]}',
    ],
    [
      2,
      { native: '\\x', duck: '' },
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
      false,
      'Happy',
      { native: '{}', duck: '[]' },
      { native: '{}', duck: '[]' },
      '[]',
    ],
    [3, null, null, null, null, null, null, null],
    [
      4,
      { native: '\\x61626300', duck: 'abc\\x00' },
      '12345678-9ABC-def0-1234-56789abcdef0',
      true,
      'ok',
      { native: '{2147483647,-2147483648}', duck: '[2147483647, -2147483648]' },
      { native: '{"q\\"uote",""}', duck: `['q"uote', '']` },
      '"text"',
    ],
    [
      5,
      { native: '\\x5c', duck: '\\x5C' },
      '80000000-0000-0000-0000-000000000000',
      false,
      'ok',
      { native: '{7}', duck: '[7]' },
      { native: '{NULL}', duck: '[NULL]' },
      'null',
    ],
  ],
  [`CREATE TYPE mood AS ENUM ('sad', 'ok', 'Happy')`],
);

// CHAR(n) arrives without its padding, as casting it to text in PostgreSQL gives it.
const chars = testTable(
  'postgres',
  'chars',
  [
    ['id', 'integer', 'INTEGER'],
    ['c1', 'char(1)', 'VARCHAR'],
    ['c3', 'char(3)', 'VARCHAR'],
    ['c5', 'char(5)', 'VARCHAR'],
  ],
  [
    [1, 'a', 'abc', 'ab'],
    [2, 'A', 'ABC', 'AB'],
    [3, 'é', 'äöü', 'é'],
    [4, null, null, null],
    [5, 'z', 'zzz', ''],
    [6, 'a', 'ab', 'abcde'],
    [7, 'b', 'b', 'a b'],
  ],
);

export const POSTGRES_EDGE_TABLES: readonly TestTable[] = [
  ints,
  decimals,
  floats,
  moments,
  texts,
  misc,
  chars,
];
