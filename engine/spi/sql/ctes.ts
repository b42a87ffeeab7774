import type { CteNode, CteRefNode, PlanNode } from '../../plan/node.ts';
import type { Block } from './block.ts';
import { blockOver, isPast, outputNames, statement } from './block.ts';
import type { Builder } from './build-context.ts';
import { joined, Label, type Sql, sql, text } from './sql-text.ts';

/** Names like those of staged tables would hide them. */
function labelFor(name: string): Label {
  return new Label(/^f\d+$/i.test(name) ? `${name}_` : name);
}

/** WITH before the body; a recursive definition reads itself. */
export function cteBlock(builder: Builder, node: CteNode): Block {
  const { rules } = builder;
  const label = labelFor(node.name);
  const names = outputNames(node.definition.columns, rules);
  const entry = node.recursive
    ? recursiveEntry(builder, node, node.recursive, label, names)
    : plainEntry(builder, node, label, names);
  const body = builder.build(node.body);
  return { ...body, ctes: [entry, ...body.ctes], recursive: body.recursive || node.recursive !== null };
}

function plainEntry(builder: Builder, node: CteNode, label: Label, names: readonly string[]): Sql {
  const definition = builder.build(node.definition);
  builder.ctes.set(node.cte, { label, names, fields: definition.items.map((item) => item.field) });
  const hints = { always: 'MATERIALIZED ', never: 'NOT MATERIALIZED ', default: '' };
  const hint = builder.rules.features.materializedHint === false ? '' : hints[node.materialized];
  return sql`${label} AS ${hint}(${statement(definition, builder.rules)})`;
}

function recursiveEntry(
  builder: Builder,
  node: CteNode,
  recursive: NonNullable<CteNode['recursive']>,
  label: Label,
  names: readonly string[],
): Sql {
  const { rules } = builder;
  builder.ctes.set(node.cte, { label, names, fields: names.map(() => null) });
  const anchor = operand(builder, node.definition);
  const step = operand(builder, recursive.step);
  const columns = names.map((name) => text(rules.quote(name)));
  const keys = recursive.keys.map((at) => columns[at] ?? text(''));
  const using = keys.length > 0 ? sql` USING KEY (${joined(keys, ', ')})` : '';
  const union = recursive.all ? 'UNION ALL' : 'UNION';
  return sql`${label}(${joined(columns, ', ')})${using} AS (${anchor} ${union} ${step})`;
}

function operand(builder: Builder, node: PlanNode): Sql {
  const input = builder.build(node);
  const plain = isPast(input, 'distinct') || input.whole !== null ? builder.wrapped(input) : input;
  const written = statement(plain, builder.rules);
  return plain.ctes.length > 0 ? sql`(${written})` : written;
}

export function cteRefBlock(builder: Builder, node: CteRefNode): Block {
  const relation = builder.named(builder.ctes, node.cte, node.columns, node.name);
  const label = new Label(node.name);
  const from = sql`${node.recurring ? 'recurring.' : ''}${relation.label} AS ${label}`;
  return blockOver(from, builder.itemsOf(relation, label, node.columns));
}
