import type { TablePath } from '../../../engine/types/catalog.ts';
import type { Wire } from '../wire/wire.ts';

/** A range of pages as two tids, `[low, high)`. */
export interface PageRange {
  readonly low: string;
  readonly high: string;
}

/**
 * Connections that one scan is spread over at most: two already bring more than one thread decodes, and further ones
 * only take the server's time (`npm run bench -- scan`: four were slower than two on two cores).
 */
export const SCAN_CONNECTIONS = 2;

/** Smaller tables gain less than another connection costs: 16 MB. */
const SMALLEST_PAGES = 2048;
/** Pages of a range at least, so that a statement's start does not show: 8 MB. */
const RANGE_PAGES = 1024;
/** Ranges for each connection, so that all end at about the same time. */
const RANGES_EACH = 4;
/** Beyond every row: no page has this number. */
const LAST_TID = '(4294967295,65535)';

/**
 * Cuts a table into ranges of pages to be read side by side; null where that does not pay or can't be done (views,
 * partitioned and small tables). The last range is open, for pages that were added since. Runs in the snapshot.
 */
export async function rangesOf(
  wire: Wire,
  table: TablePath,
  connections: number,
): Promise<readonly PageRange[] | null> {
  // A range of tids is found without reading all pages since version 14.
  if (wire.serverVersion < 140_000 || connections < 2) return null;
  const [rows] = await wire.command(
    `SELECT pg_catalog.pg_relation_size(c.oid) / pg_catalog.current_setting('block_size')::int
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ${literal(table.schema ?? 'public')} AND c.relname = ${literal(table.name)} AND c.relkind IN ('r', 'm')`,
  );
  const pages = Number(rows?.[0]?.[0] ?? 0);
  return pages < SMALLEST_PAGES ? null : cutPages(pages, connections);
}

/** Equal ranges over so many pages, the last one open. */
export function cutPages(pages: number, connections: number): readonly PageRange[] {
  const each = Math.max(RANGE_PAGES, Math.ceil(pages / (connections * RANGES_EACH)));
  const count = Math.ceil(pages / each);
  return Array.from({ length: count }, (_, at) => ({
    low: `(${at * each},0)`,
    high: at === count - 1 ? LAST_TID : `(${(at + 1) * each},0)`,
  }));
}

/** Text as a literal, for settings under which backslashes are plain (`standard_conforming_strings`). */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
