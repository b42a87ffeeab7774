import type { CallExpression, CastExpression, Expression } from '../../plan/expression.ts';
import type { DataType } from '../../types/data-type.ts';
import type { TypedLiteral } from '../../types/literal.ts';
import { isInteger } from '../../types/type-class.ts';
import { intervalConstant, moved } from './constant-dates.ts';

/**
 * The value of an expression without columns, where it is beyond doubt: DuckDB's bound plan writes `INTERVAL 90 DAY`
 * as a chain of calls and casts, and dates as casts of text. Null where it is anything else.
 */
export function constantOf(expression: Expression): TypedLiteral | null {
  switch (expression.kind) {
    case 'literal':
      return { type: expression.type, value: expression.value };
    case 'cast':
      return constantCast(expression);
    case 'call':
      return constantCall(expression);
    default:
      return null;
  }
}

function constantCast(cast: CastExpression): TypedLiteral | null {
  const child = constantOf(cast.child);
  if (child === null) return null;
  if (child.value === null) return { type: cast.type, value: null };
  if (typeof child.value !== 'string' || 'alias' in child.type) return null;
  const value = converted(child.value, child.type, cast.type);
  return value === null ? null : { type: cast.type, value };
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?$/;
const NUMBER = /^-?\d{1,18}(\.\d{1,18})?$/;

/** The text of the value in the other type; null where it would round, fail or is not known for sure. */
function converted(value: string, from: DataType, to: DataType): string | null {
  if ('alias' in to && to.alias !== undefined) return null;
  if (from.id === to.id && from.id !== 'DECIMAL' && from.id !== 'ENUM') return value;
  const numeric = isInteger(from) || from.id === 'DECIMAL' || from.id === 'DOUBLE' || from.id === 'VARCHAR';
  if (numeric && NUMBER.test(value)) return convertedNumber(value, to);
  if (from.id === 'VARCHAR' && to.id === 'DATE') return DATE.test(value) && isDate(value) ? value : null;
  if (from.id === 'VARCHAR' && to.id === 'TIMESTAMP') return timestampText(value);
  if (from.id === 'DATE' && to.id === 'TIMESTAMP')
    return DATE.test(value) && isDate(value) ? `${value} 00:00:00` : null;
  return null;
}

function timestampText(value: string): string | null {
  if (DATE.test(value)) return isDate(value) ? `${value} 00:00:00` : null;
  if (!TIMESTAMP.test(value) || !isDate(value.slice(0, 10))) return null;
  const [hour = 99, minute = 99, second = 99] = value.slice(11, 19).split(':').map(Number);
  return hour < 24 && minute < 60 && second < 60 ? value : null;
}

function isDate(value: string): boolean {
  const date = new Date(`${value}T00:00:00Z`);
  return value > '0001' && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

const INTEGER_BITS: Readonly<Record<string, bigint>> = {
  TINYINT: 8n,
  SMALLINT: 16n,
  INTEGER: 32n,
  BIGINT: 64n,
  HUGEINT: 128n,
};

function convertedNumber(value: string, to: DataType): string | null {
  const [whole = '', fraction = ''] = value.split('.');
  const digits = fraction.replace(/0+$/, '');
  if (to.id === 'DOUBLE') return (whole + digits).replace('-', '').length <= 15 ? value : null;
  if (to.id === 'DECIMAL') {
    const fits = whole.replace(/^-?0*/, '').length <= to.width - to.scale && digits.length <= to.scale;
    return fits ? decimalText(whole, digits, to.scale) : null;
  }
  const bits = INTEGER_BITS[to.id];
  if (bits === undefined || digits !== '') return null;
  const number = BigInt(whole);
  const bound = 1n << (bits - 1n);
  return number >= -bound && number < bound ? number.toString() : null;
}

function decimalText(whole: string, fraction: string, scale: number): string {
  return scale === 0 ? whole : `${whole}.${fraction.padEnd(scale, '0')}`;
}

function constantCall(call: CallExpression): TypedLiteral | null {
  if (call.volatile === true) return null;
  const args = call.args.map(constantOf);
  const [first, second] = args;
  if (!first || typeof first.value !== 'string') return null;
  if (args.length === 1) {
    if (
      call.name === '-' &&
      NUMBER.test(first.value) &&
      (isInteger(first.type) || first.type.id === 'DECIMAL')
    ) {
      const value = first.value.startsWith('-') ? first.value.slice(1) : `-${first.value}`;
      return converted(value, first.type, call.type) === null ? null : { type: call.type, value };
    }
    if (call.name === 'trunc' && NUMBER.test(first.value))
      return { type: call.type, value: first.value.replace(/\..*/, '') };
    return intervalConstant(call.name, first);
  }
  if (args.length !== 2 || !second || typeof second.value !== 'string' || call.type.id !== 'TIMESTAMP')
    return null;
  if (call.name !== '+' && call.name !== '-') return null;
  const value = moved(first, second, call.name === '+' ? 1 : -1);
  return value === null ? null : { type: call.type, value };
}
