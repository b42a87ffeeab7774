import { describe, expect, test } from 'vitest';
import type { Bench } from './bench.ts';
import { CALM } from './bench.ts';

/** Reaching the source step by step, and failing at the right one. */
export function probeTopic(bench: () => Bench): void {
  describe('probe', () => {
    test('a source that is up passes every step', async () => {
      const told: unknown[] = [];
      const report = await bench().source.probe(CALM, (step) => told.push(step));
      expect(told).toEqual(report.steps);
      expect(report).toMatchObject({ source: 'tested', ok: true });
      expect(report.steps.length).toBeGreaterThan(0);
      expect(report.steps.every(({ ok, error, ms }) => ok && error === null && ms >= 0)).toBe(true);
    });

    test('a source that is down says at which step, and never rejects', async () => {
      const { down } = bench().fixture;
      expect(down.length).toBeGreaterThan(0);
      for (const { what, config, step, code } of down) {
        const source = bench().open(config);
        const told: unknown[] = [];
        const report = await source.probe(CALM, (step) => told.push(step));
        expect(told).toEqual(report.steps);
        const last = report.steps.at(-1);
        const { ok, error } = last ?? {};
        expect({ what, reached: report.ok, step: last?.step, ok, error }).toMatchObject({
          what,
          reached: false,
          step,
          ok: false,
          error: { code, source: 'tested', step },
        });
        expect(report.steps.filter((passed) => !passed.ok)).toHaveLength(1);
        await source.close();
      }
    });
  });
}
