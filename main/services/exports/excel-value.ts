import { INFINITE_DATE, INFINITE_TIMESTAMP } from '../../../engine/types/iso-time.ts';
import type { DataType } from '../../../engine/types/data-type.ts';
import { cellText } from '../results/formats/cell-text.ts';
import { kindOf } from '../results/type-kind.ts';
import type { StoredDate, StoredMicros, StoredMillis, StoredSeconds } from '../results/stored-value.ts';

/** What a cell of Excel holds. */
export type ExcelValue = string | number | boolean | Date | null;

/** How the values of a column become cells, and the format that shows them. */
export interface ExcelColumn {
  readonly value: (stored: unknown) => ExcelValue;
  /** Excel's number format; null for the general one. */
  readonly format: string | null;
}

const DAY_MS = 86_400_000;
/** 1900-03-01: before it Excel's calendar has a day that never was. */
const FIRST_MS = Date.UTC(1900, 2, 1);
/** After 9999-12-31. */
const END_MS = Date.UTC(10_000, 0, 1);
/** Digits that every decimal number of so many keeps in a double (IEEE 754). */
const EXACT_DIGITS = 15;

/** Exact, or as text: integers beyond 2^53, longer decimals, moments that Excel's calendar or its milliseconds lack. */
export function excelColumn(type: DataType): ExcelColumn {
  const text = textOf(type);
  if (type.id === 'DECIMAL')
    return { value: orNull((stored) => exactDecimal(text(stored))), format: decimalFormat(type.scale) };
  switch (kindOf(type)) {
    case 'boolean':
      return { value: (stored) => stored as boolean | null, format: null };
    case 'integer':
      return {
        value: orNull((stored) => safeInteger(stored as number | bigint) ?? text(stored)),
        format: '0',
      };
    case 'float':
      return {
        value: orNull((stored) =>
          Number.isFinite(stored) && !Object.is(stored, -0) ? Number(text(stored)) : text(stored),
        ),
        format: null,
      };
    case 'time':
      return momentColumn(type, text);
    default:
      return { value: orNull(text), format: null };
  }
}

function momentColumn(type: DataType, text: (stored: unknown) => string): ExcelColumn {
  const made = (read: (stored: unknown) => number | null, format: string): ExcelColumn => ({
    value: moment(read, text),
    format,
  });
  switch (type.id) {
    case 'DATE':
      return made((stored) => dateMs(stored as StoredDate), 'yyyy-mm-dd');
    case 'TIMESTAMP_S':
      return made((stored) => secondsMs((stored as StoredSeconds).seconds), 'yyyy-mm-dd hh:mm:ss');
    case 'TIMESTAMP_MS':
      return made((stored) => finite((stored as StoredMillis).millis), TIME_FORMAT);
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE':
      return made((stored) => microsMs((stored as StoredMicros).micros), TIME_FORMAT);
    default:
      return { value: orNull(text), format: null };
  }
}

const TIME_FORMAT = 'yyyy-mm-dd hh:mm:ss.000';

function textOf(type: DataType): (stored: unknown) => string {
  const text = cellText(type);
  return (stored) => escaped(text(stored));
}

/**
 * Texts that look like an escape of Excel's, and what XML can't hold, as such escapes (ECMA-376 part 1, 22.9.2.19);
 * control characters are written so by the library.
 */
export function escaped(text: string): string {
  return text.replaceAll(
    /_(?=x[0-9A-Fa-f]{4}_)|[\ufffe\uffff]|\p{Cs}/gu,
    (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );
}

function orNull(value: (stored: unknown) => ExcelValue): (stored: unknown) => ExcelValue {
  return (stored) => (stored === null ? null : value(stored));
}

function safeInteger(value: number | bigint): number | null {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : null;
}

function exactDecimal(text: string): ExcelValue {
  const digits = text.replace(/^-?0*\.?0*|\./g, '').length;
  return digits <= EXACT_DIGITS ? Number(text) : text;
}

function decimalFormat(scale: number): string {
  return scale === 0 ? '0' : `0.${'0'.repeat(scale)}`;
}

function moment(
  read: (stored: unknown) => number | null,
  text: (stored: unknown) => string,
): (stored: unknown) => ExcelValue {
  return orNull((stored) => {
    const ms = read(stored);
    return ms === null || ms < FIRST_MS || ms >= END_MS ? text(stored) : new Date(ms);
  });
}

function dateMs({ days }: StoredDate): number | null {
  return Math.abs(days) === INFINITE_DATE ? null : days * DAY_MS;
}

/** Null where there are microseconds that a cell would lose. */
function microsMs(micros: bigint): number | null {
  return micros % 1000n === 0n ? finite(micros / 1000n) : null;
}

function secondsMs(seconds: bigint): number | null {
  const ms = finite(seconds);
  return ms === null ? null : ms * 1000;
}

function finite(count: bigint): number | null {
  return count === INFINITE_TIMESTAMP || count === -INFINITE_TIMESTAMP ? null : Number(count);
}
