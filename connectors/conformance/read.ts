import { beforeAll, describe, expect, test } from 'vitest';
import type { Bench } from './bench.ts';
import { unordered } from './bench.ts';
import { countingTable, manyTable, typesTable, wideTable } from './tables.ts';

/** Row counts around DuckDB's vector size. */
const BOUNDARIES = [0, 1, 2047, 2048, 2049, 4096];

/** Whole tables, through staging, against DuckDB's own copy. */
export function readTopic(bench: () => Bench): void {
  const equal = async (name: string): Promise<void> => {
    const scan = await bench().scan(name);
    expect(unordered(await bench().answer(scan))).toEqual(unordered(await bench().expected(scan)));
  };

  describe('read', () => {
    beforeAll(async () => {
      await bench().create(typesTable(bench().fixture));
      await bench().create({ ...typesTable(bench().fixture), name: 'nothing', rows: [] });
    });

    test('every type at its edges, and NULL of each', async () => equal('types'));

    test('an empty table keeps its types', async () => equal('nothing'));

    test.for(BOUNDARIES)('%i rows', async (rows) => {
      await bench().create(countingTable(`rows_${rows}`, rows));
      await equal(`rows_${rows}`);
    });

    test('a wide table', async () => {
      await bench().create(wideTable(300));
      await equal('wide');
    });

    test('many rows with NULLs and long and short text', async () => {
      await bench().create(manyTable(20_000));
      await equal('many');
    });
  });
}
