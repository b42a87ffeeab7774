import { partsOf } from '../../plan/expression-children.ts';
import type { Expression } from '../../plan/expression.ts';
import type { FilterNode, ProjectNode } from '../../plan/node.ts';
import type { Block } from './block.ts';
import type { Item, ItemOrigin } from './item.ts';
import { opened } from './block.ts';
import type { Builder } from './build-context.ts';
import { repeatsTooMuch } from './repeats.ts';
import { isVolatile } from './writer.ts';

/** WHERE, or HAVING above an aggregate. */
export function filterBlock(builder: Builder, node: FilterNode): Block {
  const latest = builder.rules.features.having === false ? 'rows' : 'grouped';
  const child = builder.ready(builder.build(node.child), latest, node.predicates);
  const writer = builder.writer(child.items);
  const predicates = node.predicates.map((predicate) => writer.top(predicate));
  const fragile = node.predicates.some(isVolatile);
  if (child.stage === 'grouped') return { ...child, having: [...child.having, ...predicates], fragile };
  return { ...child, where: [...child.where, ...predicates], fragile };
}

/** The SELECT list; bare columns pass through any block, computed ones where no clause after it would change them. */
export function projectBlock(builder: Builder, node: ProjectNode): Block {
  const { expressions } = node;
  const input = builder.build(node.child);
  if (isIdentity(expressions, input)) return input;
  const child = inlinable(input, expressions) ? input : builder.wrapped(input);
  const ready = repeatsTooMuch(child, expressions) ? builder.wrapped(child) : opened(child);
  const writer = builder.writer(ready.items);
  const items = expressions.map((expression, at): Item => {
    const column = node.columns[at];
    if (column === undefined) throw new Error('A projection has fewer columns than expressions');
    if (expression.kind === 'column') return { ...writer.item(expression.index), column };
    const sql = writer.top(expression);
    return {
      sql,
      column,
      origin: originOf(expression, ready.items),
      field: null,
      cost: costOf(expression, ready.items),
    };
  });
  return { ...ready, items, fragile: ready.fragile || expressions.some(isVolatile) };
}

function isIdentity(expressions: readonly Expression[], input: Block): boolean {
  const same = expressions.every((expression, at) => expression.kind === 'column' && expression.index === at);
  return same && expressions.length === input.items.length;
}

function inlinable(input: Block, expressions: readonly Expression[]): boolean {
  if (input.stage === 'distinct' || input.stage === 'sealed') return false;
  const bare = expressions.every((expression) => expression.kind === 'column');
  // What a limit cuts off must not be computed: it could raise.
  if (!bare && (input.stage === 'limited' || input.fragile)) return false;
  return input.groupBy !== 'global' || keepsAggregate(input, expressions);
}

/** An aggregate of all rows is one row only while an aggregate stands in the statement. */
function keepsAggregate(input: Block, expressions: readonly Expression[]): boolean {
  return expressions.some((expression) => originOf(expression, input.items) === 'aggregate');
}

const RANK: Readonly<Record<ItemOrigin, number>> = {
  constant: 0,
  column: 1,
  scalar: 2,
  aggregate: 3,
  window: 4,
};

/** What an expression's text is made of: the latest clause that any part of it needs. */
export function originOf(expression: Expression, items: readonly Item[]): ItemOrigin {
  if (expression.kind === 'column') return items[expression.index]?.origin ?? 'scalar';
  if (expression.kind === 'literal') return 'constant';
  const parts = partsOf(expression).map((part) => originOf(part, items));
  return parts.reduce<ItemOrigin>((latest, part) => (RANK[part] > RANK[latest] ? part : latest), 'scalar');
}

/** How many operators evaluating an expression takes, those inlined into it counted. */
export function costOf(expression: Expression, items: readonly Item[]): number {
  if (expression.kind === 'column') return items[expression.index]?.cost ?? 0;
  const own = expression.kind === 'literal' || expression.kind === 'parameter' ? 0 : 1;
  return partsOf(expression).reduce((sum, part) => sum + costOf(part, items), own);
}
