import { expect, test } from 'vitest';
import { PacketCursor } from './packet-cursor.ts';
import { packet } from './packets.ts';

const FULL = 0xff_ff_ff;

/** All payloads that the cursor finds in bytes that come in chunks of this size. */
function payloads(bytes: Buffer, chunk: number): readonly string[] {
  const cursor = new PacketCursor();
  const found: string[] = [];
  for (let at = 0; at < bytes.length; at += chunk) {
    cursor.feed(bytes.subarray(at, at + chunk));
    do {
      while (cursor.advance()) {
        const payload = cursor.bytes.subarray(cursor.start, cursor.end);
        found.push(
          payload.length > 100 ? `${payload.length}:${payload[0]}:${payload.at(-1)}` : payload.toString(),
        );
      }
    } while (cursor.refill());
  }
  expect(cursor.partial).toBe(false);
  return found;
}

const SMALL = ['a', '', 'three', 'x'.repeat(99), 'end'];

test.each([1, 2, 3, 5, 7, 64, 1000])('small packets in chunks of %i bytes', (chunk) => {
  const bytes = Buffer.concat(SMALL.map((text, at) => packet(Buffer.from(text), at)));
  expect(payloads(bytes, chunk)).toEqual(SMALL);
});

test.each([
  [FULL - 1, 65_536],
  [FULL, 65_536],
  [FULL + 1, 65_537],
  [2 * FULL, 1_000_003],
  [2 * FULL + 5, 3 * FULL],
])('a payload of %i bytes between small ones, in chunks of %i', (size, chunk) => {
  const large = Buffer.alloc(size, 1);
  large[0] = 7;
  large[size - 1] = 9;
  const bytes = Buffer.concat([packet(Buffer.from('a'), 0), packet(large, 1), packet(Buffer.from('z'), 4)]);
  expect(payloads(bytes, chunk)).toEqual(['a', `${size}:7:9`, 'z']);
});
