import { KEYWORDS } from './keywords.ts';

/**
 * Names made unique up to case, in order: the second `x` becomes `x_1`, the third `x_2`. A name longer than `limit`
 * bytes is cut first (PostgreSQL would cut it silently); an empty one becomes `_`.
 */
export function uniqueNames(names: readonly string[], limit = Number.POSITIVE_INFINITY): readonly string[] {
  const taken = new Set<string>();
  return names.map((wanted) => {
    const base = shortened(wanted === '' ? '_' : wanted, limit);
    let name = base;
    for (let at = 1; taken.has(name.toLowerCase()); at += 1) name = `${shortened(base, limit - 6)}_${at}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function shortened(name: string, limit: number): string {
  if (Buffer.byteLength(name) <= limit) return name;
  let kept = '';
  let bytes = 0;
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > limit) break;
    kept += character;
  }
  return kept;
}

const LOWER_CASE = /^[a-z_][a-z0-9_]*$/;
const ANY_CASE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Quotes an identifier with double quotes where it needs them: keywords, and whatever is not a plain word. Engines
 * that fold case (`foldsCase`) need quotes around upper-case letters too.
 */
export function quoteName(name: string, foldsCase: boolean): string {
  const plain = (foldsCase ? LOWER_CASE : ANY_CASE).test(name) && !KEYWORDS.has(name.toLowerCase());
  return plain ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A short readable alias for a table: the initials of its words (`order_items` gives `oi`). */
export function aliasFor(name: string): string {
  const words = name.toLowerCase().match(/[a-z][a-z0-9]*/g) ?? [];
  const initials = words
    .map((word) => word.charAt(0))
    .join('')
    .slice(0, 4);
  if (initials === '') return 't';
  return KEYWORDS.has(initials) ? `${initials}_` : initials;
}
