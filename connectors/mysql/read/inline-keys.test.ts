import { expect, test } from 'vitest';
import { BIGINT, VARCHAR, type DataType } from '../../../engine/types/data-type.ts';
import type { KeyList } from '../../../engine/types/key-list.ts';
import { inlineKeys, keyTextBytes } from './inline-keys.ts';

const DATE: DataType = { id: 'DATE' };
const none = (type: DataType): { readonly type: DataType; readonly value: null } => ({ type, value: null });

function listed(...columns: KeyList['columns']): readonly KeyList[] {
  return [{ at: 0, columns }];
}

test('integers, texts and rows stand where their place is', () => {
  const integers = listed({ type: BIGINT, values: BigInt64Array.of(-9223372036854775808n, 0n, 7n) });
  expect(inlineKeys({ sql: 'k IN (?1)', params: [none(BIGINT)], keyLists: integers })).toBe(
    'k IN (-9223372036854775808,0,7)',
  );
  const texts = listed({ type: VARCHAR, values: ['a', "it's", 'back\\', '?1', ''] });
  expect(inlineKeys({ sql: 'k IN (?1)', params: [none(VARCHAR)], keyLists: texts })).toBe(
    "k IN ('a',_utf8mb4 X'69742773',_utf8mb4 X'6261636B5C','?1',_utf8mb4 X'')",
  );
  const rows = listed(
    { type: BIGINT, values: BigInt64Array.of(1n, 2n) },
    { type: VARCHAR, values: ['x,y', 'z'] },
  );
  expect(inlineKeys({ sql: '(a, b) IN (?1)', params: [none(BIGINT)], keyLists: rows })).toBe(
    "(a, b) IN ((1,'x,y'),(2,'z'))",
  );
});

test('what looks like a place within a text or a name is none', () => {
  const sql = "`?1` = '?1' AND `a``?1` IN (?1)";
  const keyLists = listed({ type: BIGINT, values: BigInt64Array.of(5n) });
  expect(inlineKeys({ sql, params: [none(BIGINT)], keyLists })).toBe("`?1` = '?1' AND `a``?1` IN (5)");
});

test('keys that no column there can have are left out; such an end of a range gives way to the last day', () => {
  const dates = listed({ type: DATE, values: ['-infinity', '2024-02-29', '10000-01-01'] });
  expect(inlineKeys({ sql: 'd IN (?1)', params: [none(DATE)], keyLists: dates })).toBe(
    "d IN (DATE'2024-02-29')",
  );
  const infinite = listed({ type: DATE, values: ['infinity'] });
  expect(inlineKeys({ sql: 'd IN (?1)', params: [none(DATE)], keyLists: infinite })).toBe('d IN (NULL)');
  const params = [
    { type: DATE, value: '0044-03-15 (BC)' },
    { type: DATE, value: 'infinity' },
  ];
  expect(inlineKeys({ sql: 'd BETWEEN ?1 AND ?2', params })).toBe(
    "d BETWEEN DATE'0001-01-01' AND DATE'9999-12-31'",
  );
});

test('a list is never longer than it was said to be', () => {
  const values = ['é', 'plain', "it's", '🏝️'.repeat(50)];
  const bytes = values.reduce((sum, value) => sum + Buffer.byteLength(value), 0);
  const keyLists = listed({ type: VARCHAR, values });
  const text = inlineKeys({ sql: '?1', params: [none(VARCHAR)], keyLists });
  expect(text.length).toBeLessThanOrEqual(keyTextBytes({ count: values.length, bytes }));
});
