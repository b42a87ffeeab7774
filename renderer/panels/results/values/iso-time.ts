/** Dates and times in the forms that main/contract/README.md ("Values") gives them. */

const DAY_SECONDS = 86_400;
/** What DuckDB keeps for `infinity`; the negative is `-infinity`. */
const INFINITE_DAYS = 2_147_483_647;
const INFINITE_COUNT = 9_223_372_036_854_775_807n;

/** A DATE, by its days since 1970. */
export function dateText(days: number): string {
  if (days === INFINITE_DAYS) return 'infinity';
  if (days === -INFINITE_DAYS) return '-infinity';
  return civilDate(days);
}

/** A time of day with `digits` digits of fraction, by the number of those fractions since midnight. */
export function timeText(count: bigint, digits: number): string {
  const unit = 10n ** BigInt(digits);
  return clock(Number(count / unit), count % unit, digits);
}

/** A date and time by the number of its smallest units since 1970. */
export function timestampText(count: bigint, digits: number, zone: '' | 'Z'): string {
  if (count === INFINITE_COUNT) return 'infinity';
  if (count === -INFINITE_COUNT) return '-infinity';
  const unit = 10n ** BigInt(digits);
  const fraction = ((count % unit) + unit) % unit;
  const seconds = Number((count - fraction) / unit);
  const days = Math.floor(seconds / DAY_SECONDS);
  return `${civilDate(days)}T${clock(seconds - days * DAY_SECONDS, fraction, digits)}${zone}`;
}

/** `P1Y2M3DT4H5M6.5S`: months, days and time each have their own sign; nothing at all is `PT0S`. */
export function intervalText(months: number, days: number, micros: bigint): string {
  const size = micros < 0n ? -micros : micros;
  const sign = micros < 0n ? '-' : '';
  const seconds = size / 1_000_000n;
  const fraction = String(size % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '');
  const rest = `${seconds % 60n}${fraction === '' ? '' : `.${fraction}`}`;
  const date = part(Math.trunc(months / 12), 'Y') + part(months % 12, 'M') + part(days, 'D');
  const clockParts = [
    [String(seconds / 3600n), 'H'],
    [String((seconds / 60n) % 60n), 'M'],
    [rest, 'S'],
  ];
  const time = clockParts
    .map(([figure, letter]) => (figure === '0' ? '' : `${sign}${figure}${letter}`))
    .join('');
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
  const day = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (day - Math.floor(day / 1460) + Math.floor(day / 36_524) - Math.floor(day / 146_096)) / 365,
  );
  const dayOfYear = day - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${yearText(year)}-${two(month)}-${two(dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1)}`;
}

function yearText(year: number): string {
  if (year >= 0 && year <= 9999) return String(year).padStart(4, '0');
  return `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`;
}

function two(count: number): string {
  return String(count).padStart(2, '0');
}
