import { beforeAll, describe, expect, test } from 'vitest';
import { BATCH_ROWS } from '../../engine/spi/column-batch.ts';
import type { Bench } from './bench.ts';
import { CALM } from './bench.ts';
import { countingTable } from './tables.ts';

/** What the engine's limits of rows and bytes rely on, at sources that stream. */
export function batchesTopic(bench: () => Bench): void {
  describe('batches', () => {
    beforeAll(async () => {
      await bench().create(countingTable('batched', 5000));
    });

    test('batches are bounded and tell their bytes', async () => {
      const session = await bench().source.begin(CALM);
      const fragment = bench().fragment(session, await bench().scan('batched'));
      const read = session.read?.bind(session);
      if (read === undefined) throw new Error('A source with a dialect streams.');
      let rows = 0;
      for await (const batch of read(fragment, CALM)) {
        expect(batch.rows).toBeLessThanOrEqual(BATCH_ROWS);
        expect(batch.rows).toBeGreaterThan(0);
        expect(batch.bytes).toBeGreaterThan(0);
        rows += batch.rows;
      }
      expect(rows).toBe(5000);
      await session.close();
    });
  });
}
