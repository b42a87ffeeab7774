import { expect, test } from 'vitest';
import { hugePlaces } from './huge-places.ts';

const HUGE = { leaf: true, children: [] };
const NONE = { leaf: false, children: [] };

test('integers without a type in Arrow are found wherever they stand', () => {
  expect(hugePlaces('HUGEINT')).toEqual(HUGE);
  expect(hugePlaces('VARCHAR')).toEqual(NONE);
  expect(hugePlaces('UHUGEINT[][3]')).toEqual({ leaf: false, children: [{ leaf: false, children: [HUGE] }] });
  expect(hugePlaces('MAP(VARCHAR, BIGNUM)')).toEqual({ leaf: false, children: [NONE, HUGE] });
});

test('names of fields with commas, brackets and quotes do not lead astray', () => {
  expect(hugePlaces('STRUCT("a, ""(b" HUGEINT, c DECIMAL(12,2), HUGEINT VARCHAR)').children).toEqual([
    HUGE,
    NONE,
    NONE,
  ]);
  expect(hugePlaces(`STRUCT(e ENUM('x, (y', 'z'), HUGEINT)`).children).toEqual([NONE, HUGE]);
  expect(hugePlaces('STRUCT(TIMESTAMP WITH TIME ZONE, t TIME WITH TIME ZONE, HUGEINT)').children).toEqual([
    NONE,
    NONE,
    HUGE,
  ]);
});
