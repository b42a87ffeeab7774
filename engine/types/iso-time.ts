/** Dates and times in the forms that main/contract/README.md ("Values") gives them. */

/** The int64 that DuckDB keeps for `infinity` in every kind of timestamp; its negative is `-infinity`. */
export const INFINITE_TIMESTAMP = 9_223_372_036_854_775_807n;

/** The days that DuckDB keeps for `infinity` in a DATE; their negative is `-infinity`. */
export const INFINITE_DATE = 2_147_483_647;

const DAY_SECONDS = 86_400;

/**
 * A DATE as ISO 8601. Years outside 0 to 9999 have a sign and six digits or more, as ECMAScript writes them; year 0
 * is 1 BC.
 */
export function dateText(days: number): string {
  if (days === INFINITE_DATE) return 'infinity';
  if (days === -INFINITE_DATE) return '-infinity';
  return civilDate(days);
}

/** A time of day with `digits` digits of fraction, out of a count of those fractions since midnight. */
export function timeText(count: bigint, digits: number): string {
  const unit = 10n ** BigInt(digits);
  return clock(Number(count / unit), count % unit, digits);
}

/** A date and time without zone out of a count of its smallest units since 1970. */
export function timestampText(count: bigint, digits: number): string {
  if (count === INFINITE_TIMESTAMP) return 'infinity';
  if (count === -INFINITE_TIMESTAMP) return '-infinity';
  const unit = 10n ** BigInt(digits);
  let fraction = count % unit;
  let seconds = Number(count / unit);
  if (fraction < 0n) {
    fraction += unit;
    seconds -= 1;
  }
  const days = Math.floor(seconds / DAY_SECONDS);
  return `${civilDate(days)}T${clock(seconds - days * DAY_SECONDS, fraction, digits)}`;
}

/** An instant: the same with `Z`. */
export function instantText(count: bigint, digits = 6): string {
  const text = timestampText(count, digits);
  return text.endsWith('infinity') ? text : `${text}Z`;
}

/** A time of day with its distance from UTC, in seconds east. */
export function timeTzText(micros: bigint, offset: number): string {
  const size = Math.abs(offset);
  const parts = [Math.floor(size / 3600), Math.floor(size / 60) % 60];
  if (size % 60 !== 0) parts.push(size % 60);
  return `${timeText(micros, 6)}${offset < 0 ? '-' : '+'}${parts.map(two).join(':')}`;
}

/** `P1Y2M3DT4H5M6.5S`: months, days and time each have their own sign; nothing at all is `PT0S`. */
export function intervalText(months: number, days: number, micros: bigint): string {
  const date = `${part(Math.trunc(months / 12), 'Y')}${part(months % 12, 'M')}${part(days, 'D')}`;
  const size = micros < 0n ? -micros : micros;
  const sign = micros < 0n ? '-' : '';
  const seconds = size / 1_000_000n;
  const fraction = String(size % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '');
  const hours = seconds / 3600n;
  const minutes = (seconds / 60n) % 60n;
  const rest = `${seconds % 60n}${fraction === '' ? '' : `.${fraction}`}`;
  const time = [
    hours === 0n ? '' : `${sign}${hours}H`,
    minutes === 0n ? '' : `${sign}${minutes}M`,
    rest === '0' ? '' : `${sign}${rest}S`,
  ].join('');
  if (date === '' && time === '') return 'PT0S';
  return `P${date}${time === '' ? '' : `T${time}`}`;
}

function part(count: number, unit: string): string {
  return count === 0 ? '' : `${count}${unit}`;
}

function clock(seconds: number, fraction: bigint, digits: number): string {
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return digits === 0 ? text : `${text}.${String(fraction).padStart(digits, '0')}`;
}

/** Days since 1970 to a proleptic Gregorian date (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
function civilDate(days: number): string {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${yearText(year)}-${two(month)}-${two(day)}`;
}

function yearText(year: number): string {
  if (year >= 0 && year <= 9999) return String(year).padStart(4, '0');
  return `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`;
}

function two(count: number): string {
  return String(count).padStart(2, '0');
}
