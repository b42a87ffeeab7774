import {
  type Data,
  type DataType,
  DataType as Is,
  type SparseUnion,
  type Struct,
  TimeUnit,
} from 'apache-arrow';
import { type HugePlaces, hugePlaces } from './huge-places.ts';
import {
  dateText,
  instantText,
  intervalText,
  timestampText,
  timeText,
} from '../../../../engine/types/iso-time.ts';

/** The exact text of a value at a row; null is NULL. */
export type ValueReader = (row: number) => string | null;

/** How a value stands inside of a list or struct, as JSON. */
type JsonReader = (row: number) => string;

interface Readers {
  /** Asked only where the value is not NULL. */
  readonly text: (row: number) => string;
  readonly json: JsonReader;
}

/**
 * Reads a column of a page in the forms of main/contract/README.md ("Values"): what the command line prints as CSV;
 * nested values as compact JSON. `type` is DuckDB's.
 */
export function valueReader(data: Data, type: string): ValueReader {
  const { text } = readersOf(data, hugePlaces(type));
  if (Is.isSparseUnion(data.type)) return (row) => (unionIsNull(data, row) ? null : text(row));
  return (row) => (data.getValid(row) ? text(row) : null);
}

function readersOf(data: Data, huge: HugePlaces): Readers {
  const { type } = data;
  if (Is.isList(type) || Is.isMap(type)) return itemsOf(data, huge, (row) => offsets(data, row));
  if (Is.isFixedSizeList(type)) {
    const size = type.listSize;
    return itemsOf(data, huge, (row) => [row * size, (row + 1) * size]);
  }
  if (Is.isStruct(type)) return asJson(structReader(data as Data<Struct>, huge));
  if (Is.isSparseUnion(type)) return asJson(unionReader(data, huge));
  return flatReaders(data, huge);
}

function asJson(json: JsonReader): Readers {
  return { text: json, json };
}

function jsonReader(data: Data | undefined, huge: HugePlaces): JsonReader {
  if (data === undefined) return () => 'null';
  const { json } = readersOf(data, huge);
  if (Is.isSparseUnion(data.type)) return (row) => (unionIsNull(data, row) ? 'null' : json(row));
  return (row) => (data.getValid(row) ? json(row) : 'null');
}

function placeIn(huge: HugePlaces, at: number): HugePlaces {
  return huge.children[at] ?? { leaf: false, children: [] };
}

type Bounds = (row: number) => readonly [number, number];

function itemsOf(data: Data, huge: HugePlaces, bounds: Bounds): Readers {
  const [child] = data.children;
  const item =
    Is.isMap(data.type) && child !== undefined
      ? entryReader(child, huge)
      : jsonReader(child, placeIn(huge, 0));
  return asJson((row) => {
    const [from, to] = bounds(row);
    return `[${Array.from({ length: to - from }, (_, at) => item(from + at)).join(',')}]`;
  });
}

function entryReader(entries: Data, huge: HugePlaces): JsonReader {
  const key = jsonReader(entries.children[0], placeIn(huge, 0));
  const value = jsonReader(entries.children[1], placeIn(huge, 1));
  return (row) => `{"key":${key(row)},"value":${value(row)}}`;
}

function structReader(data: Data<Struct>, huge: HugePlaces): JsonReader {
  const fields = data.type.children;
  const values = data.children.map((child, at) => jsonReader(child, placeIn(huge, at)));
  if (fields.every(({ name }) => name === '')) {
    return (row) => `[${values.map((value) => value(row)).join(',')}]`;
  }
  const labels = fields.map(({ name }) => JSON.stringify(name));
  return (row) => `{${values.map((value, at) => `${labels[at] ?? '""'}:${value(row)}`).join(',')}}`;
}

function unionReader(data: Data, huge: HugePlaces): JsonReader {
  const members = data.children.map((child, at) => jsonReader(child, placeIn(huge, at)));
  const names = (data.type as SparseUnion).children.map(({ name }) => JSON.stringify(name));
  return (row) => {
    const at = tagAt(data, row);
    return `{"tag":${names[at] ?? '""'},"value":${members[at]?.(row) ?? 'null'}}`;
  };
}

function tagAt(data: Data, row: number): number {
  return (data.typeIds as Int8Array)[row] ?? 0;
}

/** Arrow's unions have no NULL of their own: a page brings it as the NULL of the first member. */
function unionIsNull(data: Data, row: number): boolean {
  const at = tagAt(data, row);
  return at === 0 && data.children[0]?.getValid(row) === false;
}

