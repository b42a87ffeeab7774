import { Binder } from '../bind/binder.ts';
import { NodeIds } from '../plan/ids.ts';
import type { PlanNode } from '../plan/node.ts';
import { printPlan } from '../plan/print-plan.ts';
import { refreshColumns } from '../plan/refresh-columns.ts';
import { optimize } from './driver.ts';
import type { Rule, SourceFacts } from './rule.ts';
import { SAMPLE_FACTS, sampleTables } from './sample-catalogs.fixture.ts';

/** The bound plan of a text over the sample catalogs. */
export async function planOf(sql: string): Promise<PlanNode> {
  const binder = await Binder.create();
  try {
    const bound = await binder.bind(sql, sampleTables(), new Map());
    if (bound.plan === null) throw new Error(`No plan: ${bound.opaque?.reason ?? ''}`);
    return refreshColumns(bound.plan);
  } finally {
    binder.close();
  }
}

/**
 * The text's plan after the rule, printed. `prepare` are rules that bring it into the shape that the rule looks for;
 * what they did does not count. Throws where the rule did not fire.
 */
export async function fires(rule: Rule, sql: string, prepare: readonly Rule[] = []): Promise<string> {
  const { plan, fired } = apply(rule, await planOf(sql), prepare);
  if (!fired) throw new Error(`${rule.name} did not fire on:\n${printPlan(plan)}`);
  return printPlan(plan);
}

/** Throws where the rule fired. */
export async function doesNotFire(rule: Rule, sql: string, prepare: readonly Rule[] = []): Promise<void> {
  const { plan, fired } = apply(rule, await planOf(sql), prepare);
  if (fired) throw new Error(`${rule.name} fired and made:\n${printPlan(plan)}`);
}

/** The rule over a plan, for plans that no text gives. */
export function apply(
  rule: Rule,
  bound: PlanNode,
  prepare: readonly Rule[] = [],
  sources: SourceFacts = SAMPLE_FACTS,
): { plan: PlanNode; fired: boolean } {
  const ids = NodeIds.after(bound);
  const prepared = optimize(bound, [{ name: 'prepare', rules: prepare }], { ids, sources });
  const { plan, trace } = optimize(prepared.plan, [{ name: 'test', rules: [rule] }], { ids, sources });
  return { plan, fired: trace.length > 0 };
}
