import { type Data, type DataType as ArrowType, type Decimal, Field, makeData, Struct } from 'apache-arrow';
import type { DataType, MapType, UnionType } from '../../../../engine/types/data-type.ts';
import { structKey } from '../readable-column.ts';
import type {
  StoredBlob,
  StoredDate,
  StoredDecimal,
  StoredInterval,
  StoredItems,
  StoredMap,
  StoredStruct,
  StoredUnion,
} from '../stored-value.ts';
import { arrowType } from './arrow-type.ts';
import { cellText } from './cell-text.ts';

type Values = readonly unknown[];

/** A column of stored values as Arrow's buffers. */
export function arrowData(type: DataType, values: Values): Data {
  const target = arrowType(type);
  const length = values.length;
  const nulls = validity(values);
  switch (type.id) {
    case 'NULL':
      return makeData({ type: target, length } as Parameters<typeof makeData>[0]);
    case 'BOOLEAN':
      return made(target, length, nulls, { data: bits(values, (value) => value === true) });
    case 'BLOB':
      return variable(target, values, nulls, (value) => (value as StoredBlob).bytes);
    case 'INTERVAL':
      return made(target, length, nulls, { data: intervals(values) });
    case 'DECIMAL':
      return made(target, length, nulls, { data: decimals(target as Decimal, values) });
    case 'LIST': {
      const { offsets, items } = flattened(values, (value) => (value as StoredItems).items);
      return made(target, length, nulls, { valueOffsets: offsets, child: arrowData(type.child, items) });
    }
    case 'ARRAY': {
      const missing = Array.from({ length: type.size }, () => null);
      const items = values.flatMap((value) => (value === null ? missing : (value as StoredItems).items));
      return made(target, length, nulls, { child: arrowData(type.child, items) });
    }
    case 'STRUCT': {
      const children = type.fields.map((field, at) =>
        arrowData(
          field.type,
          values.map((value) => (value === null ? null : (value as StoredStruct).entries[structKey(at)])),
        ),
      );
      return made(target, length, nulls, { children });
    }
    case 'MAP':
      return mapData(type, target, values, nulls);
    case 'UNION':
      return unionData(type, target, values);
    default:
      return flatData(type, target, values, nulls);
  }
}

/** Types of fixed width that fit a typed array, and all that go as text. */
function flatData(type: DataType, target: ArrowType, values: Values, nulls: Uint8Array): Data {
  const fixed = FIXED[type.id];
  if (fixed !== undefined) return made(target, values.length, nulls, { data: fixed(values) });
  const text = cellText(type);
  const encoder = new TextEncoder();
  return variable(target, values, nulls, (value) => encoder.encode(text(value)));
}

type Fixed = (values: Values) => ArrayBufferView;

function numbers(create: (length: number) => { [at: number]: number } & ArrayBufferView): Fixed {
  return (values) => {
    const data = create(values.length);
    for (const [at, value] of values.entries()) data[at] = value === null ? 0 : (value as number);
    return data;
  };
}

function int64(read: (value: unknown) => bigint): Fixed {
  return (values) => BigInt64Array.from(values, (value) => (value === null ? 0n : read(value)));
}

const micros = int64((value) => (value as { micros: bigint }).micros);
const nanos = int64((value) => (value as { nanos: bigint }).nanos);

const FIXED: Readonly<Record<string, Fixed>> = {
  TINYINT: numbers((length) => new Int8Array(length)),
  SMALLINT: numbers((length) => new Int16Array(length)),
  INTEGER: numbers((length) => new Int32Array(length)),
  UTINYINT: numbers((length) => new Uint8Array(length)),
  USMALLINT: numbers((length) => new Uint16Array(length)),
  UINTEGER: numbers((length) => new Uint32Array(length)),
  FLOAT: numbers((length) => new Float32Array(length)),
  DOUBLE: numbers((length) => new Float64Array(length)),
  BIGINT: int64((value) => value as bigint),
  UBIGINT: (values) => BigUint64Array.from(values, (value) => (value === null ? 0n : (value as bigint))),
  DATE: (values) => Int32Array.from(values, (value) => (value === null ? 0 : (value as StoredDate).days)),
  TIME: micros,
  TIMESTAMP: micros,
  'TIMESTAMP WITH TIME ZONE': micros,
  TIME_NS: nanos,
  TIMESTAMP_NS: nanos,
  TIMESTAMP_S: int64((value) => (value as { seconds: bigint }).seconds),
  TIMESTAMP_MS: int64((value) => (value as { millis: bigint }).millis),
};

