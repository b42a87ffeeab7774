import { expect, test } from 'vitest';
import type { WindowEvent } from '../../contract/events.ts';
import { EventStream } from './event-stream.ts';

const catalog = (source: string): WindowEvent => ({ kind: 'catalog', source });

function followed(
  stream: EventStream,
  after: number,
): { readonly seen: string[]; readonly stop: () => void } {
  const seen: string[] = [];
  const stop = stream.follow(after, ({ number, event }) => {
    seen.push(`${number} ${event.kind === 'catalog' ? event.source : event.kind}`);
  });
  return { seen, stop };
}

test('a window hears what it missed, then what comes, until it stops', () => {
  const stream = new EventStream();
  for (const source of ['a', 'b', 'c']) stream.publish(catalog(source));
  const { seen, stop } = followed(stream, 1);
  stream.publish(catalog('d'));
  stop();
  stream.publish(catalog('e'));
  expect(seen).toEqual(['2 b', '3 c', '4 d']);
});

test('a window that missed more than is kept hears a reset', () => {
  const stream = new EventStream();
  for (let number = 0; number < 5001; number += 1) stream.publish(catalog('a'));
  expect(followed(stream, 0).seen).toEqual(['5001 reset']);
  expect(followed(stream, 1).seen).toHaveLength(5000);
});

test('a number of another run of the program is a reset', () => {
  const stream = new EventStream();
  stream.publish(catalog('a'));
  expect(followed(stream, 7).seen).toEqual(['1 reset']);
});

test('one who heard everything hears nothing old', () => {
  const stream = new EventStream();
  expect(followed(stream, 0).seen).toEqual([]);
  stream.publish(catalog('a'));
  expect(followed(stream, 1).seen).toEqual([]);
});

test('events can be taken one by one, as fast as a window takes them', () => {
  const stream = new EventStream();
  expect(stream.next(0)).toBeNull();
  for (const source of ['a', 'b']) stream.publish(catalog(source));
  expect(stream.next(0)).toEqual({ number: 1, event: catalog('a') });
  expect(stream.next(1)).toEqual({ number: 2, event: catalog('b') });
  expect(stream.next(2)).toBeNull();
  for (const lost of [3, 1e9, -1]) expect(stream.next(lost)).toEqual({ number: 2, event: { kind: 'reset' } });
  for (let number = 0; number < 5000; number += 1) stream.publish(catalog('c'));
  expect(stream.next(1)).toEqual({ number: 5002, event: { kind: 'reset' } });
  expect(stream.next(2)).toEqual({ number: 3, event: catalog('c') });
});
