import type { TableEntry } from '../../../main/contract/api/sources.ts';
import { matchName } from './match-name.ts';

/** A catalog's tables beside their names in lower case, so that typing does not make them anew each time. */
export interface SearchableTables {
  readonly tables: readonly TableEntry[];
  readonly lower: readonly string[];
}

export function searchable(tables: readonly TableEntry[]): SearchableTables {
  return { tables, lower: tables.map(({ name }) => name.toLowerCase()) };
}

/**
 * The tables whose name holds the words (in lower case, not empty), best first: the whole name, its beginning, a word
 * in it, anywhere; those alike in the catalog's order. Tables in `besides` come too, last: columns of theirs match.
 */
export function filterTables(
  { tables, lower }: SearchableTables,
  words: string,
  besides: ReadonlySet<TableEntry>,
): readonly TableEntry[] {
  const ranks: TableEntry[][] = [[], [], [], [], []];
  for (const [at, table] of tables.entries()) {
    const rank = matchName(lower[at] ?? '', words)?.rank ?? (besides.has(table) ? 4 : null);
    if (rank !== null) ranks[rank]?.push(table);
  }
  return ranks.flat();
}
