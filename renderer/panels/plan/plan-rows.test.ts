import { expect, test } from 'vitest';
import type { PlanTree } from '../../../engine/types/explain.ts';
import { planRows, planStep } from './plan-rows.ts';

function node(id: string, fragment: string | null, children: readonly PlanTree[] = []): PlanTree {
  const figures = { estimatedRows: null, estimatedBytes: null, actualRows: null };
  return { id, kind: 'filter', line: id, site: 'local', fragment, columns: [], children, ...figures };
}

const PLAN = node('join', null, [node('filter', 'f1', [node('scan', 'f1')]), node('other', 'f2')]);
const OPEN = planRows(PLAN, new Set());

test('a plan is drawn from the root on, and pieces are marked where they begin', () => {
  expect(
    OPEN.map((row) => [row.node.id, row.level, row.parent, row.place, row.of, row.beginsFragment]),
  ).toEqual([
    ['join', 1, null, 1, 1, false],
    ['filter', 2, 'join', 1, 2, true],
    ['scan', 3, 'filter', 1, 1, false],
    ['other', 2, 'join', 2, 2, true],
  ]);
  expect(planRows(PLAN, new Set(['filter'])).map((row) => row.node.id)).toEqual(['join', 'filter', 'other']);
});

test('keys walk the tree', () => {
  expect(planStep(OPEN, 'join', 'ArrowDown')).toEqual({ kind: 'go', id: 'filter' });
  expect(planStep(OPEN, 'scan', 'ArrowLeft')).toEqual({ kind: 'go', id: 'filter' });
  expect(planStep(OPEN, 'filter', 'ArrowLeft')).toEqual({ kind: 'toggle', id: 'filter' });
  expect(planStep(planRows(PLAN, new Set(['filter'])), 'filter', 'ArrowRight')).toEqual({
    kind: 'toggle',
    id: 'filter',
  });
  expect(planStep(OPEN, 'join', 'End')).toEqual({ kind: 'go', id: 'other' });
  expect(planStep(OPEN, 'join', 'ArrowUp')).toBeNull();
  expect(planStep(OPEN, 'other', 'ArrowRight')).toBeNull();
});
