import { isMap, isNode, isScalar, type Pair, parseDocument, Scalar } from 'yaml';
import { extentOf, least, linesOf } from './sources-text.ts';

/** The text with a source under another name. */
export function withName(text: string, name: string, newName: string): string {
  const document = parseDocument(text);
  const sources: unknown = document.get('sources', true);
  const pair = isMap(sources) ? sources.items.find((one) => isNamed(one, name)) : undefined;
  if (pair === undefined || !isNode(pair.key)) return text;
  const [from, to] = pair.key.range ?? [0, 0];
  pair.key = new Scalar(newName);
  return least(document, text.slice(0, from) + newName + text.slice(to));
}

/** The text with its sources in another order, each with the comments above and beside it. `names` are all of them. */
export function inOrder(text: string, names: readonly string[]): string {
  const document = parseDocument(text);
  const blocks = blocksOf(text, names);
  const sources: unknown = document.get('sources', true);
  if (isMap(sources))
    sources.items.sort((one, other) => names.indexOf(nameOf(one)) - names.indexOf(nameOf(other)));
  return least(document, blocks);
}

/** Whole lines put in the other order; null where the sources are not written in lines. */
function blocksOf(text: string, names: readonly string[]): string | null {
  const items = linesOf(parseDocument(text))?.items ?? [];
  const [first] = items;
  if (first === undefined) return null;
  const extents = items.map((item) => extentOf(text, item));
  const begin = startOfFirst(text, extents[0]?.[0] ?? 0);
  const blocks = new Map(
    items.map((item, at) => {
      const from = at === 0 ? begin : (extents[at - 1]?.[1] ?? begin);
      const block = text.slice(from, extents[at]?.[1]);
      return [nameOf(item), block.endsWith('\n') ? block : `${block}\n`] as const;
    }),
  );
  const end = extents.at(-1)?.[1] ?? text.length;
  return text.slice(0, begin) + names.map((name) => blocks.get(name) ?? '').join('') + text.slice(end);
}

/** The first source's own comments are those between it and the line `sources:`. */
function startOfFirst(text: string, start: number): number {
  let at = start;
  while (at > 0) {
    const line = text.lastIndexOf('\n', at - 2) + 1;
    if (!/^\s*#/.test(text.slice(line, at))) break;
    at = line;
  }
  return at;
}

function isNamed(pair: Pair, name: string): boolean {
  return isScalar(pair.key) && pair.key.value === name;
}

function nameOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}
