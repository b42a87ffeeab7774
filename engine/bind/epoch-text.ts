const DAY_SECONDS = 86_400n;
const MAX_INT32 = 2_147_483_647n;
const MAX_INT64 = 9_223_372_036_854_775_807n;

/** Days since 1970-01-01 as an ISO date; DuckDB's two infinities as words, years before 1 with ` (BC)`. */
export function dateText(days: bigint): string {
  if (days === MAX_INT32) return 'infinity';
  if (days === -MAX_INT32) return '-infinity';
  const { year, month, day } = civil(days);
  const shown = year > 0n ? year : 1n - year;
  const pad = (part: bigint, width: number): string => part.toString().padStart(width, '0');
  return `${pad(shown, 4)}-${pad(month, 2)}-${pad(day, 2)}${year > 0n ? '' : ' (BC)'}`;
}

export function isDateInfinity(text: string): boolean {
  return text.endsWith('infinity');
}

/** Units since midnight as `hh:mm:ss[.fraction]`. */
export function timeText(units: bigint, perSecond: bigint): string {
  const seconds = units / perSecond;
  const pad = (part: bigint): string => part.toString().padStart(2, '0');
  const fraction = (units % perSecond)
    .toString()
    .padStart(perSecond.toString().length - 1, '0')
    .replace(/0+$/, '');
  const whole = `${pad(seconds / 3600n)}:${pad((seconds / 60n) % 60n)}:${pad(seconds % 60n)}`;
  return perSecond === 1n || fraction === '' ? whole : `${whole}.${fraction}`;
}

/** Units since 1970-01-01 00:00 as an ISO timestamp without zone. */
export function timestampText(units: bigint, perSecond: bigint): string {
  if (units === MAX_INT64) return 'infinity';
  if (units === -MAX_INT64) return '-infinity';
  const perDay = DAY_SECONDS * perSecond;
  const days = floorDivide(units, perDay);
  const date = dateText(days);
  const time = timeText(units - days * perDay, perSecond);
  return `${date} ${time}`;
}

/** The three parts that DuckDB keeps apart, as text that casts back to them. */
export function intervalText(months: number, days: number, micros: bigint): string {
  return `${months} months ${days} days ${micros} microseconds`;
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

/** Proleptic Gregorian date of a day number (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
function civil(days: bigint): { year: bigint; month: bigint; day: bigint } {
  const shifted = days + 719_468n;
  const era = floorDivide(shifted, 146_097n);
  const dayOfEra = shifted - era * 146_097n;
  const yearOfEra = (dayOfEra - dayOfEra / 1460n + dayOfEra / 36_524n - dayOfEra / 146_096n) / 365n;
  const dayOfYear = dayOfEra - (365n * yearOfEra + yearOfEra / 4n - yearOfEra / 100n);
  const shiftedMonth = (5n * dayOfYear + 2n) / 153n;
  const month = shiftedMonth < 10n ? shiftedMonth + 3n : shiftedMonth - 9n;
  const day = dayOfYear - (153n * shiftedMonth + 2n) / 5n + 1n;
  return { year: yearOfEra + era * 400n + (month <= 2n ? 1n : 0n), month, day };
}
