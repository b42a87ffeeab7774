import { expect, test } from 'vitest';
import type { CatalogTable } from '../../types/catalog.ts';
import type { ColumnBatch } from '../column-batch.ts';
import { MessageError } from './message-error.ts';
import { SnapshotReads } from './snapshot-reads.ts';
import { lost } from './statement-failures.ts';

const NEVER = new AbortController().signal;
const BATCH: ColumnBatch = { rows: 1, bytes: 1, columns: [] };
const TABLE: CatalogTable = {
  path: { schema: 'public', name: 'orders' },
  kind: 'table',
  columns: [],
  keys: [],
  rows: null,
  bytes: null,
  comment: null,
  fingerprint: 'f',
};

/** Attempts that give so many batches each and then fail, the last of them not. */
function failing(failure: Error, ...batches: readonly number[]): () => AsyncIterable<ColumnBatch> {
  let attempts = 0;
  return async function* () {
    const attempt = attempts;
    attempts += 1;
    for (let batch = 0; batch < (batches[attempt] ?? 0); batch += 1) yield await Promise.resolve(BATCH);
    if (attempt < batches.length - 1) throw failure;
  };
}

async function count(batches: AsyncIterable<ColumnBatch>): Promise<number> {
  let found = 0;
  for await (const _ of batches) found += 1;
  return found;
}

const LOST = lost('shop', new Error('closed'));
const renew = (): Promise<void> => Promise.resolve();

test('a connection lost before the first row is made anew once, and its tables are checked again', async () => {
  const reads = new SnapshotReads();
  const checked: number[] = [];
  const check = (tables: readonly CatalogTable[]): Promise<void> =>
    Promise.resolve(void checked.push(tables.length));
  await reads.check([TABLE], check);
  await reads.check([TABLE], check);
  expect(await count(reads.run({ attempt: failing(LOST, 0, 3), renew, signal: NEVER }))).toBe(3);
  await reads.check([TABLE], check);
  expect(checked).toEqual([1, 0, 1]);
  expect(reads.retries).toBe(1);
});

test('after the first row, or a second time, it is not', async () => {
  const reads = new SnapshotReads();
  await expect(count(reads.run({ attempt: failing(LOST, 0, 0, 1), renew, signal: NEVER }))).rejects.toBe(
    LOST,
  );
  expect(reads.retries).toBe(1);
  await expect(count(reads.run({ attempt: failing(LOST, 1, 1), renew, signal: NEVER }))).rejects.toBe(LOST);
  await expect(count(reads.run({ attempt: failing(LOST, 0, 1), renew, signal: NEVER }))).rejects.toBe(LOST);
});

test('while another read goes on over the snapshot it is not', async () => {
  const reads = new SnapshotReads();
  const held = Promise.withResolvers<void>();
  const attempt = async function* (): AsyncGenerator<ColumnBatch> {
    await held.promise;
    yield BATCH;
  };
  const other = count(reads.run({ attempt, renew, signal: NEVER }));
  await expect(count(reads.run({ attempt: failing(LOST, 0, 1), renew, signal: NEVER }))).rejects.toBe(LOST);
  held.resolve();
  expect(await other).toBe(1);
});

test('what a server sends that can not be read is not asked for again', async () => {
  const refused = lost('shop', new MessageError('too large'));
  const reads = new SnapshotReads();
  await expect(count(reads.run({ attempt: failing(refused, 0, 1), renew, signal: NEVER }))).rejects.toBe(
    refused,
  );
  expect(reads.retries).toBe(0);
});
