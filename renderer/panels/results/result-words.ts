import type { FilterTerm } from '../../../main/contract/api/results.ts';
import type { RunState } from '../../../main/contract/api/queries.ts';
import { countText } from '../../ui/figures.ts';

export const OPERATOR_WORDS: Readonly<Record<FilterTerm['operator'], string>> = {
  equals: 'is',
  differs: 'is not',
  less: 'is less than',
  'at-most': 'is at most',
  greater: 'is greater than',
  'at-least': 'is at least',
  contains: 'contains',
  begins: 'begins with',
  null: 'is null',
  'not-null': 'is not null',
};

/** Operators that compare with nothing. */
export function needsValue(operator: FilterTerm['operator']): boolean {
  return operator !== 'null' && operator !== 'not-null';
}

/** A condition in words: `amount is at least 10`. */
export function filterText(column: string, { operator, value }: FilterTerm): string {
  const words = `${column} ${OPERATOR_WORDS[operator]}`;
  return needsValue(operator) ? `${words} ${value === '' ? 'empty' : (value ?? '')}` : words;
}

export const STATE_WORDS: Readonly<Record<RunState['state'], string>> = {
  queued: 'waiting',
  planning: 'planning',
  running: 'running',
  complete: 'complete',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** Rows with their number: `1 row`, `3 rows`. */
export function rowsText(rows: number): string {
  return rows === 1 ? '1 row' : `${countText(rows)} rows`;
}
