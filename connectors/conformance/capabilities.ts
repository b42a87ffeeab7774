import { beforeAll, describe, expect, test } from 'vitest';
import type { Bench } from './bench.ts';
import { CALM, unordered } from './bench.ts';
import { CAPABILITY_PLANS } from './capability-plans.ts';
import { keySetsTopic } from './key-sets.ts';
import { LEFT, manyTable, RIGHT } from './tables.ts';

/** Each claim is proved by an answer equal to DuckDB's, each thing not claimed by the dialect's refusal. */
export function capabilitiesTopic(bench: () => Bench): void {
  describe('capabilities', () => {
    beforeAll(async () => {
      await bench().create(LEFT);
      await bench().create(RIGHT);
    });

    test.for(CAPABILITY_PLANS)('$claim', async ({ claim, claimed, plan, compare }) => {
      const node = plan(await bench().scan(LEFT.name), await bench().scan(RIGHT.name));
      const session = await bench().source.begin(CALM);
      const refusal = bench().dialect(session).refuse(node);
      await session.close();
      if (!claimed(bench().fixture.connector.capabilities)) {
        expect(refusal, `${claim} is not claimed, yet the dialect prints it`).not.toBeNull();
        return;
      }
      expect(refusal, `${claim} is claimed, yet refused`).toBeNull();
      const [answer, expected] = [await bench().answer(node), await bench().expected(node)];
      expect(answer.types).toEqual(expected.types);
      if (compare === 'count') expect(answer.rows).toHaveLength(expected.rows.length);
      else if (compare === 'ordered') expect(answer).toEqual(expected);
      else expect(unordered(answer)).toEqual(unordered(expected));
    });

    test('parallel ranges are printed where they are claimed, and miss no row', async () => {
      const session = await bench().source.begin(CALM);
      const printed = bench().dialect(session).printPartition !== undefined;
      await session.close();
      expect(printed).toBe(bench().fixture.connector.capabilities.parallelScan);
      if (!printed) return;
      await bench().create({ ...manyTable(30_000), name: 'ranged' });
      const scan = await bench().scan('ranged');
      expect(unordered(await bench().answerInRanges(scan))).toEqual(unordered(await bench().expected(scan)));
    });

    keySetsTopic(bench);
  });
}
