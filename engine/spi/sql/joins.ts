import { assertNever } from '../../errors/assert-never.ts';
import type { Expression } from '../../plan/expression.ts';
import type { JoinNode, JoinType } from '../../plan/node.ts';
import type { Block } from './block.ts';
import { conjunction } from './block.ts';
import type { Builder } from './build-context.ts';
import { hashable, type JoinShape, shifted } from './join-shape.ts';
import { refuse } from './refused.ts';
import { type Sql, sql } from './sql-text.ts';
import { markBlock, semiBlock, singleBlock } from './subquery-joins.ts';

export function joinBlock(builder: Builder, node: JoinNode): Block {
  return joinBlocks(builder, node, builder.build(node.left), builder.build(node.right));
}

/** Joins two blocks, merging their FROM and WHERE where the rows stay the same. */
export function joinBlocks(builder: Builder, shape: JoinShape, left: Block, right: Block): Block {
  switch (shape.joinType) {
    case 'inner':
    case 'cross':
      return merged(builder, shape, left, right, { left: 'where', right: 'where' });
    case 'left':
      return merged(builder, shape, left, right, { left: 'where', right: 'on' });
    case 'right':
      return merged(builder, shape, left, right, { left: 'on', right: 'where' });
    case 'full':
    case 'positional':
      return merged(builder, shape, left, right, { left: 'none', right: 'none' });
    case 'semi':
    case 'anti':
      if (shape.asof) refuse('dialect', 'An ASOF join that keeps one side only has no SQL form.');
      return semiBlock(builder, shape, left, right);
    case 'mark':
      return markBlock(builder, shape, left, right);
    case 'single':
      return singleBlock(builder, shape, left, right);
  }
  return assertNever(shape.joinType);
}

/**
 * Where the filter of a side may go: rows of a preserved side are filtered in WHERE as well as below the join, those of
 * a null-supplying side only in ON; both sides of a full join keep theirs. Null-supplying sides keep computed columns
 * below too, since those are NULL for a row without partner, whatever they compute.
 */
type FilterPlace = 'where' | 'on' | 'none';

const KEYWORDS: Readonly<Partial<Record<JoinType, string>>> = {
  inner: 'JOIN',
  cross: 'CROSS JOIN',
  left: 'LEFT JOIN',
  right: 'RIGHT JOIN',
  full: 'FULL JOIN',
  positional: 'POSITIONAL JOIN',
};

function merged(
  builder: Builder,
  shape: JoinShape,
  leftInput: Block,
  rightInput: Block,
  filters: { readonly left: FilterPlace; readonly right: FilterPlace },
): Block {
  const preserved: FilterPlace = filters.left === 'where' ? 'where' : 'none';
  const places = shape.asof ? { left: preserved, right: 'none' as const } : filters;
  const width = leftInput.items.length;
  const left = side(builder, leftInput, places.left, filters.left, shape.conditions, 0);
  let right = side(builder, rightInput, places.right, filters.right, shape.conditions, width);
  if (!right.single && !builder.rules.features.nestedJoins) right = builder.wrapped(right);
  const items = [...left.items, ...right.items];
  const writer = builder.writer(items);
  const columns = items.map((item) => item.column);
  const on = shape.conditions.map((condition) => writer.top(hashable(condition, columns)));
  for (const [block, place] of [
    [left, places.left],
    [right, places.right],
  ] as const) {
    if (place === 'on') on.push(...block.where);
  }
  const where = [left, right].flatMap((block, at) =>
    (at === 0 ? places.left : places.right) === 'where' ? block.where : [],
  );
  const from = fromOf(shape, left, right, on);
  const ctes = [...left.ctes, ...right.ctes];
  return { ...left, ctes, recursive: left.recursive || right.recursive, from, single: false, where, items };
}

function fromOf(shape: JoinShape, left: Block, right: Block, on: readonly Sql[]): Sql {
  const cross = shape.joinType === 'inner' && on.length === 0;
  const keyword = `${shape.asof ? 'ASOF ' : ''}${cross ? 'CROSS JOIN' : (KEYWORDS[shape.joinType] ?? '')}`;
  const target = right.single ? sql`${right.from ?? ''}` : sql`(${right.from ?? ''})`;
  const joinedText = sql`${left.from ?? ''} ${keyword} ${target}`;
  if (cross || shape.joinType === 'cross' || shape.joinType === 'positional') return joinedText;
  return sql`${joinedText} ON ${conjunction(on)}`;
}

/** An input as it may stand in FROM beside another one. */
function side(
  builder: Builder,
  input: Block,
  filter: FilterPlace,
  role: FilterPlace,
  conditions: readonly Expression[],
  from: number,
): Block {
  const used = conditions.map((condition) => shifted(condition, from, input.items.length));
  const block = builder.ready(input, 'rows', used);
  const rowless = block.from === null;
  const keepsFilter = filter === 'none' && block.where.length > 0;
  const computes = role !== 'where' && block.items.some((item) => item.origin !== 'column');
  return rowless || keepsFilter || computes ? builder.wrapped(block) : block;
}
