import type { Parsed } from './parse-imports.ts';
import type { Violation } from './violation.ts';

const SILENCING =
  /^[\s*]*(?:oxlint|eslint|biome|prettier)-(?:disable|ignore)|@ts-(?:ignore|expect-error|nocheck)\b/;
const DOM = /<reference\s+lib=["']dom/;

/** Star exports, comments that silence a tool, and the DOM's types outside the window. */
export function checkText(parsed: ReadonlyMap<string, Parsed>): Violation[] {
  return [...parsed].flatMap(([file, { starExports, comments }]) => [
    ...starExports.map((line) => ({ file, line, message: '`export *` hides where a name comes from' })),
    ...comments
      .filter(({ text }) => SILENCING.test(text))
      .map(({ line }) => ({
        file,
        line,
        message: 'silences a tool; change the code, or the rule for everyone',
      })),
    ...comments
      .filter(({ text }) => DOM.test(text) && !file.startsWith('renderer/'))
      .map(({ line }) => ({ file, line, message: 'brings the types of the DOM, which only the window has' })),
  ]);
}
