import { BATCH_ROWS } from '../../../engine/spi/column-batch.ts';
import type { Column } from '../../../engine/plan/column.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import type { ColumnDecoder } from '../decode/column-decoder.ts';
import { decoderOf } from '../decode/decoder-of.ts';
import { drift } from '../../../engine/spi/network/statement-failures.ts';

/** A column as the server describes it before the first row. */
export interface ResultColumn {
  readonly name: string;
  readonly oid: number;
}

/** Bytes of a batch's buffers at most, values outside of the rows left out: 5,000 columns must fit. */
const BATCH_BYTES = 8 * 1024 * 1024;

/** Reads the body of a RowDescription. */
export function parseRowDescription(body: Buffer): readonly ResultColumn[] {
  const columns: ResultColumn[] = [];
  const count = body.readUInt16BE(0);
  let at = 2;
  for (let column = 0; column < count; column += 1) {
    const end = body.indexOf(0, at);
    // After the name: table oid, attribute number, type oid, size, modifier, format.
    columns.push({ name: body.toString('utf8', at, end), oid: body.readUInt32BE(end + 7) });
    at = end + 19;
  }
  return columns;
}

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
): Decoding {
  if (expected.length !== found.length) {
    throw drift(source, `the result has ${found.length} columns instead of ${expected.length}`);
  }
  const rows = Math.max(
    1,
    Math.min(BATCH_ROWS, Math.floor(BATCH_BYTES / (16 * Math.max(1, expected.length)))),
  );
  const decoders = expected.map((column, at) => {
    const { name = '', oid = 0 } = found[at] ?? {};
    const decoder = decoderOf(oid, { source, column, rows });
    if (decoder !== null) return decoder;
    throw drift(
      source,
      `column ${name} is no longer of a type that is read as ${typeToSql(column.type)} (its type now has the number ${oid})`,
    );
  });
  return { decoders, rows };
}
