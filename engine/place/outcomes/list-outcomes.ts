import { predicatesOf } from '../../optimize/conjuncts.ts';
import type { TraceEvent } from '../../optimize/rule.ts';
import type { Expression } from '../../plan/expression.ts';
import { columnsUsed } from '../../plan/expression-children.ts';
import type { Fragment } from '../../plan/fragment.ts';
import type { PlanNode } from '../../plan/node.ts';
import { walk } from '../../plan/walk.ts';
import type { Outcome } from '../../types/explain.ts';
import type { PushdownMode } from '../../types/pushdown.ts';
import type { LedgerRecord } from '../ledger.ts';
import { beginOf } from './begin-of.ts';
import { BoundPlan } from './bound-plan.ts';
import { Causes } from './causes.ts';
import { Descendants } from './descendants.ts';
import { operatorText, predicateText } from './operator-text.ts';
import { OperatorVerdicts } from './operator-verdicts.ts';
import { partly } from './part-reasons.ts';
import { type CutPlan, PlacedOperators } from './placed-operators.ts';
import { filterVerdict, predicateVerdict } from './predicate-verdicts.ts';
import { type Cause, exact, kept, type Verdict } from './verdict.ts';

export interface OutcomeOptions {
  readonly trace: readonly TraceEvent[];
  readonly records: readonly LedgerRecord[];
  readonly mode: PushdownMode;
  /** How text is declared at a source to sort by bytes; null where nothing is to be declared. */
  readonly byteCollation: (source: string) => string | null;
}

/**
 * What became of each operator of the bound plan, whose conjuncts are marked (`markConjuncts`), and of each conjunct of
 * its filters and joins, which follow their operator: each once, parents before children.
 */
export function listOutcomes(
  bound: PlanNode,
  cut: CutPlan,
  { trace, records, mode, byteCollation }: OutcomeOptions,
): readonly Outcome[] {
  const placed = new PlacedOperators(cut);
  const causes = new Causes(records, mode, cut.remainder);
  const context = { placed, causes, byteCollation, ofOperator: (node: PlanNode) => verdicts.of(node) };
  const ofPredicates = (node: PlanNode): readonly Verdict[] =>
    predicatesOf(node).map((one, at) => predicateVerdict(node, one, at, context));
  const verdicts: OperatorVerdicts = new OperatorVerdicts({
    bound: new BoundPlan(bound, (id) => placed.withId(id).length > 0),
    placed,
    descendants: new Descendants(trace),
    causes,
    ofFilter: (node) => filterVerdict(ofPredicates(node), (sources) => partly(node, sources)),
  });
  return list(bound, (node) => verdicts.of(node), ofPredicates);
}

/** The same where the user's own text runs over whole tables: those are read at their sources, all else is done here. */
export function outcomesOfText(
  bound: PlanNode,
  fragments: readonly Fragment[],
  cause: Cause,
): readonly Outcome[] {
  const reads = (fragment: Fragment, node: Extract<PlanNode, { kind: 'scan' }>): boolean =>
    fragment.source === node.source &&
    fragment.tables.some(({ path }) => path.name === node.table.name && path.schema === node.table.schema);
  const verdictOf = (node: PlanNode): Verdict => {
    if (node.kind !== 'scan') return kept(cause);
    return exact(fragments.filter((one) => reads(one, node)).map((fragment) => ({ node, fragment })));
  };
  return list(bound, verdictOf, (node) => predicatesOf(node).map(() => kept(cause)));
}

/** The one outcome of a text that has no plan. */
export function wholeQuery(cause: Cause): Outcome {
  return { part: 'operator', operator: 'query', node: null, expression: null, ...kept(cause) };
}

function list(
  bound: PlanNode,
  ofOperator: (node: PlanNode) => Verdict,
  ofPredicates: (node: PlanNode) => readonly Verdict[],
): readonly Outcome[] {
  return [...walk(bound)].flatMap((node): readonly Outcome[] => {
    const { kind: operator, id } = node;
    const conjuncts = ofPredicates(node).flatMap((verdict, at): readonly Outcome[] => {
      const predicate = predicatesOf(node)[at];
      if (predicate === undefined || isLink(node, predicate)) return [];
      return [
        { part: 'predicate', operator, node: id, expression: predicateText(node, predicate), ...verdict },
      ];
    });
    return [
      { part: 'operator', operator, node: id, expression: operatorText(node), ...ofOperator(node) },
      ...conjuncts,
    ];
  });
}

/** Whether it is not the user's: it ties a subquery to its outer rows, for what the subquery's own predicates ask of them. */
export function isLink(node: PlanNode, predicate: Expression): boolean {
  if (predicate.kind !== 'compare' || predicate.op !== 'is not distinct from') return false;
  if (node.kind === 'delim-join') return true;
  if (node.kind !== 'join') return false;
  return [...columnsUsed(predicate)].some((index) => beginOf(node, index).node.kind === 'delim-scan');
}
