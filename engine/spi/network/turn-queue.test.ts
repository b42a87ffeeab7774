import { expect, test } from 'vitest';
import { TurnQueue } from './turn-queue.ts';

const NEVER = new AbortController().signal;

test('those who wait are woken one by one, in the order in which they came', async () => {
  const queue = new TurnQueue('shop');
  const woken: string[] = [];
  const waiting = ['first', 'second', 'third'].map((who) => queue.wait(NEVER).then(() => woken.push(who)));
  queue.wakeNext();
  await waiting[0];
  expect(woken).toEqual(['first']);
  queue.wakeAll();
  await Promise.all(waiting);
  expect(woken).toEqual(['first', 'second', 'third']);
});

test("one whose signal aborts takes nobody else's turn", async () => {
  const queue = new TurnQueue('shop');
  const over = new AbortController();
  const given = queue.wait(over.signal);
  const next = queue.wait(NEVER);
  over.abort();
  await expect(given).rejects.toMatchObject({ report: { code: 'cancelled', source: 'shop' } });
  queue.wakeNext();
  await next;
  await expect(queue.wait(over.signal)).rejects.toMatchObject({ report: { code: 'cancelled' } });
});
