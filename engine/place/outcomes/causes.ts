import { childrenOf } from '../../plan/children.ts';
import type { CteNode, CteRefNode, NodeId, PlanNode } from '../../plan/node.ts';
import { walk } from '../../plan/walk.ts';
import type { PushdownMode } from '../../types/pushdown.ts';
import type { LedgerRecord } from '../ledger.ts';
import { nameOf } from '../refuse-by-capability.ts';
import type { Cause } from './verdict.ts';

const OUTER: ReadonlySet<string> = new Set(['left', 'right', 'full', 'single']);

/** Says why operators and predicates of the remainder are done here. */
export class Causes {
  readonly #records = new Map<NodeId, LedgerRecord[]>();
  readonly #mode: PushdownMode;

  /** The WITH queries that are read here. */
  readonly #definitions = new Map<string, PlanNode>();

  constructor(records: readonly LedgerRecord[], mode: PushdownMode, remainder: PlanNode) {
    this.#mode = mode;
    for (const node of walk(remainder))
      if (node.kind === 'cte') this.#definitions.set(node.cte, node.definition);
    for (const record of records)
      this.#records.set(record.node, [...(this.#records.get(record.node) ?? []), record]);
  }

  /** Of an operator: its own reason, else the setting that keeps it, else what below it is kept. */
  ofOperator(node: PlanNode): Cause {
    return this.#own(node) ?? this.#setting() ?? this.#below(node);
  }

  /** Of a predicate that the operator checks here. */
  ofPredicate(node: PlanNode, conjunct: string): Cause {
    const own = this.#records.get(node.id)?.find(({ conjuncts }) => conjuncts?.includes(conjunct));
    if (own !== undefined) return own.told;
    return this.#afterOuterJoin(node) ?? this.#own(node) ?? this.#setting() ?? this.#below(node);
  }

  #own(node: PlanNode): Cause | null {
    const recorded = this.#records.get(node.id)?.find(({ conjuncts }) => conjuncts === null);
    if (recorded !== undefined) return recorded.told;
    if (node.kind === 'delim-join' || node.kind === 'delim-scan') return CORRELATED;
    return node.kind === 'cte' || node.kind === 'cte-ref' ? this.#ofWith(node) : null;
  }

  #ofWith({ cte, name }: CteNode | CteRefNode): Cause {
    const definition = this.#definitions.get(cte);
    this.#definitions.delete(cte);
    const below = definition && definition.kind !== 'fragment-scan' ? this.#below(definition) : null;
    if (definition !== undefined) this.#definitions.set(cte, definition);
    if (below !== null && below !== CONSTANT) return below;
    return { code: 'cost', reason: `WITH ${name} is fetched once and read in several places, here.` };
  }

  #setting(): Cause | null {
    return this.#mode === 'full' ? null : settingCause(this.#mode);
  }

  /** A filter right above an outer join that meets here. */
  #afterOuterJoin(node: PlanNode): Cause | null {
    if (this.#mode !== 'full' || node.kind !== 'filter') return null;
    let below = node.child;
    while (below.kind === 'project' || below.kind === 'filter') below = below.child;
    if (below.kind !== 'join' || !OUTER.has(below.joinType)) return null;
    return {
      code: 'outer-join',
      reason: `It tests what ${phraseOf(below)} fills with NULLs, so it comes after it; a condition in ON could go to the source.`,
    };
  }

  /** The reason of the nearest operator below that is kept for one of its own. */
  #below(node: PlanNode): Cause {
    for (let level = childrenOf(node); level.length > 0; level = level.flatMap(childrenOf)) {
      for (const one of level) {
        const cause = this.#records.get(one.id)?.[0]?.told ?? this.#own(one);
        if (cause !== null)
          return {
            code: cause.code,
            reason: `It works on what ${phraseOf(one)} gives, which runs here.`,
            follows: true,
          };
      }
    }
    return readsSource(node) ? NO_SQL : CONSTANT;
  }
}

/** Why more is done here than must be. */
export function settingCause(mode: 'scan' | 'none'): Cause {
  const sent = mode === 'scan' ? 'columns and simple filters' : 'columns';
  return {
    code: 'setting',
    reason: `Pushdown is set to ${mode}, which sends ${sent} alone: set it to full.`,
  };
}

const CONSTANT: Cause = {
  code: 'constant',
  reason: 'It reads no table, so there is no source to send it to.',
};

const CORRELATED: Cause = {
  code: 'capability',
  reason:
    'The correlated subquery could not be made a join, so it runs here; an equality with the outer column may help.',
};

const NO_SQL: Cause = {
  code: 'capability',
  reason: 'It reads several parts of the plan that are put together here.',
};

function readsSource(node: PlanNode): boolean {
  return [...walk(node)].some(({ kind }) => kind === 'fragment-scan' || kind === 'cte-ref');
}

/** `LEFT JOIN`, `an aggregate`, `WITH name`. */
function phraseOf(node: PlanNode): string {
  if (node.kind === 'cte' || node.kind === 'cte-ref') return `WITH ${node.name}`;
  const name = nameOf(node);
  return /^An? /.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
