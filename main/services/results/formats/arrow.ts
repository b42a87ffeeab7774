import { Field, RecordBatch, RecordBatchStreamWriter, Schema, Struct, makeData } from 'apache-arrow';
import type { DataType } from '../../../../engine/types/data-type.ts';
import { arrowData } from './arrow-data.ts';
import { arrowType } from './arrow-type.ts';
import { hugeWithin38, isHuge } from './huge-columns.ts';
import type { RowFormat } from './row-format.ts';

/** The mark at the end of an IPC stream: a continuation without a message. */
const END_BYTES = 8;

/**
 * Arrow's IPC stream, a record batch a page. 128-bit integers go as Decimal(38,0), or as text where a value is longer;
 * what Arrow has no type for (BIT, BIGNUM, UUID, TIME WITH TIME ZONE, ENUM) goes as text, and an infinite date or
 * timestamp as the number that DuckDB keeps for it.
 */
export const arrowFormat: RowFormat = async function* (result) {
  const fits = await hugeWithin38(result);
  const types = result.columns.map((column): DataType => {
    if (!isHuge(column.type)) return column.type;
    return fits.has(column) ? { id: 'DECIMAL', width: 38, scale: 0 } : { id: 'BIGNUM' };
  });
  const schema = new Schema(
    result.columns.map(({ name }, at) => new Field(name, arrowType(types[at] ?? { id: 'NULL' }), true)),
  );
  const head = stream(schema, []);
  yield head.subarray(0, head.length - END_BYTES);
  for await (const rows of result.pages()) {
    const children = types.map((type, at) =>
      arrowData(
        type,
        rows.map((row) => row[at]),
      ),
    );
    const data = makeData({ type: new Struct(schema.fields), length: rows.length, nullCount: 0, children });
    const bytes = stream(schema, [new RecordBatch(schema, data)]);
    yield bytes.subarray(head.length - END_BYTES, bytes.length - END_BYTES);
  }
  yield head.subarray(head.length - END_BYTES);
};

/** A whole stream: schema, batches, end. */
function stream(schema: Schema, batches: readonly RecordBatch[]): Uint8Array {
  const writer = new RecordBatchStreamWriter();
  writer.reset(undefined, schema);
  for (const batch of batches) writer.write(batch);
  writer.finish();
  return writer.toUint8Array(true);
}
