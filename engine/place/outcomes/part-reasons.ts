import type { PlanNode } from '../../plan/node.ts';
import { listed } from '../refused-text.ts';

/** What sources do of an operator that is done here as well, in one sentence. */
export function partly(node: PlanNode, sources: readonly string[]): string {
  const where = namesOf(sources);
  switch (node.kind) {
    case 'limit':
    case 'top-n':
    case 'sort':
      return `No more rows than are asked for come from ${where}; which of all these count is decided here.`;
    case 'aggregate':
      return `Its rows are aggregated at ${where} as far as they can be; the parts are put together here.`;
    case 'distinct':
      return `Rows come from ${where} once each; those of all parts are made distinct here.`;
    case 'join':
    case 'delim-join':
      return `What ${where} has of its tables is joined there; the rest of it meets here.`;
    case 'filter':
      return `Some of its predicates are checked at ${where}, others here.`;
    default:
      return `A part of it is done at ${where}, the rest here.`;
  }
}

/** A predicate of which a source checks what follows from it. */
export function repeated(sources: readonly string[]): string {
  return `What follows from it for ${namesOf(sources)} is checked there; it is checked here again.`;
}

/** A predicate that is checked in some of its places by sources, in others here. */
export function elsewhere(sources: readonly string[]): string {
  return `It is checked at ${namesOf(sources)} for the rows from there, and here for the others.`;
}

/** An equality whose keys, from one side, cut the other side at its source. */
export function cutByKeys(sources: readonly string[]): string {
  return `Only rows with keys that the other side has come from ${namesOf(sources)}; they are joined here.`;
}

/** `shop`, `crm and shop`. */
function namesOf(sources: readonly string[]): string {
  return sources.length === 1 ? (sources[0] ?? '') : listed(sources);
}
