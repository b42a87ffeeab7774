import type { OnOffCase } from './case.ts';
import { GROUP_CASES } from './cases/groups.ts';
import { ROW_CASES } from './cases/rows.ts';
import { TEXT_CASES } from './cases/text.ts';
import { VALUE_CASES } from './cases/values.ts';

/** All cases by topic. */
export const ON_OFF_CASES: Readonly<Record<string, readonly OnOffCase[]>> = {
  groups: GROUP_CASES,
  rows: ROW_CASES,
  text: TEXT_CASES,
  values: VALUE_CASES,
};
