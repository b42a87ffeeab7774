import { describe, expect, test } from 'vitest';
import type { FragmentMeasurement } from '../types/explain.ts';
import type { FragmentCost } from '../types/fragment-cost.ts';
import { calibrate, type Calibration, type Observation, UNCALIBRATED } from './calibration.ts';

const NOMINAL = {
  work: { startupMs: 1, scanMs: 100, blockingMs: 40, streamingMs: 20, sendMs: 2 },
  sending: { startupMs: 1, scanMs: 20, blockingMs: 0, streamingMs: 0, sendMs: 200 },
} as const;

function scaled(cost: FragmentCost, { work, send }: Pick<Calibration, 'work' | 'send'>): FragmentCost {
  return {
    startupMs: cost.startupMs,
    scanMs: cost.scanMs * work,
    blockingMs: cost.blockingMs * work,
    streamingMs: cost.streamingMs * work,
    sendMs: cost.sendMs * send,
  };
}

function took(ms: number, rows = 1000, more: Partial<FragmentMeasurement> = {}): FragmentMeasurement {
  return { rows, bytes: rows * 8, connectMs: null, firstRowMs: null, ms, retries: 0, ...more };
}

const seen = (foretold: FragmentCost, measured: FragmentMeasurement, estimatedRows = 1000): Observation => ({
  foretold,
  estimatedRows,
  measured,
});

const sum = (cost: FragmentCost): number =>
  Object.values(cost).reduce((total: number, ms: number) => total + ms, 0);

test('a source twice as slow in work and three times in sending is known within fifteen runs', () => {
  let known = UNCALIBRATED;
  for (let run = 0; run < 15; run += 1) {
    for (const nominal of [NOMINAL.work, NOMINAL.sending]) {
      const ms = sum(scaled(nominal, { work: 2, send: 3 }));
      known = calibrate(known, seen(scaled(nominal, known), took(ms)));
    }
  }
  expect(known.work).toBeGreaterThan(1.8);
  expect(known.work).toBeLessThan(2.2);
  expect(known.send).toBeGreaterThan(2.7);
  expect(known.send).toBeLessThan(3.3);
  expect(known.fragments).toBe(30);
});

test('one run moves the factor by the weight of one', () => {
  // 321 ms measured, of which 1 and 2 were start-up and sending: 318 of 160 foretold.
  const after = calibrate(UNCALIBRATED, seen(NOMINAL.work, took(323)));
  expect(after.work).toBeCloseTo(2 ** 0.3, 5);
  expect(after.send).toBe(1);
});

test('half and twice the time cancel out', () => {
  const once = calibrate(UNCALIBRATED, seen(NOMINAL.work, took(323)));
  const twice = calibrate(once, seen(NOMINAL.work, took(83)));
  expect(twice.work).toBeCloseTo(1, 5);
});

test('what was sent counts by its rows, however many were foretold', () => {
  // A tenth of the rows in a tenth of the time of sending: as fast as foretold.
  const after = calibrate(
    UNCALIBRATED,
    seen({ ...NOMINAL.sending, scanMs: 0, sendMs: 1000 }, took(101, 100)),
  );
  expect(after).toEqual({ work: 1, send: 1, fragments: 1 });
});

describe('tells nothing', () => {
  test.for<[string, Observation]>([
    ['a fragment of a few milliseconds', seen(NOMINAL.work, took(19))],
    ['work over three times the rows', seen(NOMINAL.work, took(300, 3000))],
    ['work over a third of the rows', seen(NOMINAL.work, took(300, 300))],
    ['one that was stopped early', seen(NOMINAL.work, took(300, 1000, { cut: true }))],
    ['one whose rows were kept from another run', seen(NOMINAL.work, took(300, 1000, { cachedAgeMs: 9 }))],
    [
      'one whose rows were worked on while they came',
      seen(NOMINAL.work, took(300, 1000, { streamed: true })),
    ],
    ['one of which neither part is most', seen({ ...NOMINAL.work, sendMs: 150 }, took(600))],
  ])('%s', ([, observation]) => {
    expect(calibrate(UNCALIBRATED, observation)).toBe(UNCALIBRATED);
  });
});

test('factors stay between a twentieth and twenty', () => {
  let slow = UNCALIBRATED;
  let fast = UNCALIBRATED;
  for (let run = 0; run < 60; run += 1) {
    slow = calibrate(slow, seen(NOMINAL.work, took(1_000_000)));
    fast = calibrate(fast, seen({ ...NOMINAL.work, scanMs: 1_000_000 }, took(25)));
  }
  expect(slow.work).toBe(20);
  expect(fast.work).toBe(1 / 20);
});
