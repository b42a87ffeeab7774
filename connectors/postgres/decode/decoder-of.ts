import { arrayDecoder } from './arrays.ts';
import type { DecoderContext } from '../../../engine/spi/buffers/column-decoder.ts';
import type { ColumnDecoder } from './column-decoder.ts';
import { enumDecoder } from './enums.ts';
import { fixedDecoder } from './fixed-decoder.ts';
import {
  boolRows,
  float4Rows,
  float4ToDoubleRows,
  float8Rows,
  int2Rows,
  int4Rows,
  int8Rows,
  uuidRows,
} from './integers.ts';
import { integerRows, numericRows, numericToDoubleRows } from './numeric.ts';
import { OID, TEXT_OIDS } from './oids.ts';
import { stringDecoder } from './strings.ts';
import { dateRows, intervalRows, timestampRows, timetzRows } from './temporal.ts';
import { exactWidth } from '../../../engine/spi/buffers/type-bounds.ts';

/**
 * The decoder from a type of PostgreSQL to the column's DuckDB type; null where the two do not go together, which
 * means that the table has changed since the plan was made.
 */
export function decoderOf(oid: number, context: DecoderContext): ColumnDecoder | null {
  const { type } = context.column;
  if (type.id === 'LIST')
    return NATIVE_OIDS.has(oid) || TEXT_OIDS.has(oid)
      ? null
      : arrayDecoder(context, type.child, oid === OID.bpcharArray);
  if (type.id === 'ENUM') return NATIVE_OIDS.has(oid) ? null : enumDecoder(context, type.values);
  if (type.id === 'VARCHAR') return textDecoder(oid, context);
  const native = NATIVE[`${oid} ${type.id}`];
  if (native !== undefined) return native(context);
  return exactDecoder(oid, context);
}

function textDecoder(oid: number, context: DecoderContext): ColumnDecoder | null {
  if (oid === OID.jsonb) return stringDecoder(context, { format: 1, versioned: true });
  if (TEXT_OIDS.has(oid)) {
    return stringDecoder(context, { format: 1, versioned: false, padded: oid === OID.bpchar });
  }
  // Types with a DuckDB type of their own are no text; numeric without precision may be.
  if (NATIVE_OIDS.has(oid) && oid !== OID.numeric) return null;
  return stringDecoder(context, { format: 0, versioned: false });
}

const NATIVE: Readonly<Record<string, (context: DecoderContext) => ColumnDecoder>> = {
  [`${OID.bool} BOOLEAN`]: (context) => fixedDecoder(context, 1, boolRows),
  [`${OID.int2} SMALLINT`]: (context) => fixedDecoder(context, 2, int2Rows),
  [`${OID.int4} INTEGER`]: (context) => fixedDecoder(context, 4, int4Rows),
  [`${OID.int8} BIGINT`]: (context) => fixedDecoder(context, 8, int8Rows),
  [`${OID.float4} FLOAT`]: (context) => fixedDecoder(context, 4, float4Rows),
  [`${OID.float4} DOUBLE`]: (context) => fixedDecoder(context, 8, float4ToDoubleRows),
  [`${OID.float8} DOUBLE`]: (context) => fixedDecoder(context, 8, float8Rows),
  [`${OID.numeric} DOUBLE`]: (context) => fixedDecoder(context, 8, numericToDoubleRows),
  [`${OID.uuid} UUID`]: (context) => fixedDecoder(context, 16, uuidRows),
  [`${OID.date} DATE`]: (context) => fixedDecoder(context, 4, dateRows),
  [`${OID.time} TIME`]: (context) => fixedDecoder(context, 8, int8Rows),
  [`${OID.timetz} TIME WITH TIME ZONE`]: (context) => fixedDecoder(context, 8, timetzRows),
  [`${OID.timestamp} TIMESTAMP`]: (context) => fixedDecoder(context, 8, timestampRows(context)),
  [`${OID.timestamptz} TIMESTAMP WITH TIME ZONE`]: (context) =>
    fixedDecoder(context, 8, timestampRows(context)),
  [`${OID.interval} INTERVAL`]: (context) => fixedDecoder(context, 16, intervalRows(context)),
  [`${OID.bytea} BLOB`]: (context) => stringDecoder(context, { format: 1, versioned: false }),
};

/** Types that have a DuckDB type of their own. */
export const NATIVE_OIDS: ReadonlySet<number> = new Set(
  Object.keys(NATIVE).map((key) => Number.parseInt(key, 10)),
);

const INTEGER_BYTES: Readonly<Record<number, number>> = { [OID.int2]: 2, [OID.int4]: 4, [OID.int8]: 8 };

/** Integers and numeric to integers and DECIMAL of any width. */
function exactDecoder(oid: number, context: DecoderContext): ColumnDecoder | null {
  const bytes = exactWidth(context.column.type);
  if (bytes === null) return null;
  if (oid === OID.numeric) return fixedDecoder(context, bytes, numericRows(context, bytes));
  const length = INTEGER_BYTES[oid];
  return length === undefined ? null : fixedDecoder(context, bytes, integerRows(context, length, bytes));
}