function mapData(type: MapType, target: ArrowType, values: Values, nulls: Uint8Array): Data {
  const { offsets, items } = flattened(values, (value) => (value as StoredMap).entries);
  const entries = items as StoredMap['entries'];
  const key = arrowData(
    type.key,
    entries.map((entry) => entry.key),
  );
  const value = arrowData(
    type.value,
    entries.map((entry) => entry.value),
  );
  const pair = new Struct([new Field('key', key.type, false), new Field('value', value.type, true)]);
  const all = new Uint8Array(Math.ceil(entries.length / 8)).fill(255);
  const child = made(pair, entries.length, all, { children: [key, value] });
  return made(target, values.length, nulls, { valueOffsets: offsets, child });
}

/** Each member is as long as the union; a NULL union is its first member's NULL. */
function unionData(type: UnionType, target: ArrowType, values: Values): Data {
  const tags = new Map(type.members.map((member, at) => [member.name, at]));
  const typeIds = Int8Array.from(values, (value) =>
    value === null ? 0 : (tags.get((value as StoredUnion).tag) ?? 0),
  );
  const children = type.members.map((member, at) =>
    arrowData(
      member.type,
      values.map((value, row) =>
        value === null || typeIds[row] !== at ? null : (value as StoredUnion).value,
      ),
    ),
  );
  const options = { type: target, length: values.length, nullCount: 0, typeIds, children };
  return makeData(options as unknown as Parameters<typeof makeData>[0]);
}

function made(
  type: ArrowType,
  length: number,
  nullBitmap: Uint8Array,
  rest: Readonly<Record<string, unknown>>,
): Data {
  return makeData({ type, length, nullBitmap, nullCount: -1, ...rest } as unknown as Parameters<
    typeof makeData
  >[0]);
}

function bits(values: Values, isSet: (value: unknown) => boolean): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(values.length / 8));
  for (const [at, value] of values.entries()) {
    if (isSet(value)) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
  }
  return bytes;
}

function validity(values: Values): Uint8Array {
  return bits(values, (value) => value !== null);
}

function flattened(
  values: Values,
  read: (value: unknown) => Values,
): { offsets: Int32Array; items: unknown[] } {
  const offsets = new Int32Array(values.length + 1);
  const items: unknown[] = [];
  for (const [at, value] of values.entries()) {
    if (value !== null) for (const item of read(value)) items.push(item);
    offsets[at + 1] = items.length;
  }
  return { offsets, items };
}

function variable(
  type: ArrowType,
  values: Values,
  nulls: Uint8Array,
  encode: (value: unknown) => Uint8Array,
): Data {
  const pieces = values.map((value) => (value === null ? new Uint8Array(0) : encode(value)));
  const valueOffsets = new Int32Array(values.length + 1);
  for (const [at, piece] of pieces.entries()) valueOffsets[at + 1] = (valueOffsets[at] ?? 0) + piece.length;
  return made(type, values.length, nulls, { valueOffsets, data: Buffer.concat(pieces) });
}

/** 128-bit two's complement, least significant word first. */
function decimals(type: Decimal, values: Values): Uint32Array {
  const words = type.bitWidth / 32;
  const data = new Uint32Array(values.length * words);
  for (const [at, value] of values.entries()) {
    if (value === null) continue;
    let rest = typeof value === 'bigint' ? value : (value as StoredDecimal).value;
    for (let word = 0; word < words; word += 1) {
      data[at * words + word] = Number(BigInt.asUintN(32, rest));
      rest >>= 32n;
    }
  }
  return data;
}

/** Months, days, then nanoseconds in 64 bits. */
function intervals(values: Values): Int32Array {
  const data = new Int32Array(values.length * 4);
  const view = new DataView(data.buffer);
  for (const [at, value] of values.entries()) {
    if (value === null) continue;
    const { months, days, micros } = value as StoredInterval;
    view.setInt32(at * 16, months, true);
    view.setInt32(at * 16 + 4, days, true);
    view.setBigInt64(at * 16 + 8, micros * 1000n, true);
  }
  return data;
}
