import type { Column } from '../../plan/column.ts';
import type { Expression } from '../../plan/expression.ts';
import type { PlanNode } from '../../plan/node.ts';
import type { CatalogColumn } from '../../types/catalog.ts';
import type { Block, Stage } from './block.ts';
import type { Item } from './item.ts';
import type { SqlRules } from './rules.ts';
import type { Label } from './sql-text.ts';
import type { ExpressionWriter } from './writer.ts';

/** A named relation that other parts of the statement read: a CTE, or one side of a delim join. */
export interface NamedRelation {
  readonly label: Label;
  readonly names: readonly string[];
  readonly fields: readonly (CatalogColumn | null)[];
}

/** What printing one operator needs of the printing of the whole statement. */
export interface Builder {
  readonly rules: SqlRules;
  readonly ctes: Map<string, NamedRelation>;
  readonly delims: Map<string, NamedRelation>;
  /** The block of an input. */
  build(node: PlanNode): Block;
  writer(items: readonly Item[]): ExpressionWriter;
  /** The block as a subquery of a new one, so that any clause may follow. */
  wrapped(block: Block, base?: string): Block;
  /** The block, or a new one over it where it is past `stage` or where `used` would repeat or move what must not be. */
  ready(block: Block, stage: Stage, used: readonly Expression[]): Block;
  /** A relation that is named elsewhere; when a lone operator is examined, one that is not known is made up. */
  named(
    known: Map<string, NamedRelation>,
    id: string,
    columns: readonly Column[],
    base: string,
  ): NamedRelation;
  itemsOf(relation: NamedRelation, alias: Label, columns: readonly Column[]): readonly Item[];
}
