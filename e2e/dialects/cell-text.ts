import type { DataType } from '../../engine/types/data-type.ts';

/** A value as text in one form for both engines: numbers without idle zeros, doubles to 13 digits, times as DuckDB has them. */
export function cellText(value: unknown, type: DataType): string | null {
  if (value === null || value === undefined) return null;
  const text = textOf(value);
  switch (type.id) {
    case 'BOOLEAN':
      return text === 't' || text === 'true' || text === '1' ? 'true' : 'false';
    case 'FLOAT':
      return doubleText(text, 6);
    case 'DOUBLE':
      return doubleText(text, 13);
    case 'DECIMAL':
      return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
    case 'DATE':
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE':
      return momentText(text);
    default:
      return text;
  }
}

/** The binding's classes and the sources' texts and numbers all know their text. */
function textOf(value: unknown): string {
  return `${value as string | number | bigint | boolean}`;
}

const INFINITE_DAYS: Readonly<Record<string, string>> = {
  '5881580-07-11': 'infinity',
  '5877642-06-24 BC': '-infinity',
};

/** The year's sign last, UTC as +00; the binding shows DuckDB's infinite date as a day, and year 0. */
function momentText(text: string): string {
  const era = /BC|^0000-/.test(text) ? ' BC' : '';
  const moment = text
    .replace(/ \(?BC\)?/, '')
    .replace(/^0000-/, '0001-')
    .replace(/\+00(:00)?$/, '+00');
  return INFINITE_DAYS[moment + era] ?? moment + era;
}

function doubleText(text: string, digits: number): string {
  const number = Number(text);
  if (Number.isNaN(number)) return text === 'NaN' ? 'NaN' : text;
  return number === 0 ? '0' : String(Number(number.toPrecision(digits)));
}
