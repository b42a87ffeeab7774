import type { TypedLiteral } from '../../types/literal.ts';

const UNITS: Readonly<Record<string, { readonly unit: string; readonly times: number }>> = {
  to_years: { unit: 'months', times: 12 },
  to_months: { unit: 'months', times: 1 },
  to_weeks: { unit: 'days', times: 7 },
  to_days: { unit: 'days', times: 1 },
  to_hours: { unit: 'hours', times: 1 },
  to_minutes: { unit: 'minutes', times: 1 },
  to_seconds: { unit: 'seconds', times: 1 },
};

/** The interval that `to_days(90)` and its like make, as text that DuckDB and PostgreSQL read alike. */
export function intervalConstant(name: string, count: TypedLiteral): TypedLiteral | null {
  const known = Object.hasOwn(UNITS, name) ? UNITS[name] : undefined;
  if (known === undefined || typeof count.value !== 'string' || !/^-?\d{1,6}$/.test(count.value)) return null;
  return { type: { id: 'INTERVAL' }, value: `${Number(count.value) * known.times} ${known.unit}` };
}

/**
 * A date or midnight moved by whole months or days, as the text of a TIMESTAMP. A day that the month lacks becomes its
 * last one, in DuckDB as in PostgreSQL. Null outside of the years 1 to 9999.
 */
export function moved(from: TypedLiteral, by: TypedLiteral, sign: 1 | -1): string | null {
  const date = /^(\d{4})-(\d{2})-(\d{2})(?: 00:00:00)?$/.exec(String(from.value));
  const step = /^(-?\d+) (months|days)$/.exec(String(by.value));
  if (!date || !step || !['DATE', 'TIMESTAMP'].includes(from.type.id) || by.type.id !== 'INTERVAL')
    return null;
  const [year, month, day] = date.slice(1).map(Number) as [number, number, number];
  const count = sign * Number(step[1]);
  const result =
    step[2] === 'days' ? utc(year, month - 1, day + count) : monthsLater(year, month - 1 + count, day);
  const text = result.toISOString();
  return /^\d{4}-/.test(text) && text > '0001' ? `${text.slice(0, 10)} 00:00:00` : null;
}

function monthsLater(year: number, month: number, day: number): Date {
  const last = utc(year, month + 1, 0).getUTCDate();
  return utc(year, month, Math.min(day, last));
}

/** Date.UTC takes years below 100 for those of the 20th century. */
function utc(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date;
}
