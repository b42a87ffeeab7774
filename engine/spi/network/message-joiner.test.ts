import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { MessageJoiner } from './message-joiner.ts';

/** Messages of two bytes of length, which they count in, and a body. */
const HEADER_BYTES = 2;

function message(body: Uint8Array): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  head.writeUInt16BE(HEADER_BYTES + body.length);
  return Buffer.concat([head, body]);
}

/** All bodies that come out when the bytes arrive in chunks of these lengths, over and over. */
function read(bytes: Buffer, lengths: readonly number[]): readonly string[] {
  const joiner = new MessageJoiner(HEADER_BYTES, (start) => start.readUInt16BE());
  const found: string[] = [];
  let tail: Buffer = Buffer.alloc(0);
  for (let at = 0, cut = 0; at < bytes.length; cut += 1) {
    const length = lengths[cut % lengths.length] ?? 1;
    let buffer: Buffer | null = joiner.join(tail, bytes.subarray(at, at + length));
    at += length;
    for (; buffer !== null; buffer = joiner.rest, joiner.rest = null) {
      tail = buffer;
      while (tail.length >= HEADER_BYTES && tail.length >= tail.readUInt16BE()) {
        found.push(tail.toString('hex', HEADER_BYTES, tail.readUInt16BE()));
        tail = tail.subarray(tail.readUInt16BE());
      }
    }
  }
  expect(joiner.partial).toBe(false);
  return found;
}

test('messages come out whole however the bytes are cut', () => {
  const bodies = fc.array(fc.uint8Array({ maxLength: 40 }));
  const cuts = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 });
  fc.assert(
    fc.property(bodies, cuts, (list, lengths) => {
      const bytes = Buffer.concat(list.map(message));
      expect(read(bytes, lengths)).toEqual(list.map((body) => Buffer.from(body).toString('hex')));
    }),
  );
});

test('a message is partial from its first bytes after a header to its last', () => {
  const joiner = new MessageJoiner(HEADER_BYTES, (start) => start.readUInt16BE());
  const bytes = message(Buffer.from('abcdef'));
  expect(joiner.join(bytes.subarray(0, 3), bytes.subarray(3, 5))).toHaveLength(0);
  expect(joiner.partial).toBe(true);
  expect(joiner.join(Buffer.alloc(0), Buffer.concat([bytes.subarray(5), Buffer.from('z')]))).toEqual(bytes);
  expect(joiner.partial).toBe(false);
  expect(joiner.rest?.toString()).toBe('z');
});
