import type { DelimJoinNode, DelimScanNode } from '../../plan/node.ts';
import type { Block } from './block.ts';
import { blockOver, outputNames, statement } from './block.ts';
import type { Builder } from './build-context.ts';
import { joinBlocks } from './joins.ts';
import { joined, Label, sql, text } from './sql-text.ts';

/** The left side once, materialised; its distinct keys, which the right side reads; then the join of both. */
export function delimJoinBlock(builder: Builder, node: DelimJoinNode): Block {
  const { rules } = builder;
  const input = builder.build(node.left);
  const outer = new Label('l');
  const keysLabel = new Label('d');
  const names = outputNames(node.left.columns, rules);
  const fields = input.items.map((item) => item.field);
  const alias = new Label('l');
  const relation = { label: outer, names, fields };
  const left = blockOver(sql`${outer} AS ${alias}`, builder.itemsOf(relation, alias, node.left.columns));

  const writer = builder.writer(left.items);
  const keyNames = node.keys.map((_, at) => `k${at + 1}`);
  const list = node.keys.map((key, at) => sql`${rules.groupKey(key, writer)} AS ${keyNames[at] ?? ''}`);
  builder.delims.set(node.delim, { label: keysLabel, names: keyNames, fields: keyNames.map(() => null) });

  const right = builder.build(node.right);
  const selected = list.length > 0 ? joined(list, ', ') : text('1 AS one');
  const ctes = [
    ...input.ctes,
    sql`${outer} AS MATERIALIZED (${statement({ ...input, ctes: [] }, rules)})`,
    sql`${keysLabel} AS (SELECT DISTINCT ${selected} FROM ${outer} AS ${alias})`,
  ];
  const shape = { joinType: node.joinType, asof: false, conditions: node.conditions, columns: node.columns };
  return joinBlocks(builder, shape, { ...left, ctes, recursive: input.recursive }, right);
}

/** The distinct keys of the delim join above. */
export function delimScanBlock(builder: Builder, node: DelimScanNode): Block {
  const relation = builder.named(builder.delims, node.delim, node.columns, 'd');
  const label = new Label('d');
  return blockOver(sql`${relation.label} AS ${label}`, builder.itemsOf(relation, label, node.columns));
}
