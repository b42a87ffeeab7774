import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MessageError } from '../../../engine/spi/network/message-error.ts';
import { FrameCursor } from './frame-cursor.ts';

function frame(type: number, body: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(type);
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** All messages that come out when the bytes arrive cut at these lengths. */
function read(bytes: Buffer, lengths: readonly number[]): { type: number; body: string }[] {
  const cursor = new FrameCursor();
  const found: { type: number; body: string }[] = [];
  let at = 0;
  let cut = 0;
  while (at < bytes.length) {
    const length = lengths.length === 0 ? bytes.length : (lengths[cut % lengths.length] ?? 1);
    cut += 1;
    cursor.feed(bytes.subarray(at, at + length));
    at += length;
    do {
      while (cursor.advance()) {
        found.push({ type: cursor.type, body: cursor.bytes.toString('hex', cursor.start, cursor.end) });
      }
    } while (cursor.refill());
  }
  expect(cursor.partial).toBe(false);
  return found;
}

describe('messages', () => {
  test('come out whole however the bytes are cut', () => {
    const messages = fc.array(
      fc.record({ type: fc.integer({ min: 1, max: 127 }), body: fc.uint8Array({ maxLength: 40 }) }),
    );
    fc.assert(
      fc.property(messages, fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (list, lengths) => {
        const bytes = Buffer.concat(list.map(({ type, body }) => frame(type, body)));
        expect(read(bytes, lengths)).toEqual(
          list.map(({ type, body }) => ({ type, body: Buffer.from(body).toString('hex') })),
        );
      }),
    );
  });

  test.each([
    ['shorter than its own length', [0x44, 0, 0, 0, 3]],
    ['a row of 2 GB', [0x44, 0x7f, 0xff, 0xff, 0xff]],
    ['an error of 17 MB', [0x45, 0x01, 0x10, 0, 0]],
  ])('%s is refused before its bytes are waited for', (_, bytes) => {
    const cursor = new FrameCursor();
    expect(() => {
      cursor.feed(Buffer.from(bytes));
      cursor.advance();
    }).toThrow(MessageError);
  });
});
