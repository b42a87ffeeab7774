import { type Document, isMap, isNode, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml';

/** A source as it is written: `kind` first, then the connector's settings, then those that every source has. */
export type SourceSection = Readonly<Record<string, unknown>>;

/**
 * The text of an `atoll.yaml` with one more source. Where `sources` is written in lines, a line is put below the last
 * one and nothing else moves; else the text is printed anew from its document, which keeps comments and order.
 */
export function withSource(text: string, name: string, section: SourceSection): string {
  const document = parseDocument(text);
  const before = document.clone();
  const sources = document.get('sources', true);
  if (!isMap(sources) || sources.items.length === 0) document.set('sources', document.createNode({}));
  const node = document.createNode(section);
  if (isMap(node)) node.flow = true;
  document.setIn(['sources', name], node);
  return least(document, insertedLine(text, before, `${name}: ${flowText(section)}`));
}

/** The text without a source, its comment on the same line included. */
export function withoutSource(text: string, name: string): string {
  const document = parseDocument(text);
  const before = document.clone();
  document.deleteIn(['sources', name]);
  return least(document, withoutLines(text, before, name));
}

/** The text with the smaller change, where it says the same as the document. */
export function least(document: Document, edited: string | null): string {
  const same = edited !== null && saysTheSame(parseDocument(edited), document);
  return same ? edited : document.toString({ lineWidth: 0 });
}

/** The order of keys counts: that of the sources is the user's own. */
function saysTheSame(one: Document, other: Document): boolean {
  return one.errors.length === 0 && JSON.stringify(one.toJS()) === JSON.stringify(other.toJS());
}

/** In one line, such as `{ kind: sqlite, path: data/crm.db }`. */
export function flowText(section: SourceSection): string {
  const document = parseDocument('{}');
  const node = document.createNode(section);
  if (isMap(node)) node.flow = true;
  document.contents = node as typeof document.contents;
  return document.toString({ lineWidth: 0 }).trim();
}

/** The mapping of sources where it is written in lines and not empty. */
export function linesOf(document: Document): YAMLMap | null {
  const sources = document.get('sources', true);
  return isMap(sources) && sources.flow !== true && sources.items.length > 0 ? sources : null;
}

function insertedLine(text: string, document: Document, line: string): string | null {
  const sources = linesOf(document);
  const first = sources?.items[0];
  const last = sources?.items.at(-1);
  if (first === undefined || last === undefined) return null;
  const [start] = extentOf(text, first);
  const [, end] = extentOf(text, last);
  const indent = /^ */.exec(text.slice(start))?.[0] ?? '  ';
  const gap = text[end - 1] === '\n' ? '' : '\n';
  return `${text.slice(0, end)}${gap}${indent}${line}\n${text.slice(end)}`;
}

function withoutLines(text: string, document: Document, name: string): string | null {
  const pair = linesOf(document)?.items.find(({ key }) => isScalar(key) && key.value === name);
  if (pair === undefined) return null;
  const [start, end] = extentOf(text, pair);
  return `${text.slice(0, start)}${text.slice(end)}`;
}

/** The whole lines that a pair stands in. */
export function extentOf(text: string, { key, value }: Pair): readonly [number, number] {
  const from = isNode(key) ? (key.range?.[0] ?? 0) : 0;
  const to = isNode(value) ? (value.range?.[1] ?? from) : from;
  const newline = text.indexOf('\n', Math.max(from, to - 1));
  return [text.lastIndexOf('\n', from - 1) + 1, newline < 0 ? text.length : newline + 1];
}
