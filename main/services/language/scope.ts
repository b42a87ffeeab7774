import { type SqlToken, tokenize } from '../../../engine/bind/sql-tokens.ts';

/** Something in a FROM clause: a name in parts, and what the query calls it. */
export interface FromItem {
  /** Without quotes; empty for a subquery. */
  readonly parts: readonly string[];
  /** Null where it is known by its last part. */
  readonly alias: string | null;
  /** Where a subquery's parentheses open; null for a name. */
  readonly opensAt: number | null;
}

/** A common table expression; `text` selects all of it and binds by itself. */
export interface CteItem {
  readonly name: string;
  readonly text: string;
}

/** What can be named at a place of a text that may not bind yet. */
export interface Scope {
  /** Of the query around the place first, then of those around it. */
  readonly items: readonly FromItem[];
  readonly ctes: readonly CteItem[];
}

const FROM_WORDS = new Set(['from', 'join', 'into', 'update']);
/** What may stand after a table in FROM and is no alias of it. */
const NO_ALIAS = new Set(
  (
    'where group having order limit offset qualify window union intersect except join inner left right full cross ' +
    'semi anti asof positional natural on using as tablesample select pivot unpivot at for set values'
  ).split(' '),
);

/** The text of a name without its quotes. */
export function plainName({ kind, text }: SqlToken): string {
  return kind === 'quoted' ? text.slice(1, -1).replaceAll('""', '"') : text;
}

export function isWord(token: SqlToken | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'word' && words.includes(token.text.toLowerCase());
}

export function isSymbol(token: SqlToken | undefined, text: string): boolean {
  return token?.kind === 'symbol' && token.text === text;
}

/**
 * Reads the FROM clauses that a place can see by tokens alone: those of the parentheses around it, innermost first. (A
 * text that is being written does not bind, so the plan can't be asked.)
 */
export function scopeAt(sql: string, offset: number): Scope {
  const tokens = tokenize(sql);
  const levels = levelsAround(tokens, offset);
  return { items: levels.flatMap((level) => fromItems(level)), ctes: cteItems(sql, tokens) };
}

/** The tokens of each level of parentheses around the place, inner parentheses left out as one empty pair. */
function levelsAround(tokens: readonly SqlToken[], offset: number): readonly (readonly SqlToken[])[] {
  const open: SqlToken[][] = [[]];
  const done = new Map<SqlToken[], boolean>();
  const around: SqlToken[][] = [];
  for (const token of tokens) {
    if (isSymbol(token, '(')) {
      open.at(-1)?.push(token);
      const level: SqlToken[] = [];
      done.set(level, token.end <= offset);
      open.push(level);
    } else if (isSymbol(token, ')') && open.length > 1) {
      const level = open.pop();
      if (level !== undefined && done.get(level) === true && offset <= token.start) around.push(level);
      open.at(-1)?.push(token);
    } else open.at(-1)?.push(token);
  }
  const left = open.reverse().filter((level) => done.get(level) !== false);
  return [...around, ...left];
}

function fromItems(tokens: readonly SqlToken[]): readonly FromItem[] {
  const items: FromItem[] = [];
  let inFrom = false;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.kind === 'word') {
      const word = token.text.toLowerCase();
      const begins = FROM_WORDS.has(word);
      if (begins) inFrom = true;
      else if (NO_ALIAS.has(word) && word !== 'as') inFrom = false;
      if (!begins) continue;
    } else if (!(inFrom && isSymbol(token, ','))) continue;
    const { item, next } = readItem(tokens, at + 1);
    if (item !== null) items.push(item);
    at = next - 1;
  }
  return items;
}

function readItem(tokens: readonly SqlToken[], start: number): { item: FromItem | null; next: number } {
  let at = isWord(tokens[start], 'lateral') ? start + 1 : start;
  const parts: string[] = [];
  const opensAt = isSymbol(tokens[at], '(') ? (tokens[at]?.start ?? null) : null;
  if (opensAt !== null) at += 2;
  else {
    for (let token = tokens[at]; token !== undefined && isName(token); token = tokens[at]) {
      parts.push(plainName(token));
      at += 1;
      if (!isSymbol(tokens[at], '.')) break;
      at += 1;
    }
    if (isSymbol(tokens[at], '(')) at += 2;
  }
  if (isWord(tokens[at], 'as')) at += 1;
  const named = tokens[at];
  const alias = named !== undefined && isName(named) ? plainName(named) : null;
  if (alias !== null) at += 1;
  return { item: parts.length === 0 && alias === null ? null : { parts, alias, opensAt }, next: at };
}

function isName(token: SqlToken): boolean {
  return token.kind === 'quoted' || (token.kind === 'word' && !NO_ALIAS.has(token.text.toLowerCase()));
}

function cteItems(sql: string, tokens: readonly SqlToken[]): readonly CteItem[] {
  const start = tokens.find((token) => isWord(token, 'with'))?.start;
  if (start === undefined) return [];
  return tokens.flatMap((token, at) => {
    const isNamed = isWord(tokens[at + 1], 'as') && (token.kind === 'word' || token.kind === 'quoted');
    const before = tokens[at - 1];
    const isListed = isWord(before, 'with', 'recursive') || isSymbol(before, ',');
    const opens = tokens.findIndex((one, index) => index > at && isSymbol(one, '('));
    if (!isNamed || !isListed || opens < 0 || opens > at + 4) return [];
    const end = closingOf(tokens, opens);
    const name = plainName(token);
    return end === null ? [] : [{ name, text: `${sql.slice(start, end)} SELECT * FROM ${token.text}` }];
  });
}

/** Where the parenthesis at that place of the list closes, exclusive; null where it does not. */
function closingOf(tokens: readonly SqlToken[], opens: number): number | null {
  let depth = 0;
  for (const token of tokens.slice(opens)) {
    if (isSymbol(token, '(')) depth += 1;
    if (isSymbol(token, ')')) depth -= 1;
    if (depth === 0) return token.end;
  }
  return null;
}

/** The text inside the parentheses that open there; null where they do not close. */
export function insideParentheses(sql: string, opensAt: number): string | null {
  const tokens = tokenize(sql);
  const at = tokens.findIndex(({ start }) => start === opensAt);
  const end = at < 0 ? null : closingOf(tokens, at);
  return end === null ? null : sql.slice(opensAt + 1, end - 1);
}
