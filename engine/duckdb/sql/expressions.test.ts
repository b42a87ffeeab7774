import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Expression } from '../../plan/expression.ts';
import { lit, int, call, compare, scalar } from '../../spi/sql/testing/shorthand.ts';
import type { DataType } from '../../types/data-type.ts';
import { BIGINT, BOOLEAN, DOUBLE, INTEGER, VARCHAR } from '../../types/data-type.ts';
import type { LiteralValue } from '../../types/literal.ts';
import type { Database } from '../database.ts';
import { duckdbDialect } from '../dialect.ts';
import { answer, stagedDatabase } from './remainder.testing.ts';

let db: Database;
beforeAll(async () => {
  db = await stagedDatabase();
});
afterAll(() => db.close());

describe('expressions', () => {
  const list: DataType = { id: 'LIST', child: VARCHAR };
  const constants: readonly (readonly [DataType, LiteralValue])[] = [
    [BOOLEAN, 'true'],
    [INTEGER, '-2147483648'],
    [INTEGER, '5'],
    [{ id: 'TINYINT' }, '-128'],
    [{ id: 'UBIGINT' }, '18446744073709551615'],
    [{ id: 'HUGEINT' }, '-170141183460469231731687303715884105728'],
    [{ id: 'UHUGEINT' }, '340282366920938463463374607431768211455'],
    [{ id: 'DECIMAL', width: 38, scale: 10 }, '-1234567890123456789012345678.0123456789'],
    [DOUBLE, '1.5e-320'],
    [DOUBLE, 'NaN'],
    [{ id: 'FLOAT' }, '-Infinity'],
    [VARCHAR, "it's \\ \n ü 😀"],
    [VARCHAR, 'a\0b'],
    [{ id: 'VARCHAR', alias: 'JSON' }, '{"a": 1}'],
    [{ id: 'BLOB' }, '00FF27'],
    [{ id: 'UUID' }, '00000000-0000-0000-0000-00000000000a'],
    [{ id: 'DATE' }, '-infinity'],
    [{ id: 'TIME' }, '24:00:00'],
    [{ id: 'TIME WITH TIME ZONE' }, '01:02:03.000004+05:30'],
    [{ id: 'TIMESTAMP' }, '0044-03-15 (BC) 01:00:00'],
    [{ id: 'TIMESTAMP_NS' }, '2020-01-01 00:00:00.123456789'],
    [{ id: 'TIMESTAMP WITH TIME ZONE' }, '2020-01-01 00:00:00.5+00'],
    [{ id: 'INTERVAL' }, '14 months -3 days 00:00:00.000001'],
    [{ id: 'ENUM', values: ['a', "b'c"] }, "b'c"],
    [list, ['x', null, "y'"]],
    [list, []],
    [{ id: 'ARRAY', child: INTEGER, size: 2 }, ['1', null]],
    [
      {
        id: 'STRUCT',
        fields: [
          { name: 'a "q"', type: INTEGER },
          { name: 'l', type: list },
        ],
      },
      ['1', ['z']],
    ],
    [{ id: 'MAP', key: VARCHAR, value: BIGINT }, ['k', '1', 'l', null]],
    [
      {
        id: 'UNION',
        members: [
          { name: 'n', type: BIGINT },
          { name: 's', type: VARCHAR },
        ],
      },
      ['s', 'x'],
    ],
  ];
  test.each(constants)('a constant of %j %j keeps its type', async (type, value) => {
    const { rows } = await answer(db, scalar(lit(type, value)));
    const plain = typeof value === 'string' && ['VARCHAR'].includes(type.id) && !('alias' in type);
    if (plain) expect(rows).toEqual([[value]]);
    if (value !== null) expect(rows[0]?.[0]).not.toBeNull();
  });

  const decimal = (width: number, scale: number): DataType => ({ id: 'DECIMAL', width, scale });
  const cases: readonly (readonly [Expression, unknown])[] = [
    [call('-', [call('-', [int(3), call('-', [int(2), int(1)], INTEGER)], INTEGER)], INTEGER), -2],
    [call('*', [lit(decimal(4, 2), '1.50'), lit(decimal(4, 2), '0.10')], decimal(8, 4)), '0.1500'],
    [call('+', [lit(decimal(5, 2), '1.50'), lit(decimal(5, 2), '0.10')], decimal(5, 2)), '1.60'],
    [call('~~', [lit(VARCHAR, 'abc'), lit(VARCHAR, 'a%')], BOOLEAN), true],
    [call('!~~', [lit(VARCHAR, 'abc'), lit(VARCHAR, 'a%')], BOOLEAN), false],
    [call('||', [lit(VARCHAR, 'a'), lit(VARCHAR, 'b')], VARCHAR), 'ab'],
    [call('//', [int(-7), int(2)], INTEGER), -3],
    [call('position', [lit(VARCHAR, 'abc'), lit(VARCHAR, 'c')], BIGINT), 3],
    [call('substring', [lit(VARCHAR, 'abc'), lit(BIGINT, '2'), lit(BIGINT, '1')], VARCHAR), 'b'],
    [call('date_part', [lit(VARCHAR, 'year'), lit({ id: 'DATE' }, '2020-05-06')], BIGINT), 2020],
    [{ kind: 'in', child: int(1), list: [int(2), lit(INTEGER, null)], negated: false, type: BOOLEAN }, null],
    [{ kind: 'in', child: int(1), list: [int(2)], negated: true, type: BOOLEAN }, true],
    [
      {
        kind: 'between',
        child: int(2),
        lower: int(1),
        upper: int(2),
        lowerInclusive: true,
        upperInclusive: true,
        type: BOOLEAN,
      },
      true,
    ],
    [
      {
        kind: 'between',
        child: int(2),
        lower: int(1),
        upper: int(2),
        lowerInclusive: true,
        upperInclusive: false,
        type: BOOLEAN,
      },
      false,
    ],
    [{ kind: 'cast', child: lit(VARCHAR, 'x'), type: INTEGER, try: true }, null],
    [
      {
        kind: 'case',
        branches: [{ when: compare(int(1), '=', int(2)), then: int(1) }],
        otherwise: lit(INTEGER, null),
        type: INTEGER,
      },
      null,
    ],
    [
      {
        kind: 'not',
        child: {
          kind: 'or',
          args: [
            compare(int(1), '=', int(2)),
            { kind: 'and', args: [lit(BOOLEAN, 'true'), lit(BOOLEAN, 'false')], type: BOOLEAN },
          ],
          type: BOOLEAN,
        },
        type: BOOLEAN,
      },
      true,
    ],
    [
      {
        kind: 'is-null',
        child: compare(lit(INTEGER, null), 'is not distinct from', lit(INTEGER, null)),
        negated: true,
        type: BOOLEAN,
      },
      true,
    ],
    [
      call(
        'list_transform',
        [
          lit({ id: 'LIST', child: INTEGER }, ['1', '2']),
          {
            kind: 'lambda',
            parameters: ['x'],
            body: call('+', [{ kind: 'lambda-parameter', name: 'x', type: INTEGER }, int(1)], INTEGER),
            type: INTEGER,
          },
        ],
        { id: 'LIST', child: INTEGER },
      ),
      '[2, 3]',
    ],
    [
      call('struct_pack', [int(1), lit(VARCHAR, 'x')], {
        id: 'STRUCT',
        fields: [
          { name: 'A b', type: INTEGER },
          { name: 'c', type: VARCHAR },
        ],
      }),
      "{'A b': 1, 'c': 'x'}",
    ],
  ];
  test.each(cases)('%j', async (expression, expected) => {
    const { rows } = await answer(db, scalar(expression));
    expect(rows[0]?.[0]).toEqual(expected);
  });

  test('what has no exact text is refused', () => {
    const row = call('row', [int(1)], { id: 'STRUCT', fields: [{ name: '', type: INTEGER }] });
    const cast: Expression = { kind: 'cast', child: row, type: row.type, try: false };
    expect(duckdbDialect.refuse(scalar(cast))).toMatchObject({ code: 'dialect' });
    expect(duckdbDialect.refuse(scalar(lit({ id: 'BIT' }, '1')))).toMatchObject({ code: 'dialect' });
  });
});
