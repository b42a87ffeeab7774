import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  magnitude,
  NUMERIC_NEGATIVE,
  NUMERIC_POSITIVE,
  numericText,
  smallMagnitude,
} from './numeric-value.ts';

/** A numeric in PostgreSQL's binary form, from an unscaled value and its digits after the point. */
function encode(unscaled: bigint, scale: number): DataView {
  const negative = unscaled < 0n;
  const text = (negative ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale);
  const padded =
    whole.padStart(Math.ceil(whole.length / 4) * 4, '0') + fraction.padEnd(Math.ceil(scale / 4) * 4, '0');
  const digits = Array.from({ length: padded.length / 4 }, (_, at) =>
    Number(padded.slice(at * 4, at * 4 + 4)),
  );
  let weight = Math.ceil(whole.length / 4) - 1;
  while (digits[0] === 0) {
    digits.shift();
    weight -= 1;
  }
  while (digits.at(-1) === 0) digits.pop();
  if (digits.length === 0) weight = 0;
  const view = new DataView(new ArrayBuffer(8 + digits.length * 2));
  view.setInt16(0, digits.length);
  view.setInt16(2, weight);
  view.setUint16(4, negative ? NUMERIC_NEGATIVE : NUMERIC_POSITIVE);
  view.setInt16(6, scale);
  digits.forEach((digit, at) => view.setInt16(8 + at * 2, digit));
  return view;
}

const LIMIT = 10n ** 38n;

test('magnitudes are exact at the value’s own scale, small or large', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -LIMIT, max: LIMIT }),
      fc.integer({ min: 0, max: 38 }),
      (unscaled, scale) => {
        const view = encode(unscaled, scale);
        const size = unscaled < 0n ? -unscaled : unscaled;
        expect(magnitude(view, 0, scale)).toBe(size);
        const small = smallMagnitude(view, 0, scale);
        if (small >= 0) expect(BigInt(small)).toBe(size);
        else expect(small).toBe(-1);
      },
    ),
    { numRuns: 2000 },
  );
});

test('values around 2^53 and small ones', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -1000n, max: 1000n }),
      fc.constantFrom(0n, 2n ** 53n, -(2n ** 53n), 10n ** 15n, 10n ** 4n),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 6 }),
      (offset, base, scale, further) => {
        const unscaled = base + offset;
        const size = unscaled < 0n ? -unscaled : unscaled;
        const view = encode(unscaled, scale);
        expect(magnitude(view, 0, scale + further)).toBe(size * 10n ** BigInt(further));
        const small = smallMagnitude(view, 0, scale + further);
        if (small >= 0) expect(BigInt(small)).toBe(size * 10n ** BigInt(further));
        else expect(small).toBe(-1);
      },
    ),
    { numRuns: 2000 },
  );
});

test('digits beyond the scale are seen', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: LIMIT }), fc.integer({ min: 1, max: 20 }), (unscaled, scale) => {
      const odd = unscaled * 10n + 1n;
      const view = encode(odd, scale);
      expect(magnitude(view, 0, scale - 1)).toBe(null);
      expect(smallMagnitude(view, 0, scale - 1)).toBeLessThan(0);
    }),
  );
});

test('text', () => {
  expect(numericText(encode(-12_345_678n, 3), 0)).toBe('-12345.678');
  expect(numericText(encode(5n, 0), 0)).toBe('5');
  expect(numericText(encode(1n, 9), 0)).toBe('0.000000001');
  expect(numericText(encode(0n, 2), 0)).toBe('0.00');
});
