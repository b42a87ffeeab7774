import type { DataType, ScalarTypeId } from '../../engine/types/data-type.ts';
import type { LiteralValue } from '../../engine/types/literal.ts';
import type { ConformanceFixture, StandardColumn, StandardTable } from './fixture.ts';

const scalar = (id: ScalarTypeId): DataType => ({ id });
const decimal = (width: number, scale: number): DataType => ({ id: 'DECIMAL', width, scale });

export const LONG_TEXT = 'atoll '.repeat(20_000);

/** Types with the values at their edges. */
export const EDGES: readonly (readonly [DataType, readonly LiteralValue[]])[] = [
  [scalar('BOOLEAN'), ['true', 'false']],
  [scalar('SMALLINT'), ['-32768', '0', '32767']],
  [scalar('INTEGER'), ['-2147483648', '0', '2147483647']],
  [
    scalar('BIGINT'),
    ['-9223372036854775808', '-9007199254740993', '0', '9007199254740993', '9223372036854775807'],
  ],
  [scalar('FLOAT'), ['0.5', '-1.5', '3.4028235e38', 'NaN', 'Infinity']],
  [
    scalar('DOUBLE'),
    ['0.1', '-0.0', '1e308', '5e-324', '1e21', '-2.5', 'NaN', 'Infinity', '-Infinity', '9007199254740993'],
  ],
  [decimal(4, 1), ['-999.9', '0.0', '0.1', '999.9']],
  [decimal(9, 2), ['-9999999.99', '0.01', '9999999.99']],
  [decimal(18, 3), ['-999999999999999.999', '0.001', '1234567890.123', '999999999999999.999']],
  [decimal(38, 10), ['-9999999999999999999999999999.9999999999', '0.0000000001', '12345.0000000001']],
  [
    scalar('VARCHAR'),
    [
      '',
      'a',
      'twelve chars',
      'thirteen chars',
      'it\'s "quoted" \\',
      'tab\tnewline\n',
      'é',
      '日本語のテキスト',
      '🏝️',
      '\uFFFD',
      'a\0b',
      LONG_TEXT,
    ],
  ],
  [scalar('BLOB'), ['', '00', 'FF00FE', '000102030405060708090A0B0C0D0EFF', 'C328'.repeat(500)]],
  [scalar('DATE'), ['0001-01-01', '1969-12-31', '1970-01-01', '2024-02-29', '9999-12-31']],
  [scalar('TIME'), ['00:00:00', '12:34:56.789', '23:59:59.999999']],
  [
    scalar('TIMESTAMP'),
    [
      '0001-01-01 00:00:00',
      '1969-12-31 23:59:59.999999',
      '2024-03-31 02:30:00',
      '9999-12-31 23:59:59.999999',
    ],
  ],
  [scalar('TIMESTAMP WITH TIME ZONE'), ['1970-01-01 00:00:00+00', '2024-03-31 01:30:00.5+00']],
  [scalar('INTERVAL'), ['1 year 2 months 3 days', '-1 days 04:05:06.789']],
  [scalar('UUID'), ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-4fff-bfff-ffffffffffff']],
  [{ id: 'VARCHAR', alias: 'JSON' }, ['{"a": [1, 2.5, null]}', '"text"', 'true']],
  [{ id: 'LIST', child: scalar('INTEGER') }, [['1', null, '3'], []]],
];

/** One column for each type that the source holds, its edge values below each other, then a row of NULLs. */
export function typesTable(fixture: ConformanceFixture): StandardTable {
  const held = EDGES.flatMap(([type, values]) => {
    const kept = values.filter((value) => fixture.holds(type, value));
    return fixture.holds(type) && kept.length > 0 ? [{ type, values: kept }] : [];
  });
  const columns = held.map(({ type }, at): StandardColumn => ({ name: `c${at}`, type }));
  const height = Math.max(...held.map(({ values }) => values.length));
  const rows = Array.from({ length: height }, (_, row) =>
    held.map(({ values }) => values[row % values.length] ?? null),
  );
  return { name: 'types', columns, rows: [...rows, held.map(() => null)] };
}

const NUMBER: StandardColumn = { name: 'n', type: scalar('BIGINT') };

/** `n` counts from 1. */
export function countingTable(name: string, rows: number): StandardTable {
  return { name, columns: [NUMBER], rows: Array.from({ length: rows }, (_, row) => [String(row + 1)]) };
}

/** Rows with NULLs, long and short text, and a few groups. */
export function manyTable(rows: number): StandardTable {
  return {
    name: 'many',
    columns: [
      { name: 'id', type: scalar('BIGINT') },
      { name: 'label', type: scalar('VARCHAR') },
      { name: 'amount', type: decimal(12, 2) },
      { name: 'day', type: scalar('DATE') },
    ],
    rows: Array.from({ length: rows }, (_, row) => [
      String(row),
      row % 7 === 0 ? null : `label ${'x'.repeat(row % 23)} ${row}`,
      row % 11 === 0 ? null : `${row % 1000}.${String(row % 100).padStart(2, '0')}`,
      row % 13 === 0 ? null : new Date(86_400_000 * (row % 20_000)).toISOString().slice(0, 10),
    ]),
  };
}

/** Columns `k0`, `k1`… of one row. */
export function wideTable(width: number): StandardTable {
  const columns = Array.from(
    { length: width },
    (_, at): StandardColumn => ({ name: `k${at}`, type: scalar('BIGINT') }),
  );
  return { name: 'wide', columns, rows: [columns.map((_, at) => String(at))] };
}

/** Names that want quoting, or that JavaScript objects have already. */
export const HOSTILE_NAMES = [
  'a";DROP TABLE canary--',
  "it's",
  'line\nbreak',
  'Größe 漢字 🏝️',
  '__proto__',
  'select',
];

/** Hostile names that a file may have as well. */
export const HOSTILE_TABLES = [...HOSTILE_NAMES.filter((name) => name !== '__proto__'), 'constructor'];

/** A table of a hostile name whose columns have hostile names, as far as the source has them. */
export function hostileTable(name: string, holdsName: (name: string) => boolean): StandardTable {
  const columns = HOSTILE_NAMES.filter(holdsName).map(
    (column): StandardColumn => ({ name: column, type: scalar('BIGINT') }),
  );
  return {
    name,
    columns: [...columns, { name: 'constructor', type: scalar('VARCHAR') }],
    rows: [[...columns.map((_, at) => String(at)), 'x']],
  };
}

/** Two small tables to join, with NULLs on both sides of the key and values of one side alone. */
export const LEFT: StandardTable = {
  name: 'left_side',
  columns: [
    { name: 'id', type: scalar('BIGINT') },
    { name: 'city', type: scalar('BIGINT') },
    { name: 'score', type: scalar('BIGINT') },
  ],
  rows: [
    ['1', '10', '5'],
    ['2', '20', null],
    ['3', null, '7'],
    ['4', '10', '5'],
    ['5', '50', '-3'],
    ['6', '20', '0'],
  ],
};

export const RIGHT: StandardTable = {
  name: 'right_side',
  columns: [
    { name: 'city', type: scalar('BIGINT') },
    { name: 'size', type: scalar('BIGINT') },
    { name: 'score', type: scalar('BIGINT') },
  ],
  rows: [
    ['10', '100', '5'],
    ['20', '200', null],
    ['30', '300', '7'],
    [null, '400', '9'],
    ['10', '101', '5'],
  ],
};
