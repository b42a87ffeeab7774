import type { Checkout } from './checkout.ts';
import { inlineStyles } from './inline-styles.ts';
import { NAMED_COLOURS } from './named-colours.ts';
import type { Violation } from './violation.ts';

/** Where colours and sizes are named. */
const TOKENS = 'renderer/ui/tokens.css';

const COLOUR = new RegExp(
  String.raw`#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|` +
    String.raw`(?<![\w-])(?:${NAMED_COLOURS.join('|')})(?![\w(-])`,
  'i',
);
const SIZE = /(?<![\w.-])-?(?!0+(?:\.0+)?[a-z])\d*\.?\d+(?:px|rem|pt|pc|cm|mm|in)\b/i;

/**
 * Raw colours and sizes in the window, where only the names of tokens.css may stand. Sizes that follow from text or the
 * room there is (`ch`, `em`, `%`, `vh`) are not raw.
 */
export function checkStyles({ sources, styles }: Checkout): Violation[] {
  const sheets = [...styles].filter(([file]) => file.startsWith('renderer/') && file !== TOKENS);
  const views = [...sources].filter(([file]) => file.startsWith('renderer/') && file.endsWith('.tsx'));
  return [
    ...sheets.flatMap(([file, text]) =>
      declarationsOf(text).flatMap(({ value, line }) => breachesOf(file, line, value)),
    ),
    ...views.flatMap(([file, text]) =>
      inlineStyles(file, text).flatMap(({ value, line }) => breachesOf(file, line, value)),
    ),
  ];
}

function breachesOf(file: string, line: number, value: string): Violation[] {
  const bare = value.replace(/--[\w-]+/g, '').replace(/url\([^)]*\)/g, '');
  const [colour] = COLOUR.exec(bare) ?? [];
  const [size] = SIZE.exec(bare) ?? [];
  return [
    ...(colour === undefined
      ? []
      : [{ file, line, message: `the raw colour "${colour}"; use a token of ${TOKENS}` }]),
    ...(size === undefined
      ? []
      : [{ file, line, message: `the raw size "${size}"; use a token of ${TOKENS}` }]),
  ];
}

/** What a style sheet declares. Selectors and the conditions of at-rules, which take no `var()`, are left out. */
function declarationsOf(text: string): { readonly value: string; readonly line: number }[] {
  const blank = (part: string): string => part.replace(/[^\n]/g, ' ');
  const bare = text
    .replace(/\/\*.*?\*\//gs, blank)
    .replace(/"[^"\n]*"|'[^'\n]*'/g, (part) => part.replace(/[;{}]/g, ' '));
  const found: { value: string; line: number }[] = [];
  let from = 0;
  for (const { index, 0: end } of bare.matchAll(/[;{}]/g)) {
    const segment = bare.slice(from, index);
    const colon = segment.indexOf(':');
    if (end !== '{' && colon !== -1 && !segment.trimStart().startsWith('@')) {
      found.push({
        value: segment.slice(colon + 1).replace(/"[^"]*"|'[^']*'/g, ''),
        line: bare.slice(0, from + colon).split('\n').length,
      });
    }
    from = index + 1;
  }
  return found;
}
