import type { Column } from '../../plan/column.ts';
import { typeToSql } from '../../types/data-type.ts';
import { BATCH_ROWS } from '../column-batch.ts';
import { drift } from '../network/statement-failures.ts';
import type { DecoderContext } from './column-decoder.ts';

/** Bytes of a batch's buffers at most, values outside of the rows left out: thousands of columns must fit. */
const BATCH_BYTES = 8 * 1024 * 1024;

/** The decoders of a result and how many rows a batch of it has. */
export interface Decoding<Decoder> {
  readonly decoders: readonly Decoder[];
  readonly rows: number;
}

/** A column as the server describes it before the first row. */
export interface SentColumn {
  readonly name: string;
  /** The server's number of its type. */
  readonly type: number;
}

/**
 * The decoders for what the server will send; `decoderOf` gives null where a column's type is none that is read as the
 * expected one. Columns go by place: what a plan calls them need not be their name in the statement. Throws AtollError
 * `source-drift` naming the difference where the result is not what the plan relied on.
 */
export function decodingOf<Sent extends SentColumn, Decoder>(
  source: string,
  expected: readonly Column[],
  found: readonly Sent[],
  decoderOf: (sent: Sent, context: DecoderContext) => Decoder | null,
): Decoding<Decoder> {
  if (expected.length !== found.length) {
    throw drift(source, `the result has ${found.length} columns instead of ${expected.length}`);
  }
  const rows = Math.max(
    1,
    Math.min(BATCH_ROWS, Math.floor(BATCH_BYTES / (16 * Math.max(1, expected.length)))),
  );
  const decoders = expected.map((column, at) => {
    const sent = found[at];
    const decoder = sent === undefined ? null : decoderOf(sent, { source, column, rows });
    if (decoder !== null) return decoder;
    throw drift(
      source,
      `column ${sent?.name ?? column.name} is no longer of a type that is read as ${typeToSql(column.type)} (its type now has the number ${sent?.type})`,
    );
  });
  return { decoders, rows };
}
