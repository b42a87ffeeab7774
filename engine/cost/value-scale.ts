import type { DataType } from '../types/data-type.ts';
import { isExactNumeric, isFloat, isInteger } from '../types/type-class.ts';

const MS_OF_A_DAY = 86_400_000;
/** Characters after a common beginning that tell where between two texts a third one lies. */
const TEXT_DIGITS = 8;
const CODES = 256;
/** Of fewer different ones too little is known: then all printable ones count. */
const FEWEST_CODES = 9;

/**
 * Where values of a type lie among each other: numbers as they are, dates and timestamps in days, text by the first
 * characters in which two differ (as PostgreSQL's convert_string_to_scalar has it). Null for types without an order
 * that statistics speak of.
 */
export interface ValueScale {
  compare(a: string, b: string): number;
  /** How far a value lies on the way from `low` to `high`, 0 to 1; NaN where that can't be told. */
  fraction(value: string, low: string, high: string): number;
  /** The value as a number; null for text. */
  number(value: string): number | null;
  /** Distance of neighbouring values; 0 where there are none such. */
  readonly step: number;
}

export function scaleOf(type: DataType): ValueScale | null {
  if (isInteger(type)) return numeric(Number, 1);
  if (type.id === 'DECIMAL') return numeric(Number, 10 ** -type.scale);
  if (isExactNumeric(type) || isFloat(type)) return numeric(Number, 0);
  switch (type.id) {
    case 'DATE':
      return numeric(daysOf, 1);
    case 'TIMESTAMP':
    case 'TIMESTAMP_S':
    case 'TIMESTAMP_MS':
    case 'TIMESTAMP_NS':
    case 'TIMESTAMP WITH TIME ZONE':
      return numeric(daysOf, 0);
    case 'VARCHAR':
    case 'UUID':
      return TEXT;
    default:
      return null;
  }
}

function numeric(read: (text: string) => number, step: number): ValueScale {
  return {
    step,
    number: (value) => {
      const at = read(value);
      return Number.isFinite(at) ? at : null;
    },
    compare: (a, b) => read(a) - read(b),
    fraction: (value, low, high) => {
      const [from, to] = [read(low), read(high)];
      if (!(to > from)) return read(value) < from ? 0 : 1;
      return within((read(value) - from) / (to - from));
    },
  };
}

const TEXT: ValueScale = {
  step: 0,
  number: () => null,
  compare: (a, b) => {
    const [one, other] = [a.trimEnd(), b.trimEnd()];
    return one < other ? -1 : one > other ? 1 : 0;
  },
  fraction: (value, low, high) => {
    if (value <= low) return 0;
    if (value >= high) return 1;
    let same = 0;
    while (same < low.length && low[same] === high[same]) same += 1;
    const ends = [low, high].map((text) => text.slice(same));
    const codes = codesOf(ends.join(''));
    const [from, to, at] = [...ends, value.slice(same)].map((text) => digits(text, codes));
    if (from === undefined || to === undefined || at === undefined || to <= from) return 0.5;
    return within((at - from) / (to - from));
  },
};

interface Codes {
  readonly first: number;
  readonly last: number;
}

/** Between which characters the others of a column are taken to lie: digits and letters all together, if one of them is there. */
function codesOf(text: string): Codes {
  const codes = [...text].map((character) => Math.min(CODES - 1, character.charCodeAt(0)));
  let [first, last] = [Math.min(...codes), Math.max(...codes)];
  for (const [low, high] of [
    ['0', '9'],
    ['A', 'Z'],
    ['a', 'z'],
  ] as const) {
    if (!codes.some((code) => code >= low.charCodeAt(0) && code <= high.charCodeAt(0))) continue;
    first = Math.min(first, low.charCodeAt(0));
    last = Math.max(last, high.charCodeAt(0));
  }
  return last - first < FEWEST_CODES ? { first: 32, last: 127 } : { first, last };
}

function digits(text: string, { first, last }: Codes): number {
  const base = last - first + 1;
  let sum = 0;
  for (let at = 0; at < Math.min(TEXT_DIGITS, text.length); at += 1) {
    const code = Math.min(last + 1, Math.max(first, text.charCodeAt(at)));
    sum += (code - first) / base ** (at + 1);
  }
  return sum;
}

function within(fraction: number): number {
  return Number.isNaN(fraction) ? fraction : Math.min(1, Math.max(0, fraction));
}

/** Of texts that were read lately: the ends of a histogram's parts are compared for each predicate. */
const DAYS = new Map<string, number>();
const MOST_DAYS = 10_000;

function daysOf(text: string): number {
  const known = DAYS.get(text);
  if (known !== undefined) return known;
  if (DAYS.size >= MOST_DAYS) DAYS.clear();
  const days = readDays(text);
  DAYS.set(text, days);
  return days;
}

/** ISO dates and times, in UTC where they name no zone. */
function readDays(text: string): number {
  const iso = /^(\d{4,6}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)\d*)?(.*)$/.exec(text.trim());
  if (iso === null) return Number.NaN;
  const [, date = '', time = '00:00', zone = ''] = iso;
  const offset = zone.trim() === '' ? 'Z' : zone.trim().replace(/^([+-]\d\d)$/, '$1:00');
  return Date.parse(`${date}T${time}${offset}`) / MS_OF_A_DAY;
}
