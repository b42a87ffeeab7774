import type { Measurement } from '../../engine/execute/execution.ts';
import type { PlacedPlan } from '../../engine/plan/fragment.ts';
import type { PlanNode } from '../../engine/plan/node.ts';
import { walk } from '../../engine/plan/walk.ts';

/** What of an operator tells its kinds apart. */
function nameOf(node: PlanNode): string {
  return node.kind === 'join' ? `${node.joinType} join` : node.kind;
}

const aggregates = (plan: PlanNode): number =>
  [...walk(plan)].filter(({ kind }) => kind === 'aggregate').length;

/** What many plans and runs did, so that a campaign shows what it has tried. */
export class Tally {
  readonly #plans = new Map<string, number>();
  readonly #operators = new Map<string, number>();

  /** @param unpushed the plan of the same text without any pushdown, where there is one */
  add(plan: PlacedPlan, measurement: Measurement, unpushed: PlacedPlan | null): void {
    const { fragments } = plan;
    const whole = fragments.length === 1 && plan.sites[plan.plan.id] !== 'local';
    this.#count('whole query at one source', whole);
    this.#count('several fragments', fragments.length > 1);
    this.#count('several sources', new Set(fragments.map(({ source }) => source)).size > 1);
    this.#count('opaque', plan.opaque !== null);
    this.#count(
      'key sets planned',
      fragments.some(({ keys }) => keys !== undefined),
    );
    const sent = Object.values(measurement.keys ?? {}).flatMap(({ sets }) => sets.map((set) => set.as));
    for (const form of new Set(sent)) this.#count(`key sets sent as ${form}`, true);
    this.#count(
      'key sets sent',
      sent.some((form) => form !== 'none'),
    );
    const more = unpushed !== null && aggregates(plan.plan) > aggregates(unpushed.plan);
    this.#count('split aggregates', more);
    const names = fragments.flatMap((fragment) => [...walk(fragment.plan)].map(nameOf));
    for (const name of new Set(names)) this.#operators.set(name, (this.#operators.get(name) ?? 0) + 1);
  }

  /** Counts by name, the most frequent first: of plans, and of plans with such an operator in a fragment. */
  lines(): readonly string[] {
    const list = (counts: ReadonlyMap<string, number>): string =>
      [...counts]
        .toSorted((a, b) => b[1] - a[1])
        .map(([name, count]) => `${name} ${count}`)
        .join(', ');
    return [`plans pushed in full: ${list(this.#plans)}`, `operators in fragments: ${list(this.#operators)}`];
  }

  /** How many plans had what `lines` calls by this name. */
  count(name: string): number {
    return this.#plans.get(name) ?? this.#operators.get(name) ?? 0;
  }

  #count(name: string, has: boolean): void {
    this.#plans.set(name, (this.#plans.get(name) ?? 0) + Number(has));
  }
}
