import type { SqlToken } from './sql-tokens.ts';

/**
 * All dotted names in a text, longest prefix of up to three parts first: candidates for tables where no syntax tree is
 * to be had. Columns are among them; only what the catalog knows as a table counts.
 */
export function dottedNames(tokens: readonly SqlToken[]): readonly (readonly string[])[] {
  const names: (readonly string[])[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const chain = chainFrom(tokens, at);
    for (let length = Math.min(chain.length, 3); length >= 1; length -= 1) names.push(chain.slice(0, length));
    at += Math.max(0, 2 * (chain.length - 1));
  }
  return names;
}

function chainFrom(tokens: readonly SqlToken[], start: number): readonly string[] {
  const parts: string[] = [];
  for (let at = start; at < tokens.length; at += 2) {
    const name = nameOf(tokens[at]);
    if (name === null) break;
    parts.push(name);
    if (tokens[at + 1]?.text !== '.') break;
  }
  return parts;
}

function nameOf(token: SqlToken | undefined): string | null {
  if (token?.kind === 'word') return token.text;
  return token?.kind === 'quoted' ? token.text.slice(1, -1).replaceAll('""', '"') : null;
}
