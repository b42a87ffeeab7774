import { describe, expect, test } from 'vitest';
import { call, col, compare, int } from '../spi/sql/testing/shorthand.ts';
import type { DataType, ScalarTypeId } from '../types/data-type.ts';
import { BIGINT, DOUBLE, INTEGER, VARCHAR } from '../types/data-type.ts';
import type { Expression } from './expression.ts';
import { mayRaise } from './may-raise.ts';

const decimal = (width: number, scale: number): DataType => ({ id: 'DECIMAL', width, scale });
const type = (id: ScalarTypeId): DataType => ({ id });
const cast = (from: DataType, to: DataType, isTry = false): Expression => ({
  kind: 'cast',
  child: col(0, from),
  type: to,
  try: isTry,
});

describe('casts', () => {
  test.each<[string, Expression]>([
    ['to text', cast(type('DATE'), VARCHAR)],
    ['to a wider integer', cast(INTEGER, BIGINT)],
    ['of an unsigned to a wider signed one', cast(type('UINTEGER'), BIGINT)],
    ['of an integer to DOUBLE', cast(BIGINT, DOUBLE)],
    ['to a DECIMAL with room', cast(INTEGER, decimal(12, 2))],
    ['of a DECIMAL to a wider one', cast(decimal(10, 2), decimal(12, 4))],
    ['that try', cast(VARCHAR, INTEGER, true)],
  ])('%s do not raise', (_, expression) => {
    expect(mayRaise(expression)).toBe(false);
  });

  test.each<[string, Expression]>([
    ['of text', cast(VARCHAR, INTEGER)],
    ['to JSON, which checks the text', cast(VARCHAR, { id: 'VARCHAR', alias: 'JSON' })],
    ['to a narrower integer', cast(BIGINT, INTEGER)],
    ['of a signed to an unsigned one', cast(type('TINYINT'), type('UBIGINT'))],
    ['of an unsigned to a signed one of its width', cast(type('UBIGINT'), BIGINT)],
    ['of a float to an integer', cast(DOUBLE, BIGINT)],
    ['to a DECIMAL without room', cast(INTEGER, decimal(10, 2))],
    ['of a DECIMAL to fewer whole digits', cast(decimal(10, 2), decimal(10, 4))],
    ['of a DATE to a TIMESTAMP, which reaches less far', cast(type('DATE'), type('TIMESTAMP'))],
  ])('%s may raise', (_, expression) => {
    expect(mayRaise(expression)).toBe(true);
  });
});

describe('arithmetic', () => {
  const add = (a: DataType, result: DataType, name = '+'): Expression =>
    call(name, [col(0, a), col(1, a)], result);

  test('of integers may overflow, of floats not', () => {
    expect(mayRaise(add(INTEGER, INTEGER))).toBe(true);
    expect(mayRaise(add(DOUBLE, DOUBLE))).toBe(false);
    expect(mayRaise(add(DOUBLE, DOUBLE, '/'))).toBe(false);
    expect(mayRaise(add(INTEGER, INTEGER, '%'))).toBe(true);
  });

  test('of DECIMALs may overflow where DuckDB stops widening', () => {
    expect(mayRaise(add(decimal(10, 2), decimal(11, 2)))).toBe(false);
    expect(mayRaise(add(decimal(18, 2), decimal(18, 2)))).toBe(true);
    expect(mayRaise(add(decimal(38, 2), decimal(38, 2)))).toBe(true);
  });
});

describe('anything else', () => {
  test('functions that are not known to be total may raise', () => {
    expect(mayRaise(call('lower', [col(0, VARCHAR)], VARCHAR))).toBe(false);
    expect(mayRaise(call('error', [col(0, VARCHAR)], VARCHAR))).toBe(true);
    expect(mayRaise(call('some_function', [], VARCHAR))).toBe(true);
  });

  test('substring fails for positions out of range: only constant ones in it are known', () => {
    const from = (value: string): Expression => ({ kind: 'literal', type: BIGINT, value });
    expect(mayRaise(call('substr', [col(0, VARCHAR), from('3')], VARCHAR))).toBe(false);
    expect(mayRaise(call('substring', [col(0, VARCHAR), from('-9'), from('2')], VARCHAR))).toBe(false);
    expect(mayRaise(call('substr', [col(0, VARCHAR), from('99999999999')], VARCHAR))).toBe(true);
    expect(mayRaise(call('substr', [col(0, VARCHAR), col(1, BIGINT)], VARCHAR))).toBe(true);
  });

  test('date_part raises for unknown parts: only a constant part is known', () => {
    const part: Expression = { kind: 'literal', type: VARCHAR, value: 'year' };
    expect(mayRaise(call('date_part', [part, col(0, type('DATE'))], BIGINT))).toBe(false);
    expect(mayRaise(call('date_part', [col(1, VARCHAR), col(0, type('DATE'))], BIGINT))).toBe(true);
  });

  test('a part that may raise makes the whole one that may, guarded or not', () => {
    const guarded: Expression = {
      kind: 'case',
      branches: [{ when: compare(col(1), '=', int(1)), then: cast(VARCHAR, INTEGER) }],
      otherwise: int(0),
      type: INTEGER,
    };
    expect(mayRaise(guarded)).toBe(true);
    expect(mayRaise(compare(col(0), '=', int(1)))).toBe(false);
  });
});
