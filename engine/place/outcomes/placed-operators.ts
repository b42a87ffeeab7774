import { predicatesOf } from '../../optimize/conjuncts.ts';
import type { Expression } from '../../plan/expression.ts';
import type { Fragment } from '../../plan/fragment.ts';
import type { NodeId, PlanNode } from '../../plan/node.ts';
import { walk } from '../../plan/walk.ts';

/** An operator of the placed plan: in a fragment, or, with `fragment` null, in the remainder. */
export interface Standing {
  readonly node: PlanNode;
  readonly fragment: Fragment | null;
}

/** A predicate of the placed plan. */
export interface StandingPredicate extends Standing {
  readonly predicate: Expression;
}

/** A placed plan as outcomes look at it. */
export interface CutPlan {
  readonly fragments: readonly Fragment[];
  /** Those before any was shared; the operators of one that another stands for are done by that one. */
  readonly made: readonly Fragment[];
  readonly remainder: PlanNode;
}

/** All operators of a placed plan, by the ids that the user's own have, and its predicates by the user's conjuncts. */
export class PlacedOperators {
  readonly remainder: PlanNode;
  readonly all: readonly Standing[];
  readonly #byId = new Map<NodeId, Standing[]>();
  readonly #byConjunct = new Map<string, StandingPredicate[]>();
  readonly #leaves = new Map<PlanNode, ReadonlySet<NodeId>>();
  readonly #fragments: readonly Fragment[];

  constructor({ fragments, made, remainder }: CutPlan) {
    this.remainder = remainder;
    this.#fragments = fragments;
    const sent = made.flatMap(({ plan }) => {
      const fragment = fragments.find(({ covers }) => covers.includes(plan.id));
      return fragment === undefined ? [] : [...walk(plan)].map((node): Standing => ({ node, fragment }));
    });
    const local = [...walk(remainder)]
      .filter(({ kind }) => kind !== 'fragment-scan')
      .map((node): Standing => ({ node, fragment: null }));
    this.all = [...sent, ...local];
    for (const standing of this.all) {
      add(this.#byId, standing.node.id, standing);
      for (const predicate of predicatesOf(standing.node))
        for (const mark of predicate.conjuncts ?? []) add(this.#byConjunct, mark, { ...standing, predicate });
    }
  }

  withId(id: NodeId): readonly Standing[] {
    return this.#byId.get(id) ?? [];
  }

  withConjunct(mark: string): readonly StandingPredicate[] {
    return this.#byConjunct.get(mark) ?? [];
  }

  fragment(id: string): Fragment | null {
    return this.#fragments.find((one) => one.id === id) ?? null;
  }

  /** What an operator of the placed plan reads, by id: tables, constants and references. */
  leavesBelow(node: PlanNode): ReadonlySet<NodeId> {
    const known = this.#leaves.get(node);
    if (known !== undefined) return known;
    const leaves = new Set(
      [...walk(node)].flatMap((one) => {
        if (one.kind === 'fragment-scan') return this.fragment(one.fragment)?.covers ?? [];
        return isLeaf(one) ? [one.id] : [];
      }),
    );
    this.#leaves.set(node, leaves);
    return leaves;
  }
}

/** Whether rows begin there. */
export function isLeaf(node: PlanNode): boolean {
  switch (node.kind) {
    case 'scan':
    case 'values':
    case 'cte-ref':
    case 'delim-scan':
      return true;
    case 'table-function':
      return node.child === null;
    default:
      return false;
  }
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
