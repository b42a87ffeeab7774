import { conjunctId } from '../../optimize/conjuncts.ts';
import type { Expression } from '../../plan/expression.ts';
import { columnsUsed } from '../../plan/expression-children.ts';
import type { PlanNode } from '../../plan/node.ts';
import type { Causes } from './causes.ts';
import { beginOf } from './begin-of.ts';
import { indexHint } from './index-hint.ts';
import { keysFor } from './keys-for.ts';
import { cutByKeys, elsewhere, repeated } from './part-reasons.ts';
import type { PlacedOperators, StandingPredicate } from './placed-operators.ts';
import { DROPPED, exact, kept, superset, type Verdict } from './verdict.ts';

export interface PredicateContext {
  /** How text is declared at a source to sort by bytes; null where nothing is to be declared. */
  byteCollation(source: string): string | null;
  readonly placed: PlacedOperators;
  readonly causes: Causes;
  /** What became of another operator. */
  ofOperator(node: PlanNode): Verdict;
}

/** What became of one conjunct of an operator of the bound plan, its `at`th. */
export function predicateVerdict(
  node: PlanNode,
  predicate: Expression,
  at: number,
  context: PredicateContext,
): Verdict {
  const mark = conjunctId(node.id, at);
  const { placed, causes } = context;
  const all = placed.withConjunct(mark);
  const own = all.filter((one) => one.predicate.implied !== true);
  const sent = all.filter(({ fragment }) => fragment !== null);
  const [local] = own.filter(({ fragment }) => fragment === null);
  if (local === undefined) {
    if (sent.length > 0) return withHint(exact(own.length > 0 ? own : sent), own, context);
    return ofSubquery(node, predicate, context) ?? DROPPED;
  }
  const cause = causes.ofPredicate(local.node, mark);
  if (sent.length > 0)
    return superset(sent, cause.code, own.some((one) => one.fragment !== null) ? elsewhere : repeated);
  const cut = keysFor(local.node, local.predicate, placed);
  return cut.length > 0
    ? superset(cut, cause.follows === true ? 'cross-source' : cause.code, cutByKeys)
    : kept(cause);
}

function withHint(verdict: Verdict, own: readonly StandingPredicate[], context: PredicateContext): Verdict {
  const [hint] = own.flatMap((one) => indexHint(one, (source) => context.byteCollation(source)) ?? []);
  return hint === undefined ? verdict : { ...verdict, hint };
}

/** A test of a subquery's verdict, or of its outer row, is done by the join that the subquery became. */
function ofSubquery(node: PlanNode, predicate: Expression, context: PredicateContext): Verdict | null {
  if (node.kind !== 'filter') return null;
  for (const index of columnsUsed(predicate)) {
    const { node: begin } = beginOf(node.child, index);
    if (['join', 'delim-join', 'delim-scan'].includes(begin.kind)) return context.ofOperator(begin);
  }
  return null;
}

/** What became of a filter as a whole. */
export function filterVerdict(
  verdicts: readonly Verdict[],
  summary: (sources: readonly string[]) => string,
): Verdict {
  const done = verdicts.filter(({ outcome }) => outcome !== 'dropped');
  const [first] = done;
  if (first === undefined) return DROPPED;
  if (done.length === 1) return first;
  const sources = [...new Set(done.flatMap((one) => one.sources))];
  const fragments = [...new Set(done.flatMap((one) => one.fragments))];
  if (done.every(({ outcome }) => outcome === 'exact'))
    return { outcome: 'exact', sources, fragments, code: null, reason: null };
  const worst =
    done.find(({ outcome }) => outcome === 'kept') ?? done.find(({ code }) => code !== null) ?? first;
  if (done.every(({ outcome }) => outcome === 'kept')) return worst;
  return { outcome: 'superset', sources, fragments, code: worst.code, reason: summary(sources) };
}
