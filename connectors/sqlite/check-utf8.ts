import { isUtf8 } from 'node:buffer';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AtollError } from '../../engine/errors/atoll-error.ts';
import { BATCH_ROWS } from '../../engine/spi/column-batch.ts';
import { bindValue } from './bind-value.ts';
import type { Reading } from './reading.ts';
import { placeOf } from './reading.ts';

/**
 * The binding turns bytes that are no UTF-8 into U+FFFD without a word. Once a text with that character is met, the
 * bytes of the whole column are looked at, in the same snapshot: either all of them are UTF-8, so that the
 * character is really there, or the read fails with `value-misfit`.
 */
export async function checkUtf8(reading: Reading, at: number): Promise<void> {
  const { database, fragment, source, signal } = reading;
  const names = fragment.columns.map((_, index) => `c${index}`).join(', ');
  const sql = `WITH r(${names}) AS (${fragment.sql}) SELECT CAST(c${at} AS BLOB) FROM r WHERE typeof(c${at}) = 'text'`;
  const utf16 = utf16Order(reading);
  const valid = utf16 === null ? isUtf8 : isUtf16(utf16);
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  let row = 0;
  for (const [bytes] of statement.iterate(...fragment.params.map(bindValue)) as Iterable<unknown[]>) {
    if (bytes instanceof Uint8Array && !valid(bytes))
      throw invalidText(source, placeOf(source, fragment.columns[at]));
    row += 1;
    if (row % BATCH_ROWS === 0) {
      await nextTurn();
      signal.throwIfAborted();
    }
  }
}

function invalidText(source: string, place: ReturnType<typeof placeOf>): AtollError {
  const { table, column } = place;
  const where = table === null ? `the result column "${column}"` : `column "${column}" of ${source}.${table}`;
  const message = `A text in ${where} is not valid Unicode: its bytes were probably written in another encoding.`;
  const hint = 'Correct the rows in the file; SQLite keeps whatever bytes it was given.';
  return new AtollError('value-misfit', message, { source, step: 'read', hint });
}

/** Databases may keep text as UTF-16, in which CAST to BLOB gives it. */
function utf16Order({ database }: Reading): string | null {
  const encoding = String(database.prepare('PRAGMA encoding').get()?.['encoding']).toLowerCase();
  return encoding === 'utf-8' ? null : encoding;
}

function isUtf16(order: string): (bytes: Uint8Array) => boolean {
  const decoder = new TextDecoder(order, { fatal: true });
  return (bytes) => {
    try {
      decoder.decode(bytes);
      return true;
    } catch {
      return false;
    }
  };
}
