import { beforeAll, describe, expect, test } from 'vitest';
import { openLocal } from '../../e2e/fixtures/local-duckdb.ts';
import type { Bench } from './bench.ts';
import { CALM } from './bench.ts';
import { countingTable } from './tables.ts';

/** Milliseconds within which an interrupted statement must have ended. */
const PROMPT = 1000;

/** Stopping a statement over a source that DuckDB reads in place. */
export function interruptTopic(bench: () => Bench): void {
  describe('cancel', () => {
    beforeAll(async () => {
      await bench().create(countingTable('stopped', 3000));
    });

    test('a statement without end is interrupted, and the next one runs', async () => {
      expect(bench().fixture.connector.capabilities.cancel).toBe(true);
      const session = await bench().source.begin(CALM);
      const from = session.mount?.table(await bench().scan('stopped'));
      const db = await openLocal('tested', session.mount);
      try {
        const controller = new AbortController();
        const endless = `SELECT count(*) FROM ${from} AS a, ${from} AS b, ${from} AS c, ${from} AS d WHERE a.n + b.n + c.n + d.n = 0`;
        const running = db.query(endless, controller.signal);
        let aborted = 0;
        setTimeout(() => {
          aborted = performance.now();
          controller.abort(new Error('enough'));
        }, 100);
        await expect(running).rejects.toThrow('enough');
        expect(performance.now() - aborted).toBeLessThan(PROMPT);
        expect((await db.query(`SELECT count(*) FROM ${from}`)).rows).toEqual([[3000n]]);
      } finally {
        db.close();
        await session.close();
      }
    });
  });
}
