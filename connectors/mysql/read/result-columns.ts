import type { Column } from '../../../engine/plan/column.ts';
import { BATCH_ROWS } from '../../../engine/spi/column-batch.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import type { ColumnDecoder } from '../decode/column-decoder.ts';
import { decoderOf } from '../decode/decoder-of.ts';
import { drift } from '../../../engine/spi/network/statement-failures.ts';
import type { ResultColumn } from '../wire/result-column.ts';

/** Bytes of a batch's buffers at most, values outside of the rows left out: 4,096 columns must fit. */
const BATCH_BYTES = 8 * 1024 * 1024;

/** The decoders of a result and how many rows a batch of it has. */
export interface Decoding {
  readonly decoders: readonly ColumnDecoder[];
  readonly rows: number;
}

/**
 * The decoders for what the server will send. Columns go by place: what a plan calls them need not be their name in the
 * statement. Throws AtollError `source-drift` naming the difference where the result is not what the plan relied on.
 */
export function decodingOf(
  source: string,
  expected: readonly Column[],
  found: readonly ResultColumn[],
  zeroIsNull: boolean,
): Decoding {
  if (expected.length !== found.length) {
    throw drift(source, `the result has ${found.length} columns instead of ${expected.length}`);
  }
  const rows = Math.max(
    1,
    Math.min(BATCH_ROWS, Math.floor(BATCH_BYTES / (16 * Math.max(1, expected.length)))),
  );
  const decoders = expected.map((column, at) => {
    const sent = found[at];
    const decoder = sent && decoderOf(sent, { source, column, rows, zeroIsNull });
    if (decoder) return decoder;
    throw drift(
      source,
      `column ${sent?.name ?? column.name} is no longer of a type that is read as ${typeToSql(column.type)} (its type now has the number ${sent?.type})`,
    );
  });
  return { decoders, rows };
}
