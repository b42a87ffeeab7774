import type { BreadthCase } from './case.ts';
import { AGGREGATES_CASES } from './cases/aggregates.ts';
import { FOUND_CASES } from './cases/found.ts';
import { JOINS_CASES } from './cases/joins.ts';
import { LOGIC_AND_CASTS_CASES } from './cases/logic-and-casts.ts';
import { NAMES_CASES } from './cases/names.ts';
import { NESTED_CASES } from './cases/nested.ts';
import { NUMBERS_CASES } from './cases/numbers.ts';
import { ORDER_AND_LIMIT_CASES } from './cases/order-and-limit.ts';
import { PIVOT_CASES } from './cases/pivot.ts';
import { SETS_AND_CTES_CASES } from './cases/sets-and-ctes.ts';
import { SUBQUERIES_CASES } from './cases/subqueries.ts';
import { TEXT_CASES } from './cases/text.ts';
import { TIME_CASES } from './cases/time.ts';
import { WINDOWS_CASES } from './cases/windows.ts';

/** All cases by topic. */
export const BREADTH_CASES: Readonly<Record<string, readonly BreadthCase[]>> = {
  aggregates: AGGREGATES_CASES,
  found: FOUND_CASES,
  joins: JOINS_CASES,
  'logic-and-casts': LOGIC_AND_CASTS_CASES,
  names: NAMES_CASES,
  nested: NESTED_CASES,
  numbers: NUMBERS_CASES,
  'order-and-limit': ORDER_AND_LIMIT_CASES,
  pivot: PIVOT_CASES,
  'sets-and-ctes': SETS_AND_CTES_CASES,
  subqueries: SUBQUERIES_CASES,
  text: TEXT_CASES,
  time: TIME_CASES,
  windows: WINDOWS_CASES,
};
