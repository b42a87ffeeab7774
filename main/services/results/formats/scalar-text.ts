import { assertNever } from '../../../../engine/errors/assert-never.ts';
import type { DecimalType, EnumType, ScalarType } from '../../../../engine/types/data-type.ts';
import type {
  StoredBlob,
  StoredDate,
  StoredDecimal,
  StoredInterval,
  StoredMicros,
  StoredMillis,
  StoredNanos,
  StoredSeconds,
  StoredTimeTz,
} from '../stored-value.ts';
import {
  dateText,
  instantText,
  intervalText,
  timestampText,
  timeText,
  timeTzText,
} from '../../../../engine/types/iso-time.ts';

/** Types that hold one value. */
export type FlatType = ScalarType | DecimalType | EnumType;

/** How a value of a flat type is written: its exact text, and what that text is. */
export interface ScalarWriter {
  /** The text of a value that is not NULL. */
  readonly text: (value: unknown) => string;
  readonly kind: 'text' | 'boolean' | 'integer' | 'decimal' | 'float';
}

/** The writer of a flat type: one look at the type for a whole column. */
export function scalarWriter(type: FlatType): ScalarWriter {
  switch (type.id) {
    case 'DECIMAL':
      return { kind: 'decimal', text: (value) => decimalText(value as StoredDecimal) };
    case 'BOOLEAN':
      return { kind: 'boolean', text: String };
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER':
    case 'BIGINT':
    case 'HUGEINT':
    case 'UTINYINT':
    case 'USMALLINT':
    case 'UINTEGER':
    case 'UBIGINT':
    case 'UHUGEINT':
    case 'BIGNUM':
      return { kind: 'integer', text: String };
    case 'FLOAT':
      return { kind: 'float', text: (value) => floatText(value as number) };
    case 'DOUBLE':
      return { kind: 'float', text: (value) => doubleText(value as number) };
    default:
      return { kind: 'text', text: textWriter(type) };
  }
}

type TextType = Exclude<Parameters<typeof scalarWriter>[0], DecimalType>;

function textWriter(type: TextType): (value: unknown) => string {
  switch (type.id) {
    case 'BLOB':
      return (value) => base64((value as StoredBlob).bytes);
    case 'DATE':
      return (value) => dateText((value as StoredDate).days);
    case 'TIME':
      return (value) => timeText((value as StoredMicros).micros, 6);
    case 'TIME_NS':
      return (value) => timeText((value as StoredNanos).nanos, 9);
    case 'TIME WITH TIME ZONE':
      return (value) => timeTzText((value as StoredTimeTz).micros, (value as StoredTimeTz).offset);
    case 'TIMESTAMP':
      return (value) => timestampText((value as StoredMicros).micros, 6);
    case 'TIMESTAMP_S':
      return (value) => timestampText((value as StoredSeconds).seconds, 0);
    case 'TIMESTAMP_MS':
      return (value) => timestampText((value as StoredMillis).millis, 3);
    case 'TIMESTAMP_NS':
      return (value) => timestampText((value as StoredNanos).nanos, 9);
    case 'TIMESTAMP WITH TIME ZONE':
      return (value) => instantText((value as StoredMicros).micros);
    case 'INTERVAL':
      return (value) => {
        const { months, days, micros } = value as StoredInterval;
        return intervalText(months, days, micros);
      };
    case 'VARCHAR':
    case 'ENUM':
    case 'BIT':
    case 'UUID':
    case 'NULL':
    case 'BOOLEAN':
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER':
    case 'BIGINT':
    case 'HUGEINT':
    case 'UTINYINT':
    case 'USMALLINT':
    case 'UINTEGER':
    case 'UBIGINT':
    case 'UHUGEINT':
    case 'BIGNUM':
    case 'FLOAT':
    case 'DOUBLE':
      return String;
  }
  return assertNever(type);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

function decimalText({ value, scale }: StoredDecimal): string {
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
