import { describe, expect, test } from 'vitest';
import type { SourceStep } from '../../../engine/errors/atoll-error.ts';
import type { ProbedStep } from '../../../main/contract/sources.ts';
import { mendingOf, stepsView, type StepView } from './steps-view.ts';

const ended = (step: SourceStep, ok = true): ProbedStep => ({ step, ok, ms: 1, detail: null, error: null });
const drawn = (steps: readonly StepView[]): string =>
  steps.map(({ step, state }) => `${step}:${state}`).join(' ');
const server = { isNetwork: true, tunnel: false, tls: true };

describe('stepsView', () => {
  test('runs the first step and waits with the others', () => {
    expect(drawn(stepsView(server, [], true))).toBe(
      'lookup:running tcp:waiting tls:waiting login:waiting query:waiting',
    );
  });

  test('goes on after the last step that ended, with those that nobody expected', () => {
    expect(drawn(stepsView(server, [ended('start'), ended('lookup'), ended('tcp')], true))).toBe(
      'start:ok lookup:ok tcp:ok tls:running login:waiting query:waiting',
    );
  });

  test('does not reach what comes after a failure', () => {
    expect(drawn(stepsView(server, [ended('lookup'), ended('tcp', false)], false))).toBe(
      'lookup:ok tcp:failed tls:not-reached login:not-reached query:not-reached',
    );
  });

  test('shows a whole test as it went', () => {
    const steps = [ended('lookup'), ended('tcp'), ended('login'), ended('query')];
    expect(drawn(stepsView(server, steps, false))).toBe('lookup:ok tcp:ok login:ok query:ok');
  });

  test('begins with the tunnel, and has no encryption where none is wanted', () => {
    expect(drawn(stepsView({ isNetwork: true, tunnel: true, tls: false }, [], true))).toBe(
      'tunnel:running lookup:waiting tcp:waiting login:waiting query:waiting',
    );
  });
});

test.each([
  ['tcp', ['host'], 'config.host'],
  ['tls', ['sslmode', 'sslca'], 'config.sslca'],
  ['tls', ['sslmode'], 'config.sslmode'],
  ['login', [], 'secret'],
  ['file', ['path'], 'config.path'],
  ['lookup', ['path'], undefined],
] as const)('mends %s by a field of %j', (step, fields, field) => {
  expect(mendingOf(step, fields)?.field).toBe(field);
});

test('leads to the mode where the server has no encryption, which no certificate mends', () => {
  const message = 'shop offers no encryption, and sslmode require asks for it.';
  expect(mendingOf('tls', ['sslmode', 'sslca'], message)?.field).toBe('config.sslmode');
});
