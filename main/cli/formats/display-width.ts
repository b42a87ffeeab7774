/** Blocks whose characters take two columns of a terminal (Unicode Standard Annex 11, W and F, by block). */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

const MARK = /^(?:\p{Mn}|\p{Me}|\u200d|\ufe0f)$/u;

/** Columns of a terminal that a text takes. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** The text cut to a width, its end marked with `…`; the text itself where it fits. */
export function cutText(text: string, width: number): string {
  if (text.length <= width && displayWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    const next = characterWidth(character);
    if (used + next > width) break;
    kept += character;
    used += next;
  }
  if (kept.length === text.length) return text;
  while (used > width - 1) {
    const last = [...kept].at(-1) ?? '';
    kept = kept.slice(0, -last.length);
    used -= characterWidth(last);
    if (last === '') break;
  }
  return `${kept}…`;
}

function characterWidth(character: string): number {
  if (MARK.test(character)) return 0;
  const code = character.codePointAt(0) ?? 0;
  return WIDE.some(([low, high]) => code >= low && code <= high) ? 2 : 1;
}
