/**
 * Characters that act instead of being seen: controls, bidirectional marks, invisible format characters, line
 * separators, tags and lone surrogates. The zero-width joiner stays, since emoji and scripts need it.
 */
const UNSEEN =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' };

/** Text on one line in which every character can be seen: `\n` for a line feed, others such as `\u{202e}`. */
export function visibleText(text: string): string {
  return text.replace(
    UNSEEN,
    (character) => SHORT[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** The beginning of a text, at most `units` UTF-16 units and no half character, with `…` where something is left out. */
export function cutText(text: string, units: number): string {
  if (text.length <= units) return text;
  const half = /[\ud800-\udbff]$/.test(text.slice(0, units));
  return `${text.slice(0, half ? units - 1 : units)}…`;
}
