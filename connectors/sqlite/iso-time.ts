import { Misfit } from './misfit.ts';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/u;
const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/u;
const MS_PER_DAY = 86_400_000;
const US_PER_DAY = 86_400_000_000n;

/** Days since 1970 of `YYYY-MM-DD`, years 0001 to 9999. Throws `Misfit` for anything else, such as 30 February. */
export function daysOf(text: string): number {
  const [, year, month, day] = DATE.exec(text) ?? [];
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (Number(year) < 1 || date.getUTCMonth() + 1 !== Number(month) || date.getUTCDate() !== Number(day)) {
    throw new Misfit();
  }
  return date.getTime() / MS_PER_DAY;
}

/** Microseconds since midnight of `HH:MM`, `HH:MM:SS` or `HH:MM:SS.f`; digits below a microsecond must be zeros. */
export function microsecondsOfDay(text: string): bigint {
  const match = TIME.exec(text);
  if (match === null) throw new Misfit();
  const [, hour = '', minute = '', second = '0', fraction = ''] = match;
  const finer = fraction.slice(6);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59 || /[1-9]/u.test(finer))
    throw new Misfit();
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  return BigInt(seconds) * 1_000_000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'));
}

/**
 * Microseconds since 1970 of an ISO date and time apart by a space or `T`; a date alone is its midnight. A zone is
 * accepted only as UTC (`Z`, `+00:00`): any other would make it an instant that the column's other values are not.
 */
export function microsecondsOf(text: string): bigint {
  const days = BigInt(daysOf(text.slice(0, 10))) * US_PER_DAY;
  if (text.length === 10) return days;
  const separator = text[10];
  if (separator !== ' ' && separator !== 'T') throw new Misfit();
  return days + microsecondsOfDay(text.slice(11).replace(/ ?(?:Z|[+-]00(?::?00)?)$/u, ''));
}
