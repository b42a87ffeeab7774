import type { Column } from '../plan/column.ts';
import type { Expression } from '../plan/expression.ts';
import type { NodeIds } from '../plan/ids.ts';
import type { PlanNode } from '../plan/node.ts';
import type { CatalogTable } from '../types/catalog.ts';
import type { DataType } from '../types/data-type.ts';

/** What a stub stands for. */
export type StubTarget =
  | {
      readonly kind: 'table';
      readonly source: string;
      readonly table: CatalogTable;
      readonly names: readonly string[];
    }
  | {
      readonly kind: 'model';
      readonly name: string;
      readonly names: readonly string[];
      readonly translate: TranslateModel;
    };

/** Makes a model's plan anew for each use, so that ids stay unique in the whole plan. */
export type TranslateModel = (ids: NodeIds) => PlanNode;

/** A common table expression whose references may follow. */
export interface CteInScope {
  readonly cte: string;
  readonly name: string;
  readonly columns: readonly Column[];
}

/** What the translation of one text needs to know beside the JSON. */
export interface Translation {
  readonly ids: NodeIds;
  /** The stub under `catalog.schema.table`. */
  stub(catalog: string, schema: string, table: string): StubTarget | null;
  /** UTF-16 offset in the user's text of a position in bytes of the bound text. */
  at(location: number | null): number | null;
  /** The value of a clock function, read once per query; null for other functions. */
  readonly clock: (name: string, type: DataType) => Expression | null;
  /** By DuckDB's index of the CTE's table. */
  readonly ctes: ReadonlyMap<string, CteInScope>;
  /** The innermost subquery whose outer values `delim-scan` reads. */
  readonly delim: { readonly delim: string; readonly columns: readonly Column[] } | null;
}
