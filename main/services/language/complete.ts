import type { Completion } from '../../contract/api/queries.ts';
import { nameText } from '../catalogs/path-text.ts';
import { bestFirst, fits } from './fits.ts';
import { type Place, placeAt } from './place.ts';
import { type Scope, scopeAt } from './scope.ts';
import { type ColumnsOfText, columnsOfItem, type ScopeColumn } from './scope-columns.ts';
import { stretchAt } from './statements.ts';
import type { LanguageSurroundings } from './surroundings.ts';
import { sourceItems, tableItems, tablesBelow } from './table-items.ts';

/** Most items of one answer; more are asked for as the word grows. */
export const MOST_ITEMS = 200;

/** What can be written at a place. */
export interface CompletionList {
  readonly from: number;
  readonly to: number;
  readonly items: readonly Completion[];
  /** There are more, which further letters bring. */
  readonly incomplete: boolean;
}

/** Completes the word at an offset of a text, from what is known already. */
export async function complete(
  text: string,
  offset: number,
  surroundings: LanguageSurroundings,
  columnsOfText: ColumnsOfText,
): Promise<CompletionList> {
  const stretch = stretchAt(text, offset);
  const sql = text.slice(stretch.from, stretch.to);
  const place = placeAt(sql, offset - stretch.from);
  if (place === null) return { from: offset, to: offset, items: [], incomplete: false };
  const all = await itemsAt(sql, place, surroundings, columnsOfText);
  const typed = place.typed.toLowerCase();
  const fitting = bestFirst(
    all.filter(({ label }) => fits(label.toLowerCase(), typed)),
    typed,
  );
  return {
    from: place.from + stretch.from,
    to: place.to + stretch.from,
    items: fitting.slice(0, MOST_ITEMS),
    incomplete: fitting.length > MOST_ITEMS,
  };
}

async function itemsAt(
  sql: string,
  place: Place,
  surroundings: LanguageSurroundings,
  columnsOfText: ColumnsOfText,
): Promise<readonly Completion[]> {
  if (place.isParameter) return parameterItems(sql, place);
  // Read around the word: what is typed is no table yet.
  const scope = scopeAt(sql, place.from);
  if (place.path.length > 0) {
    const columns = await columnsBelow(sql, place.path, scope, surroundings, columnsOfText);
    return columns.length > 0 && !place.isTable ? columns : [...columns, ...tablesBelow(place, surroundings)];
  }
  if (place.isTable) {
    const ctes = scope.ctes.map(({ name }) => item(name, 'alias', 'common table expression', '0'));
    return [...ctes, ...sourceItems(surroundings, '1'), ...tableItems(place, surroundings)];
  }
  const columns = await Promise.all(
    scope.items.map((one) => columnsOfItem(one, sql, scope, surroundings, columnsOfText)),
  );
  return [
    ...columns.flatMap((list) => list.map((column) => columnItem(column, '0'))),
    ...scope.items.flatMap(({ alias, parts }) => {
      const name = alias ?? parts.at(-1);
      return name === undefined ? [] : [item(name, 'alias', parts.join('.') || null, '1')];
    }),
    ...keywordItems(surroundings, place),
    ...functionItems(surroundings),
    ...sourceItems(surroundings, '4'),
  ];
}

/** Columns after a dot: of the table that the path is an alias or the whole name of. */
async function columnsBelow(
  sql: string,
  path: readonly string[],
  scope: Scope,
  surroundings: LanguageSurroundings,
  columnsOfText: ColumnsOfText,
): Promise<readonly Completion[]> {
  const wanted = path.map((part) => part.toLowerCase());
  const found = scope.items.find(({ alias, parts }) => {
    if (alias !== null) return wanted.length === 1 && alias.toLowerCase() === wanted[0];
    const own = parts.slice(-wanted.length).map((part) => part.toLowerCase());
    return own.join('\0') === wanted.join('\0');
  });
  if (found === undefined) return [];
  const columns = await columnsOfItem(found, sql, scope, surroundings, columnsOfText);
  return columns.map((column) => columnItem(column, '0'));
}

function columnItem({ name, type, of, source, key, comment }: ScopeColumn, rank: string): Completion {
  const detail = [type, key].filter((part) => part !== null).join(' · ');
  const documentation = [of === null ? null : `Of ${of}`, comment].filter((part) => part !== null);
  return {
    ...item(name, 'column', detail, rank),
    source,
    documentation: documentation.join('\n\n') || null,
  };
}

function keywordItems({ vocabulary }: LanguageSurroundings, { typed }: Place): readonly Completion[] {
  const isLower = typed !== '' && typed === typed.toLowerCase();
  return vocabulary.keywords.map((word) => {
    const text = isLower ? word.toLowerCase() : word;
    return { ...item(text, 'keyword', null, '2'), insert: text };
  });
}

function functionItems({ vocabulary }: LanguageSurroundings): readonly Completion[] {
  return [...vocabulary.functions.values()].map(({ name, signatures, description }) => ({
    ...item(name, 'function', signatures[0] ?? null, '3'),
    insert: `${name}(`,
    documentation: [signatures.join('\n'), description].filter(Boolean).join('\n\n'),
  }));
}

function parameterItems(sql: string, { from, to }: Place): readonly Completion[] {
  const others = `${sql.slice(0, from)} ${sql.slice(to)}`.match(/\$[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
  return [...new Set(others)].map((name) => ({ ...item(name, 'parameter', null, '0'), insert: name }));
}

/** An item whose text is its label, in quotes where it needs them. */
function item(label: string, kind: Completion['kind'], detail: string | null, rank: string): Completion {
  return {
    label,
    insert: nameText(label),
    kind,
    detail,
    documentation: null,
    source: null,
    sort: `${rank}${label.toLowerCase()}`,
  };
}
