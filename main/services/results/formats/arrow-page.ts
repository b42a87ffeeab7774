import { Field, makeData, RecordBatch, RecordBatchStreamWriter, Schema, Struct, Table } from 'apache-arrow';
import type { DataType } from '../../../../engine/types/data-type.ts';
import { arrowData } from './arrow-data.ts';
import { arrowType } from './arrow-type.ts';
import { isHuge } from './huge-columns.ts';

/** One column of a page. */
export interface PageColumn {
  readonly name: string;
  readonly type: DataType;
  readonly values: readonly unknown[];
  /** Rows of the page whose text is only the beginning of the cell's. */
  readonly cut: readonly number[];
}

/** The key of a field's metadata under which the rows are listed, as JSON, whose text is cut. */
const CUT = 'atoll:cut';
/** The key of a field's metadata that has DuckDB's type. */
const TYPE = 'atoll:type';

/**
 * Rows as an Arrow IPC stream of one batch. 128-bit integers go as text, so that a column's Arrow type does not depend
 * on the page.
 */
export function arrowPage(
  columns: readonly PageColumn[],
  rows: number,
  typeText: (type: DataType) => string,
): Uint8Array {
  const sent = columns.map(({ type }): DataType => (isHuge(type) ? { id: 'BIGNUM' } : type));
  const fields = columns.map(({ name, type, cut }, at) => {
    const metadata = new Map([[TYPE, typeText(type)]]);
    if (cut.length > 0) metadata.set(CUT, JSON.stringify(cut));
    return new Field(name, arrowType(sent[at] ?? type), true, metadata);
  });
  const schema = new Schema(fields);
  const children = columns.map(({ values, type }, at) => arrowData(sent[at] ?? type, values));
  const data = makeData({ type: new Struct(fields), length: rows, nullCount: 0, children });
  return RecordBatchStreamWriter.writeAll(new Table(schema, [new RecordBatch(schema, data)])).toUint8Array(
    true,
  );
}
