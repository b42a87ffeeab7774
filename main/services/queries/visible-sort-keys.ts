import type { Expression } from '../../../engine/plan/expression.ts';
import type { PlanNode } from '../../../engine/plan/node.ts';

/**
 * Positions in the result of the leading keys of its top ORDER BY, as far as they are columns of the result: by
 * these, and no others, two answers can be held against each other for order. Empty where there is no such sort.
 */
export function visibleSortKeys(plan: PlanNode): readonly number[] {
  /** Where each column of the node at hand stands in the result; -1 for one that does not. */
  let places = plan.columns.map((_, at) => at);
  for (let node = plan; ; ) {
    switch (node.kind) {
      case 'project':
        places = placesBelow(node.expressions, places, node.child.columns.length);
        node = node.child;
        break;
      case 'limit':
      case 'model':
      case 'governed':
        node = node.child;
        break;
      case 'sort':
      case 'top-n':
        return leading(
          node.keys.map(({ expression }) => positionOf(expression)).map((at) => places[at] ?? -1),
        );
      default:
        return [];
    }
  }
}

function placesBelow(expressions: readonly Expression[], places: readonly number[], width: number): number[] {
  const below = Array.from({ length: width }, () => -1);
  for (const [at, expression] of expressions.entries()) {
    const position = positionOf(expression);
    if (position >= 0 && below[position] === -1) below[position] = places[at] ?? -1;
  }
  return below;
}

function positionOf(expression: Expression): number {
  return expression.kind === 'column' ? expression.index : -1;
}

function leading(positions: readonly number[]): readonly number[] {
  const end = positions.indexOf(-1);
  return end < 0 ? positions : positions.slice(0, end);
}
