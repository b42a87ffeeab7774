import type { Expression } from '../../plan/expression.ts';
import type { SetOperationNode } from '../../plan/node.ts';
import type { Block } from './block.ts';
import { blockOver, isPast, itemsOf, outputNames, statement } from './block.ts';
import type { Builder } from './build-context.ts';
import { refuse } from './refused.ts';
import type { Writer } from './rules.ts';
import { keyItems } from './sorting.ts';
import { joined, Label, type Sql, sql } from './sql-text.ts';

/** SELECTs combined left to right. Rows are compared by the dialect's keys; UNION ALL compares none. */
export function setOperationBlock(builder: Builder, node: SetOperationNode): Block {
  const { rules } = builder;
  if (node.all && node.op !== 'union' && !rules.features.multisetOperations) {
    refuse('dialect', `${node.op.toUpperCase()} ALL does not exist there.`);
  }
  const compares = node.op !== 'union' || !node.all;
  const inputs = node.inputs.map((input) => operand(builder, builder.build(input), compares));
  const operator = ` ${node.op.toUpperCase()}${node.all ? ' ALL' : ''} `;
  const whole = joined(
    inputs.map((input) => statement({ ...input, ctes: [] }, rules)),
    operator,
  );
  return over(builder, node, inputs, whole);
}

/** An input as a plain SELECT without ORDER BY, LIMIT or WITH of its own. */
function operand(builder: Builder, input: Block, compares: boolean): Block {
  const plain = isPast(input, 'distinct') || input.whole !== null ? builder.wrapped(input) : input;
  const writer = builder.writer(plain.items);
  if (compares) return distinctSafe(builder, plain);
  const items = plain.items.map((item, index) => {
    const brought = builder.rules.branch({ kind: 'column', type: item.column.type, index }, writer);
    return brought.equals(item.sql) ? item : { ...item, sql: brought, field: null, cost: item.cost + 1 };
  });
  return plain.stage === 'distinct' ? distinctSafe(builder, plain) : { ...plain, items };
}

function distinctSafe(builder: Builder, plain: Block): Block {
  const items = keyItems(builder, plain.items, setKeyOf(builder));
  const changed = items.some((item, at) => item !== plain.items[at]);
  if (!changed || plain.stage !== 'distinct') return { ...plain, items };
  const wrapped = builder.wrapped(plain);
  return { ...wrapped, items: keyItems(builder, wrapped.items, setKeyOf(builder)) };
}

function setKeyOf({ rules }: Builder): (expression: Expression, writer: Writer) => Sql {
  return (expression, writer) => rules.setKey?.(expression, writer) ?? rules.groupKey(expression, writer);
}

/** A block that reads the combined statement, or stands for it while nothing is merged above. */
function over(builder: Builder, node: SetOperationNode, inputs: readonly Block[], whole: Sql): Block {
  const { rules } = builder;
  const label = new Label('u');
  const [first] = inputs;
  if (first === undefined) throw new Error('A set operation has no input');
  const names = outputNames(
    first.items.map((item) => item.column),
    rules,
  );
  const items = itemsOf(
    label,
    first.items.map((item) => item.column),
    names,
    node.columns.map(() => null),
    rules,
  );
  const block = blockOver(sql`(${whole}) AS ${label}`, items);
  const ctes = inputs.flatMap((input) => input.ctes);
  return { ...block, ctes, recursive: inputs.some((input) => input.recursive), whole };
}
