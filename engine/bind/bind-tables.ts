import type { CatalogTable } from '../types/catalog.ts';

/** A table of a source that a name stands for. */
export interface FoundTable {
  readonly source: string;
  readonly table: CatalogTable;
}

/** A call of a file-reading function, or a file named in FROM (then `name` is `auto`). */
export interface FileCall {
  readonly name: string;
  /** The files or patterns, as written. */
  readonly paths: readonly string[];
  /** Named arguments with constant values. */
  readonly options: Readonly<Record<string, string>>;
}

/** A model's text and the workspace file that holds it. */
export interface ModelText {
  readonly sql: string;
  readonly file: string;
}

/** What a subject may name; made by the session from catalogs and models. */
export interface BindTables {
  /** The catalog entry behind a name written in a query, such as `['shop', 'orders']`; null if there is none. */
  find(parts: readonly string[]): FoundTable | null;
  /** The nearest names that would be found, for hints. */
  suggest(parts: readonly string[]): readonly string[];
  /** The model of a name, or null. */
  model(name: string): ModelText | null;
  /** Turns a file-reading call into a table of a files source, where one holds the file; absent: such calls are refused. */
  fileFunction?(call: FileCall): FoundTable | null;
}
