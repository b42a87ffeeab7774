import type { PlanNode } from '../plan/node.ts';
import type { Refusal } from '../spi/dialect.ts';
import type { NotPushed } from '../types/explain.ts';
import type { CutCosts } from './cheapest-cut.ts';
import { listed } from './refused-text.ts';

/** Why a join that its source could do is done here. */
export const MULTIPLIES: Refusal = {
  code: 'cost',
  reason:
    'It would multiply the rows that travel, so its inputs travel; an equality of both sides would let it go.',
  expression: null,
};

/** Why a predicate that its source could check stays beside those that stay here. */
export const MAY_RAISE: Refusal = {
  code: 'may-raise',
  reason: 'It may fail for rows that a predicate kept here removes first.',
  expression: null,
};

/** Why an operator that its source could do is done here. */
export function dearer({ thereMs, hereMs }: CutCosts, source: string): Refusal {
  const [there, here] = [thereMs, hereMs].map(seconds);
  const reason = `It would take ${source} about ${there}; fetching what it reads and doing it here takes about ${here}.`;
  return { code: 'cost', reason, expression: null };
}

/** Why an operator over several sources is done here. */
export function apart(node: PlanNode, sources: readonly string[]): NotPushed {
  const reason = `It needs rows of ${listed(sources)}, which meet here.`;
  return { operator: node.kind, expression: null, source: null, code: 'cross-source', reason };
}

/** Estimates deserve two digits. */
function seconds(ms: number): string {
  return ms < 100 ? `${Math.ceil(ms)} ms` : `${Number((ms / 1000).toPrecision(2))} s`;
}
