/** Characters beyond the basic plane, which the server's own names can't have: a user's alias may. */
const ASTRAL = /[\u{10000}-\u{10ffff}\0]/gu;

/**
 * Quotes an identifier with backticks, which mean the same whatever ANSI_QUOTES is. Every name is quoted: the reserved
 * words of both servers are many, and more with each version.
 */
export function quote(name: string): string {
  const kept = name
    .replaceAll(ASTRAL, (character) => `U${(character.codePointAt(0) ?? 0).toString(16)}`)
    // A name that ends in a space is refused, or cut.
    .replace(/ +$/, (spaces) => '_'.repeat(spaces.length));
  return `\`${kept.replaceAll('`', '``')}\``;
}
