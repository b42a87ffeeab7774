import { beforeAll, describe, expect, test } from 'vitest';
import type { Bench } from './bench.ts';
import { countingTable } from './tables.ts';

const TABLE = countingTable('snapped', 10);

/** One state of the source for all reads of a session, where it is claimed. */
export function snapshotTopic(bench: () => Bench): void {
  describe('snapshot', () => {
    beforeAll(async () => {
      await bench().create(TABLE);
    });

    test('a row added between two reads of one session', async () => {
      const { snapshot } = bench().fixture.connector.capabilities;
      const scan = await bench().scan('snapped');
      const { before, written, after } = await bench().inSession(async (answer) => ({
        before: await answer(scan),
        written: await bench().fixture.insert(TABLE, ['11']),
        after: await answer(scan),
      }));
      expect(before.rows).toHaveLength(10);
      // Where nothing is claimed, nothing is kept: a claim that is never made must be false.
      expect(after.rows).toHaveLength(snapshot || !written ? 10 : 11);
    });

    test('the next session sees what was written', async () => {
      await bench().fixture.insert(TABLE, ['12']);
      const { rows } = await bench().answer(await bench().scan('snapped'));
      expect(rows.flat()).toContain('12');
    });
  });
}
