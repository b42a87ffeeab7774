import { beforeAll, describe, expect, test } from 'vitest';
import type { Fragment } from '../../engine/plan/fragment.ts';
import type { ColumnBatch } from '../../engine/spi/column-batch.ts';
import type { ReadSession } from '../../engine/spi/connector.ts';
import type { Bench } from './bench.ts';
import { CALM } from './bench.ts';
import { manyTable } from './tables.ts';

/** Milliseconds within which a cancelled read must have ended. */
const PROMPT = 1000;

interface Streaming {
  readonly session: ReadSession;
  readonly fragment: Fragment;
  readonly read: (signal: AbortSignal) => AsyncIterable<ColumnBatch>;
}

/** Stopping a read, by its signal and by leaving it. */
export function cancelTopic(bench: () => Bench): void {
  const streaming = async (): Promise<Streaming> => {
    const session = await bench().source.begin(CALM);
    const fragment = bench().fragment(session, await bench().scan('stopped'));
    const read = session.read?.bind(session);
    if (read === undefined) throw new Error('A source with a dialect streams.');
    return { session, fragment, read: (signal) => read(fragment, signal) };
  };

  describe('cancel', () => {
    beforeAll(async () => {
      await bench().create({ ...manyTable(30_000), name: 'stopped' });
    });

    test('an aborted read rejects at once, and the session reads on', async () => {
      const { session, fragment, read } = await streaming();
      const controller = new AbortController();
      let rows = 0;
      const started = performance.now();
      const reading = async (): Promise<void> => {
        for await (const batch of read(controller.signal)) {
          rows += batch.rows;
          controller.abort(new Error('enough'));
        }
      };
      await expect(reading()).rejects.toThrow();
      expect(performance.now() - started).toBeLessThan(PROMPT);
      expect(rows).toBeLessThan(30_000);
      await session.close();
      expect((await bench().answer(fragment.plan)).rows).toHaveLength(30_000);
    });

    test('leaving a read early ends it', async () => {
      const { session, read } = await streaming();
      const started = performance.now();
      let batches = 0;
      for await (const _ of read(CALM)) {
        batches += 1;
        break;
      }
      expect(batches).toBe(1);
      expect(performance.now() - started).toBeLessThan(PROMPT);
      let rows = 0;
      for await (const batch of read(CALM)) rows += batch.rows;
      expect(rows).toBe(30_000);
      await session.close();
    });

    test('a signal aborted beforehand reads nothing', async () => {
      const { session, read } = await streaming();
      const iterator = read(AbortSignal.abort(new Error('enough')))[Symbol.asyncIterator]();
      await expect(iterator.next()).rejects.toThrow();
      await session.close();
    });
  });
}
