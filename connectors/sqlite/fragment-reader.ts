import type { SQLInputValue } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Fragment } from '../../engine/plan/fragment.ts';
import type { ColumnBatch } from '../../engine/spi/column-batch.ts';
import { BATCH_ROWS } from '../../engine/spi/column-batch.ts';
import { bindValue, keysJson } from './bind-value.ts';
import { asTextColumns } from './as-text-columns.ts';
import type { ColumnWriter, StoredValue } from './column-writer.ts';
import { checkUtf8 } from './check-utf8.ts';
import { Misfit, misfitError } from './misfit.ts';
import { proveColumns } from './prove-columns.ts';
import type { Reading } from './reading.ts';
import { placeOf } from './reading.ts';
import { StringWriter } from './string-writer.ts';
import { writerOf } from './writer-of.ts';

/**
 * Streams a fragment's rows. Between batches other work of the thread gets its turn, and an aborted signal ends the
 * statement. Throws `value-misfit` for a stored value that is not one of its column's type.
 */
export async function* readFragment(reading: Reading): AsyncGenerator<ColumnBatch, void, undefined> {
  const { database, fragment, signal } = reading;
  proveColumns(reading);
  const asText = asTextColumns(fragment.plan);
  const writers = fragment.columns.map((column, at) => writerOf(column.type, asText[at] ?? false));
  const checked = new Set<ColumnWriter>();
  const statement = database.prepare(fragment.sql);
  statement.setReturnArrays(true);
  statement.setReadBigInts(true);
  const rows = statement.iterate(...parameters(fragment)) as unknown as NodeJS.Iterator<StoredValue[]>;
  let before = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      const count = fill(reading, rows, writers, before);
      await checkSuspicious(reading, writers, checked);
      if (count > 0) yield batchOf(writers, count);
      if (count < BATCH_ROWS) return;
      before += count;
      await nextTurn();
    }
  } finally {
    rows.return?.();
  }
}

function parameters(fragment: Fragment): SQLInputValue[] {
  const { params, keyLists = [] } = fragment;
  return params.map((param, at) => {
    const keys = keyLists.find((list) => list.at === at);
    return keys === undefined ? bindValue(param) : keysJson(keys);
  });
}

/** Puts up to one batch of rows into the writers and says how many there were; fewer than a batch is the end. */
function fill(
  reading: Reading,
  rows: Iterator<StoredValue[]>,
  writers: readonly ColumnWriter[],
  before: number,
): number {
  for (let row = 0; row < BATCH_ROWS; row += 1) {
    const next = rows.next();
    if (next.done === true) return row;
    const values = next.value;
    for (let at = 0; at < writers.length; at += 1) {
      const value = values[at];
      try {
        writers[at]?.put(row, value === undefined ? null : value);
      } catch (error) {
        throw error instanceof Misfit ? misfitAt(reading, at, before + row + 1, value) : error;
      }
    }
  }
  return BATCH_ROWS;
}

function misfitAt({ source, fragment }: Reading, at: number, row: number, value: unknown): Error {
  const column = fragment.columns[at];
  return misfitError({ ...placeOf(source, column), row }, value);
}

/** Proves once for each column that replacement characters in it are the file's own. */
async function checkSuspicious(
  reading: Reading,
  writers: readonly ColumnWriter[],
  checked: Set<ColumnWriter>,
): Promise<void> {
  for (const [at, writer] of writers.entries()) {
    if (!(writer instanceof StringWriter) || !writer.suspicious || checked.has(writer)) continue;
    checked.add(writer);
    await checkUtf8(reading, at);
  }
}

function batchOf(writers: readonly ColumnWriter[], rows: number): ColumnBatch {
  const columns = writers.map((writer) => writer.take(rows));
  return { rows, columns, bytes: writers.reduce((sum, writer) => sum + writer.bytes, 0) };
}
