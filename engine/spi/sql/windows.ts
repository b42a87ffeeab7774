import type { Expression, FrameBound, WindowCall, WindowFrame } from '../../plan/expression.ts';
import type { WindowNode } from '../../plan/node.ts';
import type { Block } from './block.ts';
import type { Item } from './item.ts';
import type { Builder } from './build-context.ts';
import { originOf } from './projections.ts';
import { joined, type Sql, sql, text } from './sql-text.ts';
import { isVolatile } from './writer.ts';

/** Calls with OVER in the SELECT list, also above GROUP BY. */
export function windowBlock(builder: Builder, node: WindowNode): Block {
  const input = builder.build(node.child);
  const used = node.windows.flatMap(partsOfCall);
  const overWindow = used.some((part) => originOf(part, input.items) === 'window');
  const stage = overWindow ? 'grouped' : 'windowed';
  const child = used.some(isVolatile) ? builder.wrapped(input) : builder.ready(input, stage, used);
  const calls = node.windows.map((call, at): Item => {
    const column = node.columns[child.items.length + at];
    if (column === undefined) throw new Error('A window has too few columns');
    return { sql: windowCall(builder, call, child.items), column, origin: 'window', field: null, cost: 9 };
  });
  return { ...child, items: [...child.items, ...calls], stage: 'windowed' };
}

function partsOfCall(call: WindowCall): readonly Expression[] {
  const keys = [...call.orderBy, ...call.argumentOrder].map((key) => key.expression);
  return [...call.args, ...(call.filter ? [call.filter] : []), ...call.partitionBy, ...keys];
}

/** One call over the items of a block. */
export function windowCall(builder: Builder, call: WindowCall, items: readonly Item[]): Sql {
  const writer = builder.writer(items);
  const over = overClause(builder, call, items);
  return builder.rules.window(call, writer, (bare) => {
    const clause = builder.rules.features.filterClause !== false;
    const filter = clause && call.filter ? sql` FILTER (WHERE ${writer.top(call.filter)})` : '';
    return sql`${bare}${filter} OVER (${over})`;
  });
}

function overClause(builder: Builder, call: WindowCall, items: readonly Item[]): Sql {
  const writer = builder.writer(items);
  const parts: Sql[] = [];
  if (call.partitionBy.length > 0) {
    const keys = call.partitionBy.map((key) => builder.rules.groupKey(key, writer));
    parts.push(sql`PARTITION BY ${joined(keys, ', ')}`);
  }
  if (call.orderBy.length > 0) {
    const keys = call.orderBy.map((key) => writer.sortKey(key));
    parts.push(sql`ORDER BY ${joined(keys, ', ')}`);
  }
  if (!isDefaultFrame(call.frame)) parts.push(frameClause(builder, call.frame, items));
  return joined(parts, ' ');
}

/** The frame that SQL takes where none is written. */
function isDefaultFrame(frame: WindowFrame): boolean {
  const { unit, start, end, exclude } = frame;
  return (
    unit === 'range' &&
    start.kind === 'unbounded-preceding' &&
    end.kind === 'current-row' &&
    exclude === 'no others'
  );
}

function frameClause(builder: Builder, frame: WindowFrame, items: readonly Item[]): Sql {
  const writer = builder.writer(items);
  const bound = (side: FrameBound): Sql => {
    switch (side.kind) {
      case 'unbounded-preceding':
        return text('UNBOUNDED PRECEDING');
      case 'preceding':
        return sql`${writer.atom(side.offset)} PRECEDING`;
      case 'current-row':
        return text('CURRENT ROW');
      case 'following':
        return sql`${writer.atom(side.offset)} FOLLOWING`;
      case 'unbounded-following':
        return text('UNBOUNDED FOLLOWING');
    }
  };
  const exclude = frame.exclude === 'no others' ? '' : ` EXCLUDE ${frame.exclude.toUpperCase()}`;
  return sql`${frame.unit.toUpperCase()} BETWEEN ${bound(frame.start)} AND ${bound(frame.end)}${exclude}`;
}
