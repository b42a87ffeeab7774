/** A decimal number of any length: `units` divided by ten to the power of `scale`. */
export interface ExactNumber {
  readonly units: bigint;
  readonly scale: number;
}

/** Reads an integer or decimal such as `-12.50`; null where the text is none. */
export function parseExact(text: string): ExactNumber | null {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (found === null) return null;
  const [, sign = '', whole = '', fraction = ''] = found;
  const units = BigInt(whole + fraction);
  return { units: sign === '-' ? -units : units, scale: fraction.length };
}

export function addExact(one: ExactNumber, other: ExactNumber): ExactNumber {
  const scale = Math.max(one.scale, other.scale);
  return { units: atScale(one, scale) + atScale(other, scale), scale };
}

/** The quotient with `digits` more decimals than the dividend, rounded half away from zero. */
export function divideExact(dividend: ExactNumber, divisor: bigint, digits: number): ExactNumber {
  const scale = dividend.scale + digits;
  const units = atScale(dividend, scale);
  const size = (units < 0n ? -units : units) * 2n;
  const rounded = (size + divisor) / (2n * divisor);
  return { units: units < 0n ? -rounded : rounded, scale };
}

/** Its digits; `trimmed` without zeros at the end of the decimals. */
export function exactText({ units, scale }: ExactNumber, trimmed: boolean): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const whole = scale === 0 ? digits : digits.slice(0, -scale);
  const fraction = scale === 0 ? '' : digits.slice(-scale);
  const kept = trimmed ? fraction.replace(/0+$/, '') : fraction;
  return `${units < 0n ? '-' : ''}${whole}${kept === '' ? '' : `.${kept}`}`;
}

function atScale({ units, scale }: ExactNumber, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale);
}
