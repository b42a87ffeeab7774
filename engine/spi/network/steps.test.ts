import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Steps } from './steps.ts';

const signal = new AbortController().signal;

test('all steps together have one deadline, and the one that passes it is named', async () => {
  const steps = new Steps('shop', 150, signal);
  await steps.run('lookup', () => delay(20, 'found'), String);
  await expect(steps.run('tcp', () => delay(5000), String)).rejects.toThrow('within 0.15 s (step tcp)');
  expect(steps.done.map(({ step, ok }) => [step, ok])).toEqual([
    ['lookup', true],
    ['tcp', false],
  ]);
});

test('a server that is started is waited for apart, and leaves the others their time', async () => {
  const steps = new Steps('shop', 150, signal);
  await steps.run('start', () => delay(300, 'started'), String);
  await steps.run('tcp', () => delay(20, 'reached'), String);
  expect(steps.done.every(({ ok }) => ok)).toBe(true);
});