function offsets(data: Data, row: number): readonly [number, number] {
  const list = data.valueOffsets as Int32Array;
  return [list[row] ?? 0, list[row + 1] ?? 0];
}

const QUOTED = (text: (row: number) => string): Readers => ({
  text,
  json: (row) => JSON.stringify(text(row)),
});

function flatReaders(data: Data, huge: HugePlaces): Readers {
  const { type } = data;
  if (Is.isUtf8(type)) {
    const text = utf8(data);
    return huge.leaf ? { text, json: (row) => integerJson(BigInt(text(row))) } : QUOTED(text);
  }
  if (Is.isBool(type))
    return asJson((row) => String((((bytes(data)[row >> 3] ?? 0) >> (row & 7)) & 1) === 1));
  if (Is.isInt(type)) return integers(data);
  if (Is.isFloat(type)) return floats(data, type.precision === 1 ? floatText : doubleText);
  if (Is.isDecimal(type))
    return QUOTED((row) => decimalText(wordsAt(data, type.bitWidth / 32, row), type.scale));
  return QUOTED(otherText(data, type));
}

function otherText(data: Data, type: DataType): (row: number) => string {
  if (Is.isBinary(type)) return (row) => base64(bytes(data).subarray(...offsets(data, row)));
  if (Is.isDate(type)) return (row) => dateText((data.values as Int32Array)[row] ?? 0);
  if (Is.isTime(type)) return counted(data, (count) => timeText(count, DIGITS[type.unit]));
  if (Is.isTimestamp(type)) {
    const text = type.timezone == null ? timestampText : instantText;
    return counted(data, (count) => text(count, DIGITS[type.unit]));
  }
  if (Is.isInterval(type)) return intervals(data);
  return () => 'NULL';
}

const DIGITS: Readonly<Record<TimeUnit, number>> = {
  [TimeUnit.SECOND]: 0,
  [TimeUnit.MILLISECOND]: 3,
  [TimeUnit.MICROSECOND]: 6,
  [TimeUnit.NANOSECOND]: 9,
};

function counted(data: Data, text: (count: bigint) => string): (row: number) => string {
  return (row) => text((data.values as BigInt64Array)[row] ?? 0n);
}

function bytes(data: Data): Uint8Array {
  return data.values as Uint8Array;
}

function utf8(data: Data): (row: number) => string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return (row) => decoder.decode(bytes(data).subarray(...offsets(data, row)));
}

function integers(data: Data): Readers {
  const values = data.values as { readonly [at: number]: number | bigint };
  const at = (row: number): number | bigint => values[row] ?? 0;
  return { text: (row) => String(at(row)), json: (row) => integerJson(at(row)) };
}

function integerJson(value: number | bigint): string {
  return Number.isSafeInteger(Number(value)) ? String(value) : `"${value}"`;
}

function floats(data: Data, write: (value: number) => string): Readers {
  const text = (row: number): string => write((data.values as Float64Array)[row] ?? 0);
  return {
    text,
    json: (row) =>
      /^-?(?:NaN|Infinity|0)$/.test(text(row)) && text(row) !== '0' ? `"${text(row)}"` : text(row),
  };
}

/** The 32-bit words of a number of 128 bits in two's complement, least significant first. */
function wordsAt(data: Data, words: number, row: number): Uint32Array {
  return (data.values as Uint32Array).subarray(row * words, (row + 1) * words);
}

function decimalText(words: Uint32Array, scale: number): string {
  const unsigned = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
  const value = BigInt.asIntN(words.length * 32, unsigned);
  if (scale === 0) return String(value);
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function doubleText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** The shortest decimal text that is nearest to no other 32-bit float. */
function floatText(value: number): string {
  if (!Number.isFinite(value) || value === 0) return doubleText(value);
  for (let digits = 1; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

/** Months, days, then nanoseconds in 64 bits. */
function intervals(data: Data): (row: number) => string {
  const { buffer, byteOffset, byteLength } = data.values as Int32Array;
  const view = new DataView(buffer, byteOffset, byteLength);
  return (row) => {
    const nanos = view.getBigInt64(row * 16 + 8, true);
    return intervalText(view.getInt32(row * 16, true), view.getInt32(row * 16 + 4, true), nanos / 1000n);
  };
}

function base64(part: Uint8Array): string {
  let text = '';
  for (let at = 0; at < part.length; at += 0x8000) {
    text += String.fromCharCode(...part.subarray(at, at + 0x8000));
  }
  return btoa(text);
}
