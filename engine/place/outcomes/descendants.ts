import type { TraceEvent } from '../../optimize/rule.ts';
import type { NodeId } from '../../plan/node.ts';

/**
 * Leads operators of the bound plan to what rules made of them. Of one that a rule took away, that is what the rule
 * made, or what stands in its place where it made nothing; what a rule made without taking anything away, such as the
 * lower part of an aggregate that is done in two steps, comes from the operator that the rule looked at.
 */
export class Descendants {
  readonly #next = new Map<NodeId, Set<NodeId>>();

  constructor(trace: readonly TraceEvent[]) {
    for (const { at, into, consumed, made } of trace) {
      const from = consumed.length === 0 ? [at] : consumed;
      for (const one of from) this.#lead(one, made.length === 0 ? [into] : made);
    }
  }

  /** The operator itself and all that came of it. */
  of(id: NodeId): ReadonlySet<NodeId> {
    const found = new Set<NodeId>([id]);
    // A set's iteration goes on over what is added meanwhile.
    for (const one of found) for (const next of this.#next.get(one) ?? []) found.add(next);
    return found;
  }

  #lead(from: NodeId, to: readonly NodeId[]): void {
    const known = this.#next.get(from) ?? new Set();
    for (const one of to) known.add(one);
    this.#next.set(from, known);
  }
}
