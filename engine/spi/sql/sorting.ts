import type { Expression, SortKey } from '../../plan/expression.ts';
import type { DistinctNode, LimitNode, SortNode, TopNNode } from '../../plan/node.ts';
import type { Block } from './block.ts';
import type { Item } from './item.ts';
import { opened } from './block.ts';
import type { Builder } from './build-context.ts';
import { refuse } from './refused.ts';
import type { Writer } from './rules.ts';
import { joined, type Sql, sql, text } from './sql-text.ts';

/** ORDER BY. A constant key orders nothing, and some engines would read a bare number as a position: it is dropped. */
export function sortBlock(builder: Builder, node: SortNode): Block {
  return sorted(builder, builder.build(node.child), node.keys);
}

function sorted(builder: Builder, input: Block, keys: readonly SortKey[]): Block {
  const child = builder.ready(
    input,
    'windowed',
    keys.map((key) => key.expression),
  );
  const writer = builder.writer(child.items);
  const orderBy = keys.filter((key) => !isConstant(key.expression, child)).map((key) => writer.sortKey(key));
  return { ...child, orderBy, stage: 'sorted' };
}

function isConstant(expression: Expression, child: Block): boolean {
  if (expression.kind === 'column') return child.items[expression.index]?.origin === 'constant';
  return expression.kind === 'literal';
}

export function limitBlock(builder: Builder, node: LimitNode): Block {
  const input = builder.build(node.child);
  const past = input.stage === 'limited' || input.stage === 'sealed';
  const child = past ? builder.wrapped(input) : opened(input);
  const tail = builder.rules.limit(node.limit, node.offset, node.percent, builder.writer([]));
  return { ...child, tail, stage: 'limited' };
}

export function topNBlock(builder: Builder, node: TopNNode): Block {
  const child = sorted(builder, builder.build(node.child), node.keys);
  const offset = node.offset > 0 ? ` OFFSET ${node.offset}` : '';
  return { ...child, tail: text(`LIMIT ${node.limit}${offset}`), stage: 'limited' };
}

/** Whole rows by the dialect's keys, or the first row of each value of `on`. */
export function distinctBlock(builder: Builder, node: DistinctNode): Block {
  const input = builder.build(node.child);
  if (node.on !== null) return distinctOn(builder, input, node.on, node.orderBy);
  const all = input.items.map(
    (item, index): Expression => ({ kind: 'column', type: item.column.type, index }),
  );
  const child = builder.ready(input, 'windowed', all);
  return { ...child, items: keyItems(builder, child.items), distinct: text('DISTINCT'), stage: 'distinct' };
}

type KeyOf = (expression: Expression, writer: Writer) => Sql;

function groupKeyOf({ rules }: Builder): KeyOf {
  return (expression, writer) => rules.groupKey(expression, writer);
}

/** Each item as a key whose equality is DuckDB's. */
export function keyItems(
  builder: Builder,
  items: readonly Item[],
  keyOf = groupKeyOf(builder),
): readonly Item[] {
  const writer = builder.writer(items);
  return items.map((item, index): Item => {
    const key: Sql = keyOf({ kind: 'column', type: item.column.type, index }, writer);
    return key.equals(item.sql)
      ? item
      : { ...item, sql: key, origin: 'scalar', field: null, cost: item.cost + 1 };
  });
}

function distinctOn(
  builder: Builder,
  input: Block,
  on: readonly Expression[],
  keys: readonly SortKey[],
): Block {
  if (!builder.rules.features.distinctOn) refuse('dialect', 'DISTINCT ON does not exist there.');
  const constants = on.some((expression) => isConstant(expression, input));
  const settled = constants ? builder.wrapped(input) : input;
  const child = builder.ready(settled, 'windowed', [...on, ...keys.map((key) => key.expression)]);
  const writer = builder.writer(child.items);
  const list = on.map((expression) => builder.rules.groupKey(expression, writer));
  const distinct = sql`DISTINCT ON (${joined(list, ', ')})`;
  const sorted = keys.filter((key) => !isConstant(key.expression, child)).map((key) => writer.sortKey(key));
  // PostgreSQL wants the distinct keys first in ORDER BY; which row of each is first does not depend on them.
  const orderBy = sorted.length > 0 ? [...list, ...sorted] : [];
  return { ...child, distinct, orderBy, stage: 'limited' };
}
