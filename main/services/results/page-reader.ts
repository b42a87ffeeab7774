import { type DataType, typeToSql } from '../../../engine/types/data-type.ts';
import { columnWidths } from './column-widths.ts';
import { arrowPage, type PageColumn } from './formats/arrow-page.ts';
import type { ResultReader } from './result-reader.ts';

/** Most rows of a page, and most bytes but for a single row that is larger. */
export const PAGE_ROWS = 65_536;
export const PAGE_BYTES = 4_000_000;
/** Characters of a text, and bytes of a blob, that a page has; the rest is read by the cell. */
export const CELL_LIMIT = 32_768;
/** Rows that are read first where their size is not known. */
const FIRST_ROWS = 256;
/** Bytes of a row's cells below which a page need not be tried out. */
const NARROW_BYTES = 512;

/** The rows of a page in Arrow's IPC stream, and how many they are. */
export interface EncodedPage {
  readonly body: Uint8Array;
  readonly rows: number;
}

interface Chosen {
  readonly name: string;
  readonly type: DataType;
  /** What reads the cell; cut where it is long. */
  readonly sql: string;
  /** Whether the cell is longer; null where it never is. */
  readonly isLong: string | null;
}

/** Reads pages of one open result, of bounded size whatever its cells hold. */
export class PageReader {
  readonly #reader: ResultReader;
  readonly #isNarrow: boolean;
  readonly #mayBeLong: readonly boolean[];

  private constructor(reader: ResultReader, widths: readonly (number | null)[]) {
    this.#reader = reader;
    const row = widths.reduce<number>((sum, width) => sum + (width ?? Number.POSITIVE_INFINITY), 0);
    this.#isNarrow = row <= NARROW_BYTES;
    this.#mayBeLong = widths.map((width) => width === null || width > CELL_LIMIT);
  }

  static async of(reader: ResultReader): Promise<PageReader> {
    return new PageReader(reader, await columnWidths(reader));
  }

  /** Rows `from` to `from + count`, or fewer; columns by position, all where null. */
  async page(
    from: number,
    count: number,
    columns: readonly number[] | null,
    signal?: AbortSignal,
  ): Promise<EncodedPage> {
    const chosen = this.#chosen(columns ?? this.#reader.columns.map((_, at) => at));
    const wanted = Math.max(0, Math.min(count, PAGE_ROWS, this.#reader.rowCount - from));
    const first = this.#isNarrow ? wanted : Math.min(wanted, FIRST_ROWS);
    let page = await this.#read(chosen, from, first, signal);
    if (page.body.byteLength <= PAGE_BYTES && first < wanted) {
      const each = page.body.byteLength / first;
      const rows = Math.min(wanted, Math.floor((0.8 * PAGE_BYTES) / each));
      if (rows > first) page = await this.#read(chosen, from, rows, signal);
    }
    while (page.body.byteLength > PAGE_BYTES && page.rows > 1) {
      const rows = Math.floor((page.rows * 0.8 * PAGE_BYTES) / page.body.byteLength);
      page = await this.#read(chosen, from, Math.max(1, rows), signal);
    }
    return page;
  }

  async #read(
    chosen: readonly Chosen[],
    from: number,
    count: number,
    signal: AbortSignal | undefined,
  ): Promise<EncodedPage> {
    const flags = chosen.flatMap(({ isLong }) => isLong ?? []);
    const batches = await this.#reader.select(
      [...chosen.map(({ sql }) => sql), ...flags, ...(chosen.length === 0 ? ['1'] : [])],
      from,
      count,
      signal,
    );
    const column = (at: number): readonly unknown[] =>
      batches.length === 1 ? (batches[0]?.column(at) ?? []) : batches.flatMap((batch) => batch.column(at));
    let flag = chosen.length;
    const read = chosen.map(({ name, type, isLong }, at): PageColumn => {
      const values = column(at);
      if (isLong === null) return { name, type, values, cut: [] };
      const long = column(flag);
      flag += 1;
      return { name, type, values, cut: long.flatMap((is, row) => (is === true ? [row] : [])) };
    });
    const rows = batches.reduce((sum, { rowCount }) => sum + rowCount, 0);
    return { body: arrowPage(read, rows, typeToSql), rows };
  }

  #chosen(columns: readonly number[]): readonly Chosen[] {
    return columns.map((at) => {
      const column = this.#reader.columns[at];
      if (column === undefined) throw new RangeError(`There is no column ${at}.`);
      const { label: name, type, sql, read } = column;
      if (this.#mayBeLong[at] !== true) return { name, type, sql: read, isLong: null };
      if (type.id === 'VARCHAR')
        return { name, type, sql: `left(${sql}, ${CELL_LIMIT})`, isLong: longText(sql) };
      if (type.id === 'BLOB') return { name, type, sql: cutBlob(sql), isLong: longBlob(sql) };
      return { name, type, sql: read, isLong: null };
    });
  }
}

function longText(sql: string): string {
  return `coalesce(length(${sql}) > ${CELL_LIMIT}, false)`;
}

function longBlob(sql: string): string {
  return `coalesce(octet_length(${sql}) > ${CELL_LIMIT}, false)`;
}

/** DuckDB takes no part of a BLOB, but of its hexadecimal text. */
function cutBlob(sql: string): string {
  return `CASE WHEN ${longBlob(sql)} THEN unhex(left(hex(${sql}), ${2 * CELL_LIMIT})) ELSE ${sql} END`;
}
