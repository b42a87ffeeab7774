import { markConjuncts } from '../../optimize/conjuncts.ts';
import { planOf } from '../../optimize/rule-test.fixture.ts';
import type { PlanNode } from '../../plan/node.ts';
import type { Outcome } from '../../types/explain.ts';
import { type PlacedOptions, placePlan } from '../placed-text.fixture.ts';
import { listOutcomes } from './list-outcomes.ts';

/** A text over the sample sources: its bound plan and what became of it. */
export async function outcomesOf(
  sql: string,
  options: PlacedOptions = {},
): Promise<{ readonly bound: PlanNode; readonly outcomes: readonly Outcome[] }> {
  const bound = markConjuncts(await planOf(sql));
  const placed = placePlan(bound, options);
  const { trace, records } = placed;
  const outcomes = listOutcomes(bound, placed, {
    trace,
    records,
    mode: options.mode ?? 'full',
    byteCollation: () => 'byte_order',
  });
  return { bound, outcomes };
}

/** An outcome as one line: `filter: amount > 1 | superset at shop (f1) | cross-source: …`. */
export function outcomeLine(one: Outcome): string {
  const what = one.expression === null ? '' : ` ${one.expression}`;
  const where = one.sources.length === 0 ? '' : ` at ${one.sources.join(', ')} (${one.fragments.join(', ')})`;
  const why = one.reason === null ? '' : ` | ${one.code === null ? '' : `${one.code}: `}${one.reason}`;
  return `${one.part === 'predicate' ? '  ' : ''}${one.operator}${what} | ${one.outcome}${where}${why}`;
}
