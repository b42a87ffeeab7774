import { describe, expect, test } from 'vitest';
import type { Bench } from './bench.ts';
import { CALM } from './bench.ts';
import type { StandardTable } from './fixture.ts';

const BIGINT = { id: 'BIGINT' } as const;

const PLANNED: StandardTable = {
  name: 'drifting',
  columns: [
    { name: 'a', type: BIGINT },
    { name: 'b', type: BIGINT },
  ],
  rows: [['1', '2']],
};

/** The same names in another order: read by place, the columns would be taken for each other. */
const SWAPPED: StandardTable = { ...PLANNED, columns: [...PLANNED.columns].reverse(), rows: [['2', '1']] };

const RENAMED: StandardTable = {
  ...PLANNED,
  columns: [
    { name: 'a', type: BIGINT },
    { name: 'other', type: BIGINT },
  ],
};

/** A table that changes between plan and fetch: a typed error or the right column, never a shifted one. */
export function driftTopic(bench: () => Bench): void {
  describe('drift', () => {
    test('a column is gone', async () => {
      await bench().create({ ...PLANNED, name: 'drifting' });
      const table = await bench().table('drifting');
      const session = await bench().source.begin(CALM);
      const text = bench().fragment(session, bench().scanOf(table), [table]).sql;
      await session.close();
      await bench().fixture.replace(RENAMED);
      const answer = bench().answer(bench().scanOf(table), [table]);
      const report = { code: 'source-drift', source: 'tested' };
      // Of a source that DuckDB reads in place the engine sees the difference when it binds the text.
      const streams = bench().fixture.connector.dialect !== null;
      if (streams) await expect(answer).rejects.toMatchObject({ name: 'AtollError', report });
      else await expect(answer).rejects.toThrow(/b/u);
      expect(text).toContain('b');
    });

    test('columns change places', async () => {
      await bench().fixture.replace(PLANNED);
      const table = await bench().table('drifting');
      await bench().fixture.replace(SWAPPED);
      const answer = await bench()
        .answer(bench().scanOf(table), [table])
        .catch((error: unknown) => error);
      if (answer instanceof Error) expect(answer).toMatchObject({ report: { code: 'source-drift' } });
      else expect(answer).toMatchObject({ rows: [['1', '2']] });
    });
  });
}
