import { childrenOf } from '../../plan/children.ts';
import type { NodeId, PlanKind, PlanNode } from '../../plan/node.ts';
import type { BoundPlan } from './bound-plan.ts';
import type { Causes } from './causes.ts';
import type { Descendants } from './descendants.ts';
import { joinsApart, meet } from './joins-apart.ts';
import { partly } from './part-reasons.ts';
import type { PlacedOperators, Standing } from './placed-operators.ts';
import { DROPPED, exact, kept, superset, type Verdict } from './verdict.ts';

/** Kinds that rules make of one another. */
const FAMILIES: readonly (readonly PlanKind[])[] = [
  ['sort', 'limit', 'top-n'],
  ['aggregate', 'distinct'],
];

export interface OperatorContext {
  readonly bound: BoundPlan;
  readonly placed: PlacedOperators;
  readonly descendants: Descendants;
  readonly causes: Causes;
  /** What became of a filter, by its conjuncts. */
  ofFilter(node: Extract<PlanNode, { kind: 'filter' }>): Verdict;
}

/** Finds, for operators of the bound plan, where they are done. */
export class OperatorVerdicts {
  readonly #context: OperatorContext;
  readonly #known = new Map<NodeId, Verdict>();

  constructor(context: OperatorContext) {
    this.#context = context;
  }

  of(node: PlanNode): Verdict {
    const known = this.#known.get(node.id);
    if (known !== undefined) return known;
    const verdict = this.#find(node);
    this.#known.set(node.id, verdict);
    return verdict;
  }

  #find(node: PlanNode): Verdict {
    const { bound, placed } = this.#context;
    const standing = placed.withId(node.id);
    switch (node.kind) {
      case 'filter':
        return this.#context.ofFilter(node);
      case 'join':
      case 'delim-join':
        return this.#judge(node, joinsApart(node, bound, placed));
      case 'project':
        return this.#ofProject(node);
      case 'model':
      case 'governed':
        return this.#like(node.child);
      case 'cte':
        return standing.length > 0 ? this.#judge(node, standing) : this.#like(node.body);
      case 'cte-ref': {
        const definition = bound.definitionOf(node.cte);
        return standing.length > 0 || definition === null
          ? this.#judge(node, standing)
          : this.#like(definition);
      }
      case 'delim-scan': {
        const feeding = bound.delimJoinOf(node.delim);
        return standing.length > 0 || feeding === null ? this.#judge(node, standing) : this.of(feeding);
      }
      case 'scan':
      case 'values':
        return this.#judge(node, standing);
      default:
        return this.#judge(
          node,
          this.#alike(node, () => true),
        );
    }
  }

  /** One that only picks columns is done where its input is; nothing else is left to do of it. */
  #ofProject(node: Extract<PlanNode, { kind: 'project' }>): Verdict {
    if (!computes(node)) return this.#like(node.child);
    const standing = this.#alike(node, computes);
    return standing.length === 0 ? this.#like(node.child) : this.#judge(node, standing);
  }

  /** The operators of its kind that came of it and read something of what it reads. */
  #alike(node: PlanNode, test: (node: PlanNode) => boolean): readonly Standing[] {
    const { bound, placed, descendants } = this.#context;
    const kinds = FAMILIES.find((one) => one.includes(node.kind)) ?? [node.kind];
    const leaves = bound.leavesBelow(node);
    return [...descendants.of(node.id)]
      .flatMap((id) => placed.withId(id))
      .filter((one) => kinds.includes(one.node.kind) && test(one.node))
      .filter((one) => meet(leaves, placed.leavesBelow(one.node)));
  }

  #judge(node: PlanNode, standing: readonly Standing[]): Verdict {
    if (standing.length === 0) return DROPPED;
    const local = standing.find(({ fragment }) => fragment === null);
    if (local === undefined) return exact(standing);
    const cause = this.#context.causes.ofOperator(local.node);
    if (standing.every(({ fragment }) => fragment === null)) return kept(cause);
    return superset(standing, cause.code, (sources) => partly(node, sources));
  }

  /** Where the rows are that an operator gives: one that only marks or picks columns is done there. */
  #like(node: PlanNode): Verdict {
    const verdict = this.of(node);
    if (verdict.outcome === 'kept') return verdict;
    if (verdict.outcome === 'superset')
      return kept({
        code: verdict.code ?? 'cross-source',
        reason: 'It works on rows that are put together here.',
      });
    const below = childrenOf(node).map((child) => this.#like(child));
    const [first = DROPPED] = below;
    return (
      below.find(({ outcome }) => outcome === 'kept') ?? (verdict.outcome === 'dropped' ? first : verdict)
    );
  }
}

function computes(node: PlanNode): boolean {
  return node.kind === 'project' && node.expressions.some(({ kind }) => kind !== 'column');
}
