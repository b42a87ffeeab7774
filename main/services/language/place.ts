import { type SqlToken, tokenize } from '../../../engine/bind/sql-tokens.ts';
import { isSymbol, isWord, plainName } from './scope.ts';

/** Where in a text somebody types. */
export interface Place {
  /** What a completion replaces: the word under the cursor. */
  readonly from: number;
  readonly to: number;
  /** The part of the word before the cursor, without its opening quote. */
  readonly typed: string;
  /** The names before the word, up to its dot: `shop.orders.` is two. */
  readonly path: readonly string[];
  /** A table is named here. */
  readonly isTable: boolean;
  /** A `$` stands before the word. */
  readonly isParameter: boolean;
}

const TABLE_WORDS = ['from', 'join', 'describe', 'summarize', 'show', 'pivot', 'unpivot'];
const CLAUSES = [
  'select',
  'from',
  'where',
  'on',
  'using',
  'group',
  'order',
  'having',
  'qualify',
  'limit',
  'window',
];

/** Null inside a string or a comment, where nothing is completed. */
export function placeAt(sql: string, offset: number): Place | null {
  const tokens = tokenize(sql);
  const under = tokens.find(({ start, end }) => start < offset && offset <= end);
  if (isClosedTo(under, offset) || inComment(sql, tokens, offset)) return null;
  const isWordUnder = under !== undefined && ['word', 'quoted', 'parameter'].includes(under.kind);
  const from = isWordUnder ? under.start : offset;
  const before = tokens.filter(({ end }) => end <= from);
  const { path, left } = pathBefore(before);
  const word = sql.slice(from, offset);
  const isParameter = under?.kind === 'parameter' || isSymbol(under, '$');
  return {
    from: isParameter && under !== undefined ? under.start : from,
    to: isWordUnder ? under.end : offset,
    typed: word.replace(/^["$]/, ''),
    path,
    isTable: namesTable(left),
    isParameter,
  };
}

function isClosedTo(under: SqlToken | undefined, offset: number): boolean {
  if (under?.kind === 'number') return true;
  return under?.kind === 'string' && offset < under.end;
}

function inComment(sql: string, tokens: readonly SqlToken[], offset: number): boolean {
  const last = tokens.findLast(({ start }) => start < offset);
  if (last !== undefined && offset <= last.end) return false;
  const gap = sql.slice(last?.end ?? 0, offset);
  const line = gap.slice(gap.lastIndexOf('\n') + 1);
  return line.includes('--') || gap.lastIndexOf('/*') > gap.lastIndexOf('*/');
}

function pathBefore(tokens: readonly SqlToken[]): { path: readonly string[]; left: readonly SqlToken[] } {
  const path: string[] = [];
  let at = tokens.length;
  while (isSymbol(tokens[at - 1], '.')) {
    const name = tokens[at - 2];
    if (name === undefined || (name.kind !== 'word' && name.kind !== 'quoted')) break;
    path.unshift(plainName(name));
    at -= 2;
  }
  return { path, left: tokens.slice(0, at) };
}

/** Whether a table comes next: after FROM or JOIN, or after a comma in FROM. */
function namesTable(before: readonly SqlToken[]): boolean {
  const last = before.at(-1);
  if (isWord(last, ...TABLE_WORDS)) return true;
  if (!isSymbol(last, ',')) return false;
  let depth = 0;
  for (const token of before.toReversed()) {
    if (isSymbol(token, ')')) depth += 1;
    if (isSymbol(token, '(')) depth -= 1;
    if (depth < 0) return false;
    if (depth === 0 && isWord(token, ...CLAUSES)) return isWord(token, 'from');
  }
  return false;
}
