import { type Document, isMap, isNode, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { isMapping } from './is-mapping.ts';
import { extentOf, flowText, least, type SourceSection } from './sources-text.ts';

/** The text with a source's section changed into another: only what is different is touched. */
export function withSection(text: string, name: string, section: SourceSection): string {
  const before = sectionIn(text, name);
  const gone = Object.keys(before).filter((key) => section[key] === undefined);
  const changed = Object.entries(section).filter(
    ([key, value]) => value !== undefined && JSON.stringify(before[key]) !== JSON.stringify(value),
  );
  const shorter = gone.reduce((so, key) => withoutField(so, name, key), text);
  return changed.reduce((so, [key, value]) => withField(so, name, key, value), shorter);
}

/** A source's section as it is written, as plain data. Empty where there is none. */
export function sectionIn(text: string, name: string): SourceSection {
  const data: unknown = parseDocument(text).toJS({ maxAliasCount: 100 });
  const sources = isMapping(data) ? data['sources'] : null;
  const section = isMapping(sources) ? sources[name] : null;
  return isMapping(section) ? section : {};
}

/** The text with one setting of a source set. */
export function withField(text: string, name: string, key: string, value: unknown): string {
  const document = parseDocument(text);
  const section = sectionOf(document, name);
  const edited = section === null ? null : fieldSet(text, section, key, flowField(key, value));
  const node = document.createNode(value);
  if (isMap(node)) node.flow = true;
  document.setIn(['sources', name, key], node);
  return least(document, edited);
}

/** The text with one setting of a source taken out. */
export function withoutField(text: string, name: string, key: string): string {
  const document = parseDocument(text);
  const section = sectionOf(document, name);
  const edited = section === null ? null : fieldCut(text, section, key);
  document.deleteIn(['sources', name, key]);
  return least(document, edited);
}

function sectionOf(document: Document, name: string): YAMLMap | null {
  const section: unknown = document.getIn(['sources', name], true);
  return isMap(section) ? section : null;
}

function pairOf(section: YAMLMap, key: string): Pair | undefined {
  return section.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** `key: value` as it stands within braces, where more must be quoted than elsewhere. */
function flowField(key: string, value: unknown): string {
  return flowText({ [key]: value })
    .slice(1, -1)
    .trim();
}

function fieldSet(text: string, section: YAMLMap, key: string, field: string): string | null {
  const known = pairOf(section, key);
  if (known !== undefined) {
    const [from, to] = rangeOf(known);
    return to > from ? text.slice(0, from) + field + text.slice(to) : null;
  }
  const last = section.items.at(-1);
  if (last === undefined) return null;
  if (section.flow === true) {
    const [, end] = rangeOf(last);
    return `${text.slice(0, end)}, ${field}${text.slice(end)}`;
  }
  const [start, end] = extentOf(text, last);
  const indent = /^ */.exec(text.slice(start))?.[0] ?? '    ';
  const gap = text[end - 1] === '\n' ? '' : '\n';
  return `${text.slice(0, end)}${gap}${indent}${field}\n${text.slice(end)}`;
}

function fieldCut(text: string, section: YAMLMap, key: string): string | null {
  const at = section.items.findIndex((pair) => isScalar(pair.key) && pair.key.value === key);
  const pair = section.items[at];
  if (pair === undefined) return null;
  if (section.flow !== true) {
    const [start, end] = extentOf(text, pair);
    return text.slice(0, start) + text.slice(end);
  }
  const [from, to] = rangeOf(pair);
  const before = section.items[at - 1];
  const after = section.items[at + 1];
  if (before !== undefined) return text.slice(0, rangeOf(before)[1]) + text.slice(to);
  return after === undefined ? null : text.slice(0, from) + text.slice(rangeOf(after)[0]);
}

/** From the first letter of the key to the last of the value. */
function rangeOf({ key, value }: Pair): readonly [number, number] {
  const from = isNode(key) ? (key.range?.[0] ?? 0) : 0;
  return [from, isNode(value) ? (value.range?.[1] ?? from) : from];
}
