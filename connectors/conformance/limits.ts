import { beforeAll, describe, expect, test } from 'vitest';
import type { Bench } from './bench.ts';
import { countingTable } from './tables.ts';

/** Reads side by side, within the connections that a source is given. */
export function limitsTopic(bench: () => Bench): void {
  describe('limits', () => {
    beforeAll(async () => {
      await bench().create(countingTable('limited', 5000));
    });

    test('reads of one session side by side, more than there are connections', async () => {
      const scan = await bench().scan('limited');
      const answers = await bench().inSession((answer) =>
        Promise.all(Array.from({ length: 6 }, () => answer(scan))),
      );
      for (const { rows } of answers) expect(rows).toHaveLength(5000);
    });
  });
}
