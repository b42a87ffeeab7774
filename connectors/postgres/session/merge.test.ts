import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { merge } from './merge.ts';

async function* slow(name: string, count: number, ended: string[]): AsyncGenerator<string, void, void> {
  try {
    for (let at = 0; at < count; at += 1) {
      await delay(1);
      yield `${name}${at}`;
    }
  } finally {
    ended.push(name);
  }
}

test('all items of all streams, in the order of each', async () => {
  const ended: string[] = [];
  const items: string[] = [];
  for await (const item of merge(
    [slow('a', 5, ended), slow('b', 3, ended), slow('c', 0, ended)],
    () => undefined,
  )) {
    items.push(item);
  }
  expect(items).toHaveLength(8);
  expect(items.filter((item) => item.startsWith('a'))).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
  expect(ended.sort()).toEqual(['a', 'b', 'c']);
});

test('a failure ends all streams, and is what comes out', async () => {
  const ended: string[] = [];
  let stopped = false;
  const failing = async function* (): AsyncGenerator<string, void, void> {
    yield 'x';
    throw new Error('broken');
  };
  const reading = async (): Promise<void> => {
    for await (const item of merge([slow('a', 1000, ended), failing()], () => (stopped = true)))
      expect(item).toBeDefined();
  };
  await expect(reading()).rejects.toThrow('broken');
  expect(stopped).toBe(true);
  expect(ended).toEqual(['a']);
});

test('an early return ends all streams', async () => {
  const ended: string[] = [];
  for await (const item of merge([slow('a', 1000, ended), slow('b', 1000, ended)], () => undefined)) {
    expect(item).toBeDefined();
    break;
  }
  expect(ended.sort()).toEqual(['a', 'b']);
});
