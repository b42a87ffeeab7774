import * as z from 'zod';
import { COPY_FORMATS, EXPORT_FORMATS, FILTER_OPERATORS } from '../choices.ts';
import { cell } from '../rows.ts';
import { method } from './method.ts';
import { count, figure, moment, nothing, runId } from './shapes.ts';

export const sortKey = z.strictObject({ column: count, descending: z.boolean() });
export type SortKey = z.infer<typeof sortKey>;

/** One condition on a column; `value` is text that takes the column's type, null for the operators that need none. */
export const filterTerm = z.strictObject({
  column: count,
  operator: z.enum(FILTER_OPERATORS),
  value: z.string().nullable(),
});
export type FilterTerm = z.infer<typeof filterTerm>;

export const resultColumn = z.strictObject({
  name: z.string().describe('As the user called it.'),
  type: z.string().describe("DuckDB's."),
});

export const resultSummary = z.strictObject({
  runId,
  columns: z.array(resultColumn),
  rows: count,
  bytes: figure,
  finishedAt: moment,
  ordered: z.boolean(),
  nondeterminism: z.array(z.string()),
  pinned: z.boolean(),
});
export type ResultSummary = z.infer<typeof resultSummary>;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A rectangle of cells: columns by position in the order wanted, rows from `from` to `to` (not included). */
const area = { runId, columns: z.array(count).min(1), from: count, to: count };

const binEntry = z.strictObject({ label: z.string(), count });

/**
 * Finished results, and views of them. Rows themselves come by `GET /api/results/<runId>?from=…&count=…&columns=0,2`
 * as Arrow IPC, at most 64 k rows or 4 MB a page; the header `X-Atoll-Rows` says how many rows there are in all, and
 * `X-Atoll-Provisional: true` that the run has not ended.
 */
export const results = {
  describe: method(z.strictObject({ runId }), resultSummary),
  /**
   * The result sorted and filtered, itself a stored result, made by a runner. The same wish gives the same result.
   * `sql` says it over the user's own text.
   */
  derive: method(
    z.strictObject({ runId, sort: z.array(sortKey), filter: z.array(filterTerm) }),
    z.strictObject({ result: resultSummary, sql: z.string() }),
  ),
  /** The next cell, row by row, whose text holds the words without regard to case; null where there is none. */
  find: method(
    z.strictObject({ runId, text: z.string().min(1), row: count, column: count, backwards: z.boolean() }),
    z.strictObject({ found: z.strictObject({ row: count, column: count }).nullable() }),
  ),
  /** Count, sum and average of cells; exact, as text. */
  measure: method(
    z.strictObject(area),
    z.strictObject({
      cells: count,
      nulls: count,
      distinct: count.nullable(),
      sum: z.string().nullable().describe('Where all columns are numbers.'),
      average: z.string().nullable(),
      least: z.string().nullable(),
      greatest: z.string().nullable(),
    }),
  ),
  /** A whole cell, however long: its text (at most `limit` UTF-16 units) and its value. */
  cell: method(
    z.strictObject({ runId, row: count, column: count, limit: z.int().min(1).max(4_000_000) }),
    z.strictObject({ type: z.string(), text: z.string().nullable(), length: count, value: cell }),
  ),
  /** A whole record. */
  record: method(
    z.strictObject({ runId, row: count }),
    z.strictObject({
      cells: z.array(z.strictObject({ name: z.string(), type: z.string(), text: z.string().nullable() })),
    }),
  ),
  /** Cells as text for the clipboard; refused above 1,000,000 cells. */
  copy: method(
    z.strictObject({ ...area, format: z.enum(COPY_FORMATS) }),
    z.strictObject({ text: z.string() }),
  ),
  /** What a column's header answers: NULLs, distinct values, range, distribution. */
  profile: method(
    z.strictObject({ runId, column: count }),
    z.strictObject({
      rows: count,
      nulls: count,
      distinct: count.describe('About; exact up to some thousands.'),
      least: z.string().nullable(),
      greatest: z.string().nullable(),
      bins: z
        .array(binEntry)
        .describe('Of equal width for numbers and times; the most frequent values for texts.'),
      shape: z.enum(['histogram', 'frequent', 'none']),
    }),
  ),
};

export const exportState = z.strictObject({
  exportId: z.uuid(),
  runId,
  format: z.enum(EXPORT_FORMATS),
  file: z.string(),
  state: z.enum(['running', 'complete', 'failed', 'cancelled']),
  rows: count,
  of: count,
  bytes: figure,
  message: z.string().nullable(),
});
export type ExportState = z.infer<typeof exportState>;

export const exports = {
  /**
   * Writes a whole result into a file; relative paths start at the workspace. Progress comes as `export` events. With
   * `overwrite` false an existing file is an error. The browser may fetch the finished file by
   * `GET /api/exports/<exportId>`.
   */
  start: method(
    z.strictObject({
      runId,
      format: z.enum(EXPORT_FORMATS),
      file: z.string().min(1),
      overwrite: z.boolean(),
      header: z.boolean().default(true),
      delimiter: z.string().length(1).default(','),
    }),
    exportState,
  ),
  cancel: method(z.strictObject({ exportId: z.uuid() }), nothing),
  list: method(nothing, z.strictObject({ exports: z.array(exportState) })),
};

const fileEntry = z.strictObject({
  name: z.string(),
  path: z.string(),
  kind: z.enum(['folder', 'file']),
  bytes: figure.nullable(),
  modifiedAt: moment.nullable(),
  isWorkspace: z.boolean(),
});

export const csvOptions = z.strictObject({
  delimiter: z.string().min(1).max(4).optional(),
  quote: z.string().max(1).optional(),
  escape: z.string().max(1).optional(),
  header: z.boolean().optional(),
  skip: count.optional(),
  encoding: z.string().optional(),
  types: z.record(z.string(), z.string()).optional(),
  nullstr: z.array(z.string()).optional(),
  dateformat: z.string().optional(),
  timestampformat: z.string().optional(),
});
export type CsvOptions = z.infer<typeof csvOptions>;

/** Files of the machine that the host runs on, for dialogs; and those that were dropped on the window. */
export const files = {
  browse: method(
    z.strictObject({ dir: z.string().nullable() }),
    z.strictObject({
      dir: z.string(),
      parent: z.string().nullable(),
      entries: z.array(fileEntry),
      places: z.array(z.strictObject({ label: z.string(), path: z.string() })),
    }),
  ),
  /** How a file would be read as a table, and its first rows. Dropped ones come by `PUT /api/files/<name>` first. */
  inspect: method(
    z.strictObject({ path: z.string(), options: csvOptions }),
    z.strictObject({
      format: z.enum(['csv', 'parquet', 'json', 'sqlite', 'duckdb', 'unknown']),
      detected: csvOptions,
      columns: z.array(resultColumn),
      rows: z.array(z.array(z.string().nullable())),
      problem: z.string().nullable(),
    }),
  ),
  /** Makes a source of one file, or adds it to the source that holds its folder; gives the table to query. */
  register: method(
    z.strictObject({ path: z.string(), name: z.string().nullable(), options: csvOptions }),
    z.strictObject({ source: z.string(), tables: z.array(z.string()) }),
  ),
};
