import type { DecimalType } from '../../engine/types/data-type.ts';
import { BATCH_ROWS } from '../../engine/spi/column-batch.ts';
import type { StoredValue } from './column-writer.ts';
import { FixedWriter, wideWriter } from './fixed-writer.ts';
import { Misfit } from './misfit.ts';

/** DECIMAL(width, scale), in DuckDB's integer of the unscaled value by its number of digits. */
export function decimalWriter(type: DecimalType): FixedWriter {
  const unscaled = (value: Exclude<StoredValue, null>): bigint => unscaledValue(value, type);
  if (type.width > 18) return wideWriter(unscaled);
  if (type.width > 9) {
    const data = new BigInt64Array(BATCH_ROWS);
    return new FixedWriter(data, (row, value) => {
      data[row] = unscaled(value);
    });
  }
  const data = type.width > 4 ? new Int32Array(BATCH_ROWS) : new Int16Array(BATCH_ROWS);
  return new FixedWriter(data, (row, value) => {
    data[row] = Number(unscaled(value));
  });
}

/**
 * The exact decimal of a stored value, times ten to the scale. A real counts as the shortest decimal text that reads
 * back as it, which is what was written into the column; it must fit without rounding, as must integers and text.
 */
export function unscaledValue(value: Exclude<StoredValue, null>, type: DecimalType): bigint {
  const whole = wholeOf(value, type.scale);
  const bound = 10n ** BigInt(type.width);
  if (whole >= bound || whole <= -bound) throw new Misfit();
  return whole;
}

function wholeOf(value: Exclude<StoredValue, null>, scale: number): bigint {
  if (typeof value === 'bigint') return value * 10n ** BigInt(scale);
  if (typeof value === 'number') return fromText(String(value), scale);
  if (typeof value === 'string') return fromText(value, scale);
  throw new Misfit();
}

const DECIMAL_TEXT = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/u;

function fromText(text: string, scale: number): bigint {
  const match = DECIMAL_TEXT.exec(text);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  if (match === null || whole + fraction === '') throw new Misfit();
  const shift = scale - fraction.length + Number(exponent);
  const digits = BigInt(whole + fraction);
  const size = 10n ** BigInt(Math.abs(shift));
  if (shift < 0 && digits % size !== 0n) throw new Misfit();
  const scaled = shift < 0 ? digits / size : digits * size;
  return sign === '-' ? -scaled : scaled;
}
