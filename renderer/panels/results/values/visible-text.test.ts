import { expect, test } from 'vitest';
import { cutText, visibleText } from './visible-text.ts';

test('what acts is shown, and what is read stays', () => {
  expect(visibleText('a\nb\tc\0\u001b')).toBe('a\\nb\\tc\\0\\u{1b}');
  expect(visibleText('abc\u202edef\ufeff\u{e0041}')).toBe('abc\\u{202e}def\\u{feff}\\u{e0041}');
  expect(visibleText('👩\u200d💻 é <b>')).toBe('👩\u200d💻 é <b>');
});

test('a text is cut between characters', () => {
  expect(cutText('abc', 3)).toBe('abc');
  expect(cutText('abcd', 3)).toBe('abc…');
  expect(cutText('ab😀d', 3)).toBe('ab…');
});
