import type { Data, Table } from 'apache-arrow';
import type { ResultPage } from '../../../rpc/result-page.ts';
import { type ValueReader, valueReader } from '../values/value-text.ts';
import type { Page } from './page-cache.ts';

/** Metadata of a page's fields, as the host writes it: DuckDB's type, and rows whose text is only its beginning. */
const TYPE = 'atoll:type';
const CUT = 'atoll:cut';

/** The cells of a page; rows count from the first of the page. */
export class PageRows {
  readonly #table: Table;
  readonly #readers: (ValueReader | undefined)[] = [];
  readonly #cuts: (ReadonlySet<number> | undefined)[] = [];

  constructor(table: Table) {
    this.#table = table;
  }

  /** The exact text, or the beginning of a very long one; null is NULL. */
  text(row: number, column: number): string | null {
    this.#readers[column] ??= this.#readerOf(column);
    return this.#readers[column]?.(row) ?? null;
  }

  /** The text is only the beginning. */
  isCut(row: number, column: number): boolean {
    this.#cuts[column] ??= new Set(JSON.parse(this.#metadata(column, CUT) ?? '[]') as number[]);
    return this.#cuts[column]?.has(row) ?? false;
  }

  #readerOf(column: number): ValueReader {
    const [data] = (this.#table.getChildAt(column)?.data ?? []) as readonly Data[];
    return data === undefined ? () => null : valueReader(data, this.#metadata(column, TYPE) ?? '');
  }

  #metadata(column: number, key: string): string | undefined {
    return this.#table.schema.fields[column]?.metadata.get(key);
  }
}

/** A page for the cache. */
export function pageOf({ from, table }: ResultPage): Page<PageRows> {
  const bytes = table.data.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return { from, count: table.numRows, bytes, rows: new PageRows(table) };
}
