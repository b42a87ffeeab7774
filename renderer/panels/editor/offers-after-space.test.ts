import { expect, test } from 'vitest';
import { offersAfterSpace } from './offers-after-space.ts';

test('after words and signs that await a name', () => {
  const texts = ['SELECT ', 'select a from ', 'x JOIN\n', 'where a = ', 'order by ', 'a, ', 'f(a) and '];
  expect(texts.filter(offersAfterSpace)).toEqual(texts);
});

test('not after names, values and finished clauses', () => {
  const texts = ['select a ', "where a = 'x' ", 'from shop.orders ', 'limit 10 ', 'valid_from ', 'f() '];
  expect(texts.filter(offersAfterSpace)).toEqual([]);
});
