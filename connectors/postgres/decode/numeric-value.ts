/** Sign words of PostgreSQL's binary numeric. */
export const NUMERIC_POSITIVE = 0x0000;
export const NUMERIC_NEGATIVE = 0x4000;
export const NUMERIC_NAN = 0xc000;
export const NUMERIC_INFINITY = 0xd000;
export const NUMERIC_MINUS_INFINITY = 0xf000;

const HEADER_BYTES = 8;
const SAFE = Number.MAX_SAFE_INTEGER;
const POWERS = [1, 10, 100, 1000, 10_000];

/*
 * A numeric is int16s: count of digits, weight of the first, sign, display scale, then digits of base 10,000. Digit i
 * counts 10,000^(weight − i). A magnitude at scale s is the number times 10^s: all whole groups, then s / 4 groups of
 * the fraction, then the upper s % 4 decimal digits of the group after them.
 */

/** One base-10,000 digit; 0 beside those that are stored. */
function digit(view: DataView, place: number, count: number, index: number): number {
  return index < 0 || index >= count ? 0 : view.getInt16(place + HEADER_BYTES + index * 2);
}

/**
 * The magnitude at `scale` as a number where it is exact, −1 where it needs a BigInt, −2 where the value has more
 * digits after the point than `scale`.
 */
export function smallMagnitude(view: DataView, place: number, scale: number): number {
  const count = view.getInt16(place);
  const weight = view.getInt16(place + 2);
  const groups = scale >> 2;
  const rest = scale & 3;
  const whole = weight + groups + 1;
  if (whole > 5) return -1;
  let sum = 0;
  for (let index = 0; index < whole; index += 1) {
    if (sum > SAFE / 10_000 - 1) return -1;
    sum = sum * 10_000 + digit(view, place, count, index);
  }
  let used = Math.max(whole, 0);
  if (rest > 0) {
    const upper = POWERS[rest] as number;
    const lower = POWERS[4 - rest] as number;
    if (sum > SAFE / upper - 1) return -1;
    const last = digit(view, place, count, whole);
    const kept = Math.floor(last / lower);
    if (kept * lower !== last) return -2;
    sum = sum * upper + kept;
    used = Math.max(whole + 1, 0);
  }
  return hasDigits(view, place, count, used) ? -2 : sum;
}

/** The magnitude at `scale`, however large; null where the value has more digits after the point. */
export function magnitude(view: DataView, place: number, scale: number): bigint | null {
  const count = view.getInt16(place);
  const weight = view.getInt16(place + 2);
  const whole = weight + (scale >> 2) + 1;
  const rest = scale & 3;
  let sum = 0n;
  for (let index = 0; index < whole; index += 1)
    sum = sum * 10_000n + BigInt(digit(view, place, count, index));
  let used = Math.max(whole, 0);
  if (rest > 0) {
    const lower = POWERS[4 - rest] as number;
    const last = digit(view, place, count, whole);
    if (last % lower !== 0) return null;
    sum = sum * BigInt(POWERS[rest] as number) + BigInt(last / lower);
    used = Math.max(whole + 1, 0);
  }
  return hasDigits(view, place, count, used) ? null : sum;
}

function hasDigits(view: DataView, place: number, count: number, from: number): boolean {
  for (let index = from; index < count; index += 1) if (digit(view, place, count, index) !== 0) return true;
  return false;
}

/** The value as decimal digits, exactly; for NaN and the infinities what `Number` reads. */
export function numericText(view: DataView, place: number): string {
  const sign = view.getUint16(place + 4);
  if (sign === NUMERIC_NAN) return 'NaN';
  if (sign === NUMERIC_INFINITY) return 'Infinity';
  if (sign === NUMERIC_MINUS_INFINITY) return '-Infinity';
  const count = view.getInt16(place);
  const weight = view.getInt16(place + 2);
  const shown = view.getInt16(place + 6);
  const value = magnitude(view, place, shown);
  // A display scale may be less than the digits, as in the partial results of some functions.
  const scale = value === null ? (count - 1 - weight) * 4 : shown;
  const digits = (value ?? magnitude(view, place, scale) ?? 0n).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  const text = scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return sign === NUMERIC_NEGATIVE ? `-${text}` : text;
}
