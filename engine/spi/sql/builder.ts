import { assertNever } from '../../errors/assert-never.ts';
import type { Column } from '../../plan/column.ts';
import type { Expression } from '../../plan/expression.ts';
import type { PlanNode } from '../../plan/node.ts';
import { aggregateBlock } from './aggregates.ts';
import type { Block, Stage } from './block.ts';
import type { Builder, NamedRelation } from './build-context.ts';
import type { Item } from './item.ts';
import { isPast, itemsOf, opened, outputNames, wrap } from './block.ts';
import { cteBlock, cteRefBlock } from './ctes.ts';
import { delimJoinBlock, delimScanBlock } from './delim-joins.ts';
import { joinBlock } from './joins.ts';
import { filterBlock, projectBlock } from './projections.ts';
import { setOperationBlock } from './set-operations.ts';
import { distinctBlock, limitBlock, sortBlock, topNBlock } from './sorting.ts';
import {
  fragmentBlock,
  sampleBlock,
  scanBlock,
  tableFunctionBlock,
  unnestBlock,
  valuesBlock,
} from './tables.ts';
import { repeatsTooMuch } from './repeats.ts';
import type { SqlRules } from './rules.ts';
import { Label } from './sql-text.ts';
import { windowBlock } from './windows.ts';
import { ExpressionWriter } from './writer.ts';

/** Turns plan nodes into blocks. One builder prints one statement; with `remember` it keeps each node's block. */
export class StatementBuilder implements Builder {
  readonly rules: SqlRules;
  readonly ctes = new Map<string, NamedRelation>();
  readonly delims = new Map<string, NamedRelation>();
  readonly #known: WeakMap<PlanNode, Block> | null;

  constructor(rules: SqlRules, known: WeakMap<PlanNode, Block> | null = null) {
    this.rules = rules;
    this.#known = known;
  }

  build(node: PlanNode): Block {
    const known = this.#known?.get(node);
    if (known) return known;
    this.rules.admit(node);
    const block = renamed(this.#make(node), node.columns);
    this.#known?.set(node, block);
    return block;
  }

  writer(items: readonly Item[]): ExpressionWriter {
    return new ExpressionWriter(this.rules, items);
  }

  wrapped(block: Block, base?: string): Block {
    return wrap(block, this.rules, base);
  }

  ready(block: Block, stage: Stage, used: readonly Expression[]): Block {
    const late = isPast(block, stage) || block.fragile || repeatsTooMuch(block, used);
    return late ? this.wrapped(block) : opened(block);
  }

  named(
    known: Map<string, NamedRelation>,
    id: string,
    columns: readonly Column[],
    base: string,
  ): NamedRelation {
    const found = known.get(id);
    if (found) return found;
    if (this.#known === null) throw new Error(`Nothing in the plan is named ${id}`);
    return {
      label: new Label(base),
      names: outputNames(columns, this.rules),
      fields: columns.map(() => null),
    };
  }

  itemsOf(relation: NamedRelation, alias: Label, columns: readonly Column[]): readonly Item[] {
    return itemsOf(alias, columns, relation.names, relation.fields, this.rules);
  }

  #make(node: PlanNode): Block {
    switch (node.kind) {
      case 'scan':
        return scanBlock(this, node);
      case 'fragment-scan':
        return fragmentBlock(this, node);
      case 'governed':
      case 'model':
        return this.build(node.child);
      case 'filter':
        return filterBlock(this, node);
      case 'project':
        return projectBlock(this, node);
      case 'join':
        return joinBlock(this, node);
      case 'delim-join':
        return delimJoinBlock(this, node);
      case 'delim-scan':
        return delimScanBlock(this, node);
      case 'aggregate':
        return aggregateBlock(this, node);
      case 'window':
        return windowBlock(this, node);
      case 'sort':
        return sortBlock(this, node);
      case 'limit':
        return limitBlock(this, node);
      case 'top-n':
        return topNBlock(this, node);
      case 'distinct':
        return distinctBlock(this, node);
      case 'set-operation':
        return setOperationBlock(this, node);
      case 'values':
        return valuesBlock(this, node);
      case 'cte':
        return cteBlock(this, node);
      case 'cte-ref':
        return cteRefBlock(this, node);
      case 'unnest':
        return unnestBlock(this, node);
      case 'table-function':
        return tableFunctionBlock(this, node);
      case 'sample':
        return sampleBlock(this, node);
    }
    return assertNever(node);
  }
}

/** The items under the node's own column names and types; a statement that stands whole keeps its names. */
function renamed(block: Block, columns: readonly Column[]): Block {
  if (block.items.length !== columns.length) {
    throw new Error(`An operator of ${columns.length} columns was printed with ${block.items.length}`);
  }
  const items = block.items.map((item, at) => ({ ...item, column: columns[at] ?? item.column }));
  const sameNames = block.items.every((item, at) => item.column.name === columns[at]?.name);
  return sameNames ? { ...block, items } : { ...opened(block), items };
}
