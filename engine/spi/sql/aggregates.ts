import type { AggregateCall, Expression } from '../../plan/expression.ts';
import type { AggregateNode } from '../../plan/node.ts';
import type { Block } from './block.ts';
import type { Item } from './item.ts';
import type { Builder } from './build-context.ts';
import { costOf } from './projections.ts';
import { refuse } from './refused.ts';
import { joined, type Sql, sql, text } from './sql-text.ts';
import { isVolatile } from './writer.ts';

/** GROUP BY and the aggregates' calls; HAVING comes with a filter above. */
export function aggregateBlock(builder: Builder, node: AggregateNode): Block {
  const child = groupable(builder, builder.build(node.child), node);
  const writer = builder.writer(child.items);
  const keys = node.groups.map((group) => builder.rules.groupKey(group, writer));
  const groups = node.groups.map((group, at): Item => {
    const key = keys[at] ?? text('');
    const bare = group.kind === 'column' ? writer.item(group.index) : null;
    if (bare?.sql.equals(key)) return { ...bare, column: columnAt(node, at) };
    return {
      sql: key,
      column: columnAt(node, at),
      origin: 'scalar',
      field: null,
      cost: costOf(group, child.items),
    };
  });
  const calls = node.aggregates.map((call, at) =>
    callItem(builder, call, child.items, columnAt(node, groups.length + at)),
  );
  const markers = node.groupingFunctions.map((positions, at): Item => {
    const column = columnAt(node, groups.length + calls.length + at);
    return { sql: groupingCall(builder, positions, keys), column, origin: 'aggregate', field: null, cost: 1 };
  });
  const fragile = node.aggregates.some((call) => partsOfCall(call).some(isVolatile));
  const groupBy = groupClause(builder, node, keys);
  return { ...child, groupBy, items: [...groups, ...calls, ...markers], stage: 'grouped', fragile };
}

function callItem(
  builder: Builder,
  call: AggregateCall,
  items: readonly Item[],
  column: Item['column'],
): Item {
  const item: Item = {
    sql: aggregateCall(builder, call, items),
    column,
    origin: 'aggregate',
    field: null,
    cost: 0,
  };
  const exponent = builder.rules.exponent?.(call) ?? null;
  return exponent === null ? item : { ...item, exponent };
}

function columnAt(node: AggregateNode, at: number): Item['column'] {
  const column = node.columns[at];
  if (column === undefined) throw new Error('An aggregate has too few columns');
  return column;
}

/** A constant key would read as a position, and a volatile one would be evaluated twice: such inputs go below. */
function groupable(builder: Builder, input: Block, node: AggregateNode): Block {
  const used = [...node.groups, ...node.aggregates.flatMap(partsOfCall)];
  if (node.groups.some(isVolatile))
    refuse('volatile', 'A volatile group would be evaluated twice in one statement.');
  const child = builder.ready(input, 'rows', used);
  const constants = node.groups.some((group) => isConstantKey(group, child));
  return constants ? builder.wrapped(child) : child;
}

function isConstantKey(group: Expression, child: Block): boolean {
  return group.kind === 'column' && child.items[group.index]?.origin === 'constant';
}

function partsOfCall(call: AggregateCall): readonly Expression[] {
  return [...call.args, ...(call.filter ? [call.filter] : []), ...call.orderBy.map((key) => key.expression)];
}

function groupClause(builder: Builder, node: AggregateNode, keys: readonly Sql[]): Sql | 'global' {
  const { features } = builder.rules;
  const [only] = node.groupingSets;
  if (node.groupingSets.length === 1 && only?.length === keys.length) {
    if (keys.length > 0) return joined(keys, ', ');
    if (node.aggregates.length > 0) return 'global';
    return features.emptyGroup
      ? text('()')
      : refuse('dialect', 'A group of all rows without an aggregate does not exist there.');
  }
  if (!features.groupingSets) refuse('dialect', 'GROUPING SETS do not exist there.');
  const sets = node.groupingSets.map(
    (set) =>
      sql`(${joined(
        set.map((at) => keys[at] ?? text('')),
        ', ',
      )})`,
  );
  return sql`GROUPING SETS (${joined(sets, ', ')})`;
}

function groupingCall(builder: Builder, positions: readonly number[], keys: readonly Sql[]): Sql {
  if (!builder.rules.features.groupingSets) refuse('dialect', 'GROUPING() does not exist there.');
  const call = sql`GROUPING(${joined(
    positions.map((at) => keys[at] ?? text('')),
    ', ',
  )})`;
  return builder.rules.grouping(call);
}

/** One call over the items of a block. */
export function aggregateCall(builder: Builder, call: AggregateCall, items: readonly Item[]): Sql {
  const writer = builder.writer(items);
  return builder.rules.aggregate(call, writer, (bare: Sql): Sql => {
    if (call.filter === null || builder.rules.features.filterClause === false) return bare;
    return sql`${bare} FILTER (WHERE ${writer.top(call.filter)})`;
  });
}
