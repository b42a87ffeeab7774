import { expect, test } from 'vitest';
import { BIGINT, type DataType, INTEGER, VARCHAR } from '../../engine/types/data-type.ts';
import { keyArray } from './key-array.ts';

const SMALLINT: DataType = { id: 'SMALLINT' };

test('integers go in binary form, each in its own width', () => {
  const array = keyArray({ at: 0, columns: [{ type: SMALLINT, values: Int16Array.of(-2, 3) }] });
  expect(array.toString('hex')).toBe(
    ['00000001', '00000000', '00000015', '00000002', '00000001', '00000002fffe', '000000020003'].join(''),
  );
  const wide = keyArray({ at: 0, columns: [{ type: BIGINT, values: BigInt64Array.of(-1n) }] });
  expect(wide.toString('hex').slice(-24)).toBe('00000008ffffffffffffffff');
});

test('no key is an array without dimensions', () => {
  const array = keyArray({ at: 0, columns: [{ type: INTEGER, values: new Int32Array(0) }] });
  expect(array.toString('hex')).toBe('000000000000000000000017');
});

test('all else goes as text', () => {
  const values = ['a', 'with "quotes" and \\', 'NULL'];
  expect(keyArray({ at: 0, columns: [{ type: VARCHAR, values }] })).toBe(
    '{"a","with \\"quotes\\" and \\\\","NULL"}',
  );
});
