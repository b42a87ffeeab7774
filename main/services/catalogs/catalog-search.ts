import type { SourceCatalog } from '../../../engine/types/catalog.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import type { ApiOutput } from '../../contract/api/api.ts';
import { tableSql } from './catalog-view.ts';
import { type NameIndex, nameIndexOf } from './name-index.ts';
import { nameText } from './path-text.ts';

type Found = ApiOutput<'catalog', 'search'>;
type Match = Found['matches'][number];

/** Exact, beginning, beginning of a word, anywhere; tables before columns in each. */
const RANKS = 8;
/** More matches of one rank than that are not put in order of their length: the text says too little. */
const SORTED = 5000;

interface Hit {
  readonly index: NameIndex;
  readonly at: number;
}

/**
 * Tables and columns whose name holds the text, without regard to case, best first. `orders.am` finds `am` in what is
 * named `orders`.
 */
export function searchCatalogs(
  catalogs: readonly SourceCatalog[],
  text: string,
  limit: number,
): Pick<Found, 'matches' | 'total'> {
  const wanted = text.trim().toLowerCase().replace(/\.+$/, '');
  if (wanted === '') return { matches: [], total: 0 };
  const dot = wanted.lastIndexOf('.');
  const within = wanted.slice(0, Math.max(0, dot));
  const ranks: Hit[][] = Array.from({ length: RANKS }, () => []);
  for (const catalog of catalogs) {
    const index = nameIndexOf(catalog);
    hitsIn(index, wanted.slice(dot + 1), within, ranks);
  }
  const best = ranks.flatMap((hits, rank) => {
    const before = ranks.slice(0, rank).reduce((sum, { length }) => sum + length, 0);
    return before >= limit ? [] : shortestFirst(hits);
  });
  return {
    matches: best.slice(0, limit).map(matchOf),
    total: ranks.reduce((sum, hits) => sum + hits.length, 0),
  };
}

function hitsIn(index: NameIndex, wanted: string, within: string, ranks: readonly Hit[][]): void {
  const { text, starts } = index;
  let at = 0;
  for (let found = text.indexOf(wanted); found >= 0; ) {
    while ((starts[at + 1] ?? Number.POSITIVE_INFINITY) <= found) at += 1;
    const start = starts[at] ?? 0;
    const end = (starts[at + 1] ?? text.length + 1) - 1;
    const kind = kindOf(text, wanted, found, start, end);
    const isColumn = (index.columns[at] ?? -1) >= 0;
    if (within === '' || isWithin(index, at, within))
      ranks[kind * 2 + (isColumn ? 1 : 0)]?.push({ index, at });
    found = text.indexOf(wanted, end);
  }
}

/** 0 the whole name, 1 its beginning, 2 the beginning of one of its words, 3 anywhere. */
function kindOf(text: string, wanted: string, found: number, start: number, end: number): number {
  if (found === start) return found + wanted.length === end ? 0 : 1;
  for (let at = found; at >= 0 && at < end; at = text.indexOf(wanted, at + 1))
    if (!/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return 2;
  return 3;
}

function isWithin({ catalog, tables, columns }: NameIndex, at: number, within: string): boolean {
  const table = catalog.tables[tables[at] ?? 0];
  if (table === undefined) return false;
  const { schema, name } = table.path;
  const own = (columns[at] ?? -1) < 0 ? null : name;
  const holds = (...parts: readonly (string | null)[]): boolean =>
    `.${parts.filter((part) => part !== null).join('.')}.`.toLowerCase().includes(`.${within}.`);
  return holds(catalog.source, schema, own) || holds(catalog.source, own);
}

function shortestFirst(hits: readonly Hit[]): readonly Hit[] {
  if (hits.length > SORTED) return hits;
  const length = ({ index: { starts, text }, at }: Hit): number =>
    (starts[at + 1] ?? text.length + 1) - (starts[at] ?? 0);
  return hits.toSorted((one, other) => length(one) - length(other));
}

function matchOf({ index: { catalog, tables, columns }, at }: Hit): Match {
  const table = catalog.tables[tables[at] ?? 0];
  if (table === undefined) throw new Error('The index of names is of another catalog.');
  const sql = tableSql(catalog, table);
  const { schema, name } = table.path;
  const place = { source: catalog.source, schema, table: name };
  const column = table.columns[columns[at] ?? -1];
  if (column === undefined) return { ...place, column: null, sql, detail: table.kind };
  return {
    ...place,
    column: column.name,
    sql: `${sql}.${nameText(column.name)}`,
    detail: typeToSql(column.type),
  };
}
