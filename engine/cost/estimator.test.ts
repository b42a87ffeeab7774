import { describe, expect, test } from 'vitest';
import type { PlanNode } from '../plan/node.ts';
import { DOUBLE, INTEGER, VARCHAR } from '../types/data-type.ts';
import {
  at,
  compare,
  constant,
  estimatorOver,
  filtered,
  grouped,
  joined,
  tableOf,
} from './sample-plan.fixture.ts';

const KEY = at(0, INTEGER);
const CUSTOMERS = tableOf(
  100,
  { id: [INTEGER, { distinct: 100, nullFraction: 0 }], country: [VARCHAR, { distinct: 5, nullFraction: 0 }] },
  [['id']],
);
const ORDERS = tableOf(
  10_000,
  {
    id: [INTEGER, { distinct: 10_000, nullFraction: 0 }],
    customer: [INTEGER, { distinct: 80, nullFraction: 0, averageBytes: 4 }],
    amount: [DOUBLE, { distinct: 100, nullFraction: 0, min: '0', max: '10', averageBytes: 8 }],
  },
  [['id']],
);
const LINES = tableOf(
  40_000,
  {
    order: [INTEGER, { distinct: 3000, nullFraction: 0 }],
    number: [INTEGER, { distinct: 4, nullFraction: 0, common: [{ value: '1', share: 0.25 }] }],
  },
  [['order', 'number']],
);

const rows = (node: PlanNode): number | null => estimatorOver().rows(node);
const byCustomer = compare(at(1, INTEGER), '=', at(3, INTEGER));
const inOneCountry = filtered(CUSTOMERS, compare(at(1, VARCHAR), '=', constant('DE', VARCHAR)));

describe('joins', () => {
  test('a child and its parent: as many rows as the child, as far as parents are left', () => {
    expect(rows(joined('inner', ORDERS, CUSTOMERS, byCustomer))).toBeCloseTo(10_000, 6);
    expect(rows(joined('inner', ORDERS, inOneCountry, byCustomer))).toBeCloseTo(2000, 6);
  });

  test('a predicate on both sides of the equality counts once', () => {
    const few = (node: PlanNode, index: number): PlanNode =>
      filtered(node, compare(at(index, INTEGER), '=', constant('7', INTEGER)));
    // 10000 / 80 orders of one customer.
    expect(rows(joined('inner', few(ORDERS, 1), few(CUSTOMERS, 0), byCustomer))).toBeCloseTo(125, 6);
  });

  test('semi and anti by the values that the other side has', () => {
    const own = compare(KEY, '=', at(3, INTEGER));
    expect(rows(joined('semi', CUSTOMERS, ORDERS, own))).toBeCloseTo(80, 6);
    const orders = tableOf(50, { n: [INTEGER], customer: [INTEGER, { distinct: 40, nullFraction: 0 }] });
    expect(rows(joined('semi', CUSTOMERS, orders, own))).toBeCloseTo(40, 6);
    expect(rows(joined('anti', CUSTOMERS, orders, own))).toBeCloseTo(60, 6);
    // 50 that meet one, and the 60 customers that meet none.
    expect(rows(joined('left', CUSTOMERS, orders, own))).toBeCloseTo(110, 6);
    expect(rows(joined('mark', CUSTOMERS, orders, own))).toBe(100);
  });

  test('a composite key is one', () => {
    const parts = tableOf(1000, { order: [INTEGER, { distinct: 900 }], number: [INTEGER, { distinct: 4 }] });
    const both = [compare(at(0, INTEGER), '=', at(2, INTEGER)), compare(at(1, INTEGER), '=', at(3, INTEGER))];
    expect(rows(joined('inner', parts, LINES, ...both))).toBeCloseTo(1000, 6);
  });

  test('unknown rows stay unknown, but for what bounds them', () => {
    const unknown = tableOf(null, { a: [INTEGER] });
    expect(rows(joined('inner', unknown, CUSTOMERS, compare(KEY, '=', at(1, INTEGER))))).toBeNull();
    expect(
      rows({ kind: 'top-n', id: 'top', child: unknown, keys: [], limit: 5, offset: 0, columns: [] }),
    ).toBe(5);
    expect(rows(grouped(unknown, []))).toBe(1);
  });
});

describe('columns', () => {
  test('the first column of a composite key has at least the rows of one number', () => {
    expect(estimatorOver().column(LINES, 0)?.distinct).toBe(10_000);
    expect(estimatorOver().column(LINES, 1)?.distinct).toBe(4);
  });

  test('values left by a filter on another column', () => {
    const half = filtered(ORDERS, compare(at(2, DOUBLE), '<', constant('0.1', DOUBLE)));
    expect(rows(half)).toBeCloseTo(100, 6);
    // 80 (1 - (1 - 0.01)^(10000 / 80))
    expect(estimatorOver().column(half, 1)?.distinct).toBeCloseTo(80 * (1 - 0.99 ** 125), 6);
    expect(estimatorOver().column(half, 1)?.domain).toBe(80);
  });

  test('widths as the source counts them, else by type', () => {
    expect(estimatorOver().rowBytes(ORDERS)).toBe(4 + 4 + 8);
    expect(estimatorOver().bytes(ORDERS)).toBe(160_000);
  });
});

describe('groups', () => {
  test('as many as values, combinations or keys, and never more than rows', () => {
    expect(rows(grouped(ORDERS, [at(1, INTEGER)]))).toBe(80);
    expect(rows(grouped(ORDERS, [at(0, INTEGER), at(1, INTEGER)]))).toBe(10_000);
    expect(rows(grouped(inOneCountry, [at(1, VARCHAR)]))).toBe(1);
    // 8000 combinations, of which 10000 rows show 8000 (1 - (1 - 1/8000)^10000).
    const both = rows(grouped(ORDERS, [at(1, INTEGER), at(2, DOUBLE)]));
    expect(both).toBeCloseTo(8000 * (1 - (1 - 1 / 8000) ** 10_000), 3);
  });

  test('HAVING: sums lie about their mean', () => {
    const sums = grouped(ORDERS, [at(1, INTEGER)], at(2, DOUBLE));
    const over = (bound: number): number | null =>
      rows(filtered(sums, compare(at(1, DOUBLE), '>', constant(String(bound), DOUBLE))));
    // 125 orders of 5 on average.
    expect(over(625)).toBeCloseTo(40, 3);
    expect(over(0)).toBeGreaterThan(70);
    expect(over(5000)).toBe(1);
  });
});
