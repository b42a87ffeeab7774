import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';
import type { ColumnEntry, TableEntry, WindowSource } from '../../../main/contract/api/sources.ts';

interface Place {
  /** One for each row that can be there; the same as long as the thing is. */
  readonly id: string;
  /** The id of the row above in the tree; null for sources. */
  readonly parent: string | null;
  /** 1 for sources. */
  readonly level: number;
  /** From 1, among the rows of the same parent. */
  readonly position: number;
  readonly siblings: number;
  /** Null where there is nothing below. */
  readonly expanded: boolean | null;
  readonly source: WindowSource;
}

/** One line of the tree, as it is drawn. */
export type TreeRow = Place &
  (
    | { readonly kind: 'source' }
    | { readonly kind: 'schema'; readonly schema: string; readonly tables: number }
    | { readonly kind: 'table'; readonly table: TableEntry }
    | { readonly kind: 'column'; readonly table: TableEntry; readonly column: ColumnEntry }
    | { readonly kind: 'loading' }
    | {
        readonly kind: 'failed';
        readonly error: ErrorReport;
        /** The table whose columns could not be had; null for the source's catalog. */
        readonly table: TableEntry | null;
      }
    | { readonly kind: 'problems'; readonly count: number }
    | { readonly kind: 'problem'; readonly name: string; readonly message: string }
    | { readonly kind: 'nothing'; readonly text: string }
  );

export const sourceId = (source: string): string => JSON.stringify([source]);
export const schemaId = (source: string, schema: string): string => JSON.stringify([source, schema]);
export const tableId = (source: string, table: TableEntry): string =>
  JSON.stringify([source, table.schema, table.name]);
