import type { KeyIntegers, KeyList } from '../../engine/types/key-list.ts';
import type { TypedLiteral } from '../../engine/types/literal.ts';
import { OID } from './decode/oids.ts';
import { parameterOid, parameterText } from './statement-parameters.ts';

/** Dimensions, flags, type of an element, length, lowest index; then a length before each element. */
const HEAD_BYTES = 20;
const LENGTH_BYTES = 4;

/** Widths of the integer types that arrays are sent of. */
const WIDTHS: Readonly<Record<number, number>> = { [OID.int2]: 2, [OID.int4]: 4, [OID.int8]: 8 };

/** Arrays by their keys: in ranges of a table the same ones are sent again and again. */
const made = new WeakMap<KeyList, Buffer | string>();

/** Keys of one column as an array: integers in binary form, all else in text form. */
export function keyArray(keys: KeyList): Buffer | string {
  const known = made.get(keys);
  if (known !== undefined) return known;
  const array = arrayOf(keys);
  made.set(keys, array);
  return array;
}

function arrayOf({ columns: [column] }: KeyList): Buffer | string {
  if (column === undefined) throw new Error('A list of keys has a column.');
  const { type, values } = column;
  const element = parameterOid(type);
  const width = WIDTHS[element];
  if (!isTexts(values) && width !== undefined) return binaryArray(values, element, width);
  const texts = isTexts(values) ? values : Array.from<number | bigint, string>(values, String);
  const list: TypedLiteral = { type: { id: 'LIST', child: type }, value: texts };
  return parameterText(list) ?? '{}';
}

function isTexts(values: KeyIntegers | readonly string[]): values is readonly string[] {
  return Array.isArray(values);
}

/** https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/utils/adt/arrayfuncs.c, array_recv */
function binaryArray(values: KeyIntegers, element: number, width: number): Buffer {
  const { length } = values;
  const step = LENGTH_BYTES + width;
  const bytes = Buffer.alloc(length === 0 ? HEAD_BYTES - 8 : HEAD_BYTES + length * step);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  view.setInt32(0, length === 0 ? 0 : 1);
  view.setUint32(8, element);
  if (length === 0) return bytes;
  view.setInt32(12, length);
  view.setInt32(16, 1);
  for (let at = 0, place = HEAD_BYTES; at < length; at += 1, place += step) {
    const value = values[at] ?? 0;
    view.setInt32(place, width);
    if (width === 8) view.setBigInt64(place + LENGTH_BYTES, BigInt(value));
    else if (width === 4) view.setInt32(place + LENGTH_BYTES, Number(value));
    else view.setInt16(place + LENGTH_BYTES, Number(value));
  }
  return bytes;
}
