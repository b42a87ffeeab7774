/**
 * Characters that could drive a terminal or hide text: controls, bidirectional marks, invisible format characters,
 * line separators, tags and lone surrogates. The zero-width joiner stays, since emoji and scripts need it.
 */
const UNSAFE =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' };

/** Text in which nothing acts on the terminal: control characters stand as escapes such as `\n` and `\x1b`. */
export function visibleText(text: string): string {
  return text.replace(UNSAFE, escaped);
}

function escaped(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
