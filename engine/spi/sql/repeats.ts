import { walkExpression } from '../../plan/expression-children.ts';
import type { Expression } from '../../plan/expression.ts';
import type { Block } from './block.ts';

/** Text that costs more than this to evaluate is not repeated: the block becomes a subquery instead. */
const CHEAP = 2;

/** Whether the expressions would write out an item's text more than once that is not cheap, or not the same each time. */
export function repeatsTooMuch(block: Block, used: readonly Expression[]): boolean {
  const uses = new Map<number, number>();
  for (const expression of used) {
    for (const part of walkExpression(expression)) {
      if (part.kind === 'column') uses.set(part.index, (uses.get(part.index) ?? 0) + 1);
    }
  }
  return [...uses].some(
    ([at, count]) => count > 1 && (block.fragile || (block.items[at]?.cost ?? 0) > CHEAP),
  );
}
