import { expect, test } from 'vitest';
import { bytesOf, hexLines } from './hex-lines.ts';

test('bytes are shown as hex and as what can be printed', () => {
  const bytes = bytesOf(btoa('Hello\0World'), 100);
  expect(hexLines(bytes)).toEqual([
    '00000000  48 65 6c 6c 6f 00 57 6f  Hello.Wo',
    '00000008  72 6c 64                 rld',
  ]);
});

test('only the first bytes of a long blob are read', () => {
  expect(bytesOf(btoa('abcdefgh'), 4)).toEqual(new Uint8Array([97, 98, 99, 100]));
  expect(hexLines(bytesOf('', 10))).toEqual([]);
});
