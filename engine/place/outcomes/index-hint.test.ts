import { expect, test } from 'vitest';
import { filter } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import type { Fragment } from '../../plan/fragment.ts';
import type { ScanNode } from '../../plan/node.ts';
import type { Collation } from '../../types/catalog.ts';
import { BOOLEAN, VARCHAR } from '../../types/data-type.ts';
import { indexHint } from './index-hint.ts';

const BY_CASE: Collation = {
  name: 'general_ci',
  equalityIsBytes: false,
  orderIsBytes: false,
  padded: true,
};
const COLUMN: Expression = { kind: 'column', index: 0, type: VARCHAR };

function text(value: string): Expression {
  return { kind: 'literal', type: VARCHAR, value };
}

function compare(op: '=' | '<'): Expression {
  return { kind: 'compare', op, left: COLUMN, right: text('m'), type: BOOLEAN };
}

function like(pattern: string): Expression {
  return { kind: 'call', name: '~~', args: [COLUMN, text(pattern)], type: BOOLEAN };
}

/** The hint for a predicate on a column of that collation. */
function hint(
  predicate: Expression,
  collation: Collation,
  declared: string | null = 'by_bytes',
): string | null {
  const field = { name: 'town', nativeType: 'text', type: VARCHAR, nullable: true, collation };
  const scan: ScanNode = {
    kind: 'scan',
    id: 'n1',
    source: 'crm',
    table: { schema: null, name: 'people' },
    fields: [{ ...field, comment: null, statistics: null, typeEnforced: true }],
    columns: [{ name: 'town', type: VARCHAR, nullable: true, collation, origins: [], tags: [] }],
  };
  const plan = filter(scan, [predicate], 'n2');
  const text = { sql: '', params: [], columns: [], covers: [], tables: [], partition: null };
  const fragment: Fragment = {
    id: 'f1',
    source: 'crm',
    plan,
    ...text,
    estimated: { rows: null, bytes: null },
  };
  return indexHint({ node: plan, fragment, predicate }, () => declared);
}

test('a range of text that is sorted otherwise names the column and what to declare', () => {
  const told =
    'town is tested by bytes but sorted by general_ci, so its index may not serve: declare it by_bytes.';
  expect(hint(compare('<'), BY_CASE)).toBe(told);
  expect(hint(like('Be%'), BY_CASE)).toBe(told);
});

test('nothing is to be declared where no index would serve, or one does', () => {
  expect(hint(compare('='), BY_CASE)).toBeNull();
  expect(hint(like('%lin'), BY_CASE)).toBeNull();
  expect(hint(compare('<'), { ...BY_CASE, orderIsBytes: true })).toBeNull();
  expect(hint(compare('<'), BY_CASE, null)).toBeNull();
});
