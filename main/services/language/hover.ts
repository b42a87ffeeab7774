import { tokenize } from '../../../engine/bind/sql-tokens.ts';
import { findTable, type KnownTable } from './known-tables.ts';
import { isSymbol, plainName, type Scope, scopeAt } from './scope.ts';
import { type ColumnsOfText, columnsOfItem, type ScopeColumn } from './scope-columns.ts';
import { stretchAt, type TextRange } from './statements.ts';
import type { LanguageSurroundings } from './surroundings.ts';

/** What is known of the word under the pointer. */
export interface Hover extends TextRange {
  readonly title: string;
  readonly lines: readonly string[];
  readonly source: string | null;
}

/** A name in parts, up to and with the one at the offset. */
interface NameAt extends TextRange {
  readonly parts: readonly string[];
  readonly isCalled: boolean;
}

/** Tells what a name stands for; null for anything else. */
export async function hoverAt(
  text: string,
  offset: number,
  surroundings: LanguageSurroundings,
  columnsOfText: ColumnsOfText,
): Promise<Hover | null> {
  const stretch = stretchAt(text, offset);
  const sql = text.slice(stretch.from, stretch.to);
  const name = nameAt(sql, offset - stretch.from);
  if (name === null) return null;
  const about =
    aboutFunction(name, surroundings) ??
    aboutTable(name, scopeAt(sql, name.from), surroundings) ??
    (await aboutColumn(sql, name, surroundings, columnsOfText));
  return about === null ? null : { ...about, from: name.from + stretch.from, to: name.to + stretch.from };
}

type About = Omit<Hover, 'from' | 'to'>;

function nameAt(sql: string, offset: number): NameAt | null {
  const tokens = tokenize(sql);
  const at = tokens.findIndex(({ start, end }) => start <= offset && offset < end);
  const token = tokens[at];
  if (token === undefined || (token.kind !== 'word' && token.kind !== 'quoted')) return null;
  const parts = [plainName(token)];
  for (let dot = at - 1; isSymbol(tokens[dot], '.'); dot -= 2) {
    const before = tokens[dot - 1];
    if (before === undefined) break;
    parts.unshift(plainName(before));
  }
  return { parts, from: token.start, to: token.end, isCalled: isSymbol(tokens[at + 1], '(') };
}

function aboutFunction({ parts, isCalled }: NameAt, { vocabulary }: LanguageSurroundings): About | null {
  const found = isCalled ? vocabulary.functions.get(parts.at(-1)?.toLowerCase() ?? '') : undefined;
  if (found === undefined) return null;
  const { name, kind, signatures, description } = found;
  const lines = [...signatures, ...(description === null ? [] : [description])];
  return { title: `${name}: ${kind.replace('_', ' ')} function`, lines, source: null };
}

function aboutTable({ parts }: NameAt, { items }: Scope, surroundings: LanguageSurroundings): About | null {
  const [name] = parts;
  const item = items.find(({ alias }) => parts.length === 1 && alias?.toLowerCase() === name?.toLowerCase());
  const known = findTable(surroundings.catalogs, item?.parts ?? parts);
  if (known !== null) return tableAbout(known);
  const source = surroundings.sources.find((one) => one.toLowerCase() === name?.toLowerCase());
  if (source === undefined || parts.length > 1) return null;
  const catalog = surroundings.catalogs.find((one) => one.source === source);
  const count = catalog === undefined ? 'catalog not read yet' : `${catalog.tables.length} tables`;
  return { title: source, lines: [`source · ${count}`], source };
}

function tableAbout({ source, sql, table }: KnownTable): About {
  const size = table.rows === null ? '' : ` · about ${table.rows.toLocaleString('en')} rows`;
  const keys = table.keys.map(({ kind, columns, references }) => {
    const to = references === null ? '' : ` → ${references.table.name}(${references.columns.join(', ')})`;
    return `${kind} key: ${columns.join(', ')}${to}`;
  });
  const shape = `${table.kind} of ${source} · ${table.columns.length} columns${size}`;
  return { title: sql, lines: [shape, ...keys, ...(table.comment === null ? [] : [table.comment])], source };
}

async function aboutColumn(
  sql: string,
  { parts, from }: NameAt,
  surroundings: LanguageSurroundings,
  columnsOfText: ColumnsOfText,
): Promise<About | null> {
  const scope = scopeAt(sql, from);
  const wanted = parts.at(-1)?.toLowerCase();
  const of = parts.at(-2)?.toLowerCase();
  for (const item of scope.items) {
    const called = (item.alias ?? item.parts.at(-1))?.toLowerCase();
    if (of !== undefined && called !== of) continue;
    const columns = await columnsOfItem(item, sql, scope, surroundings, columnsOfText);
    const found = columns.find(({ name }) => name.toLowerCase() === wanted);
    if (found !== undefined) return columnAbout(found);
  }
  return null;
}

function columnAbout({ name, type, of, source, key, comment, nativeType }: ScopeColumn): About {
  const native = nativeType === null || nativeType.toLowerCase() === type.toLowerCase() ? [] : [nativeType];
  const where = source === null ? (of ?? 'a subquery') : `${of} at ${source}`;
  return {
    title: `${name}: ${type}`,
    lines: [
      [`of ${where}`, ...native].join(' · '),
      ...(key === null ? [] : [key]),
      ...(comment === null ? [] : [comment]),
    ],
    source,
  };
}
