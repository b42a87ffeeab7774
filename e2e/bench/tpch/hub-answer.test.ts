import { DuckDBDateValue, DuckDBDecimalValue } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { hubDifference } from './hub-answer.ts';

const expected = {
  columns: [],
  rows: [
    ['FRANCE', 1995n, new DuckDBDecimalValue(123_450n, 15, 4), 1 / 3],
    [null, 1996n, new DuckDBDateValue(0), 2],
  ],
};

test('digits, padding and the order of rows do not count', () => {
  const rows = [
    [null, '1996', '1970-01-01', '2.0000000000000000'],
    ['FRANCE                   ', '1995', '12.3450', '0.33333333333333333333'],
  ];
  expect(hubDifference(rows, expected)).toBeNull();
});

test('another value and another number of rows do', () => {
  const rows = [
    [null, '1996', '1970-01-01', '2'],
    ['FRANCE', '1995', '12.35', '0.333333333'],
  ];
  expect(hubDifference(rows, expected)).toContain('12.350000');
  expect(hubDifference(rows.slice(1), expected)).toBe('1 rows, expected 2');
});
