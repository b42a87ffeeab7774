import { childrenOf, withChildren } from '../plan/children.ts';
import type { PlanNode } from '../plan/node.ts';
import { printNode } from '../plan/print-plan.ts';
import { refreshColumns } from '../plan/refresh-columns.ts';
import { walk } from '../plan/walk.ts';
import { sameType } from '../types/data-type.ts';
import { carryConjuncts } from './conjuncts.ts';
import type { Rule, RuleContext, TraceEvent } from './rule.ts';

/** Rounds over one batch before it is taken for a loop between rules. */
const MOST_ROUNDS = 50;

/** Rules that are applied together until none fires. */
export interface RuleBatch {
  readonly name: string;
  readonly rules: readonly Rule[];
}

export interface Optimized {
  readonly plan: PlanNode;
  readonly trace: readonly TraceEvent[];
}

/** Applies each batch to its fixpoint, in order. Throws (a fault of a rule, not of the user) where a schema changed. */
export function optimize(plan: PlanNode, batches: readonly RuleBatch[], context: RuleContext): Optimized {
  const run: Run = { context, trace: [], settled: settledIn(context) };
  let current = plan;
  for (const batch of batches) current = runBatch(refreshColumns(current), batch, run);
  return { plan: current, trace: run.trace };
}

const SETTLED = new WeakMap<RuleContext, Run['settled']>();

/** Who optimises several plans that have parts in common gives the same context, so that it is known of those parts. */
function settledIn(context: RuleContext): Run['settled'] {
  const settled = SETTLED.get(context) ?? new Map<Rule, Set<PlanNode>>();
  SETTLED.set(context, settled);
  return settled;
}

/** What one optimisation keeps. */
interface Run {
  readonly context: RuleContext;
  readonly trace: TraceEvent[];
  /** By rule, the subtrees in which it did not fire: nodes are never changed, so it would not fire there later on. */
  readonly settled: Map<Rule, Set<PlanNode>>;
}

function runBatch(plan: PlanNode, batch: RuleBatch, run: Run): PlanNode {
  const { trace } = run;
  let current = plan;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = trace.length;
    for (const rule of batch.rules) {
      const settled = run.settled.get(rule) ?? new Set();
      run.settled.set(rule, settled);
      current = applyTo(current, rule, settled, run);
    }
    if (trace.length === before) return current;
  }
  throw new Error(
    `The rules of ${batch.name} do not come to an end: ${trace
      .slice(-5)
      .map((event) => event.rule)
      .join(', ')}`,
  );
}

/** A rule over a subtree: at its root and, but for rules of scope `plan`, at each operator below. */
function applyTo(node: PlanNode, rule: Rule, settled: Set<PlanNode>, run: Run): PlanNode {
  if (settled.has(node)) return node;
  const here = applyOnce(node, rule, run);
  const done =
    rule.scope === 'plan'
      ? here
      : withChildren(
          here,
          childrenOf(here).map((child) => applyTo(child, rule, settled, run)),
        );
  if (done === node) settled.add(node);
  return done;
}

function applyOnce(node: PlanNode, rule: Rule, { context, trace }: Run): PlanNode {
  const made = rule.apply(node, context);
  if (made === null) return node;
  checkSchema(rule, node, made);
  const replaced = carryConjuncts(node, made);
  const before = new Set(walk(node).map((one) => one.id));
  const after = new Set(walk(replaced).map((one) => one.id));
  trace.push({
    rule: rule.name,
    at: node.id,
    into: replaced.id,
    consumed: [...before].filter((id) => !after.has(id)),
    made: [...after].filter((id) => !before.has(id)),
  });
  return replaced;
}

/** After each rule the schema is checked: the replacement must give the same columns. */
function checkSchema(rule: Rule, before: PlanNode, after: PlanNode): void {
  const same =
    before.columns.length === after.columns.length &&
    before.columns.every((column, at) => {
      const other = after.columns[at];
      return other !== undefined && sameType(column.type, other.type);
    });
  if (!same)
    throw new Error(
      `Rule ${rule.name} changed the columns of: ${printNode(before)} — to: ${printNode(after)}`,
    );
}
