import { describe, expect, test } from 'vitest';
import type { Bench } from './bench.ts';
import { CALM } from './bench.ts';

/** Failures are typed and name source and step, from each entry. */
export function errorsTopic(bench: () => Bench): void {
  describe('errors', () => {
    test('the catalog of a source that is down', async () => {
      for (const { config, code, step } of bench().fixture.down) {
        const source = bench().open(config);
        const report = { code, source: 'tested', step };
        await expect(source.catalog(CALM)).rejects.toMatchObject({ name: 'AtollError', report });
        await source.close();
      }
    });

    test('a query to a source that is down', async () => {
      for (const { config, code } of bench().fixture.down) {
        const source = bench().open(config);
        const begun = source.begin(CALM);
        await expect(begun).rejects.toMatchObject({
          name: 'AtollError',
          report: { code, source: 'tested' },
        });
        await source.close();
      }
    });

    test('closing twice is closing once', async () => {
      const source = bench().open(bench().fixture.config);
      const session = await source.begin(CALM);
      await session.close();
      await session.close();
      await source.close();
      await source.close();
    });

    test('a signal that is already aborted', async () => {
      const aborted = AbortSignal.abort(new Error('enough'));
      await expect(bench().source.begin(aborted)).rejects.toThrow();
      await expect(bench().source.catalog(aborted)).rejects.toThrow();
    });
  });
}
