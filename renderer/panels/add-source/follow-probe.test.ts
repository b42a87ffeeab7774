import { expect, test } from 'vitest';
import type { ProbedStep } from '../../../main/contract/sources.ts';
import { publishEvent } from '../../workspace/window-events.ts';
import { followProbe, type ProbeView } from './follow-probe.ts';

const ID = '11111111-1111-4111-8111-111111111111';
const OTHER = '22222222-2222-4222-8222-222222222222';
const step = (name: ProbedStep['step']): ProbedStep => ({
  step: name,
  ok: true,
  ms: 1,
  detail: null,
  error: null,
});

function watched(): { readonly views: ProbeView[]; readonly cancelled: string[] } {
  return { views: [], cancelled: [] };
}

test('keeps events that come before the answer, and hears no other test', async () => {
  const { views, cancelled } = watched();
  const { promise, resolve } = Promise.withResolvers<{ probeId: string }>();
  followProbe(
    () => promise,
    (id) => Promise.resolve(cancelled.push(id)),
    (view) => views.push(view),
  );
  publishEvent({ kind: 'probe-step', probeId: ID, step: step('lookup') });
  publishEvent({ kind: 'probe-step', probeId: OTHER, step: step('file') });
  resolve({ probeId: ID });
  await promise;
  await Promise.resolve();
  publishEvent({ kind: 'probe-step', probeId: ID, step: step('tcp') });
  publishEvent({ kind: 'probe-ended', probeId: ID, ok: true });
  publishEvent({ kind: 'probe-step', probeId: ID, step: step('login') });
  const last = views.at(-1);
  expect(last?.state).toBe('ok');
  expect(last?.steps.map((one) => one.step)).toEqual(['lookup', 'tcp']);
});

test('cancels at the host too, even before it is known by its id', async () => {
  const { views, cancelled } = watched();
  const { promise, resolve } = Promise.withResolvers<{ probeId: string }>();
  const followed = followProbe(
    () => promise,
    (id) => Promise.resolve(cancelled.push(id)),
    (view) => views.push(view),
  );
  followed.cancel();
  resolve({ probeId: ID });
  await promise;
  await Promise.resolve();
  expect(views.at(-1)?.state).toBe('cancelled');
  expect(cancelled).toEqual([ID]);
});

test('says why a test could not begin', async () => {
  const { views } = watched();
  followProbe(
    () => Promise.reject(new Error('No such kind.')),
    () => Promise.resolve(),
    (view) => views.push(view),
  );
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(views.at(-1)).toMatchObject({ state: 'failed', error: { message: 'No such kind.' } });
});
