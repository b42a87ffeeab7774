import { assertNever } from '../errors/assert-never.ts';
import type { DataType } from '../types/data-type.ts';
import { INTEGER_BITS, isFloat, isInteger } from '../types/type-class.ts';
import type { CallExpression, CastExpression, Expression } from './expression.ts';
import { partsOf } from './expression-children.ts';

/** Functions that give a value or NULL for every argument of their types. */
const TOTAL_FUNCTIONS: ReadonlySet<string> = new Set([
  '~~',
  '!~~',
  '~~*',
  '!~~*',
  '||',
  'concat',
  'lower',
  'upper',
  'length',
  'strlen',
  'trim',
  'ltrim',
  'rtrim',
  'prefix',
  'suffix',
  'contains',
  'starts_with',
  'ends_with',
  'reverse',
  'replace',
  'nullif',
  'greatest',
  'least',
  'year',
  'month',
  'day',
  'hour',
  'minute',
  'quarter',
  'dayofweek',
  'isodow',
  'dayofyear',
  'week',
  'isnan',
  'isinf',
  'struct_extract',
  'in_key_set',
]);

/**
 * Whether evaluating the expression may raise for some row, such as a failing cast or an overflow. Such an expression
 * must not be evaluated for rows that the user's text had removed before. True where it is not known.
 */
export function mayRaise(expression: Expression): boolean {
  if (partsOf(expression).some(mayRaise)) return true;
  switch (expression.kind) {
    case 'column':
    case 'literal':
    case 'parameter':
    case 'lambda-parameter':
    case 'case':
    case 'between':
    case 'in':
    case 'compare':
    case 'and':
    case 'or':
    case 'not':
    case 'is-null':
    case 'coalesce':
      return false;
    case 'lambda':
      return true;
    case 'cast':
      return !expression.try && !castIsTotal(expression);
    case 'call':
      return !callIsTotal(expression);
  }
  return assertNever(expression);
}

function callIsTotal(call: CallExpression): boolean {
  if (TOTAL_FUNCTIONS.has(call.name)) return true;
  if (call.name === 'substr' || call.name === 'substring') return call.args.slice(1).every(isPlace);
  if (call.name === 'date_part') return call.args[0]?.kind === 'literal';
  return ['+', '-', '*', '/'].includes(call.name) && arithmeticIsTotal(call);
}

/** A constant position or length in a text, far from the bounds beyond which DuckDB's substring fails. */
function isPlace(argument: Expression): boolean {
  const value = argument.kind === 'cast' ? argument.child : argument;
  return value.kind === 'literal' && typeof value.value === 'string' && /^-?\d{1,9}$/.test(value.value);
}

/**
 * Float arithmetic ends in infinities. DECIMAL arithmetic can't overflow while its width is the derived one; DuckDB
 * stops deriving, and checks for overflow instead, at 18 and 38 digits.
 */
function arithmeticIsTotal(call: CallExpression): boolean {
  if (isFloat(call.type)) return call.args.every((arg) => isFloat(arg.type));
  return call.type.id === 'DECIMAL' && call.type.width !== 18 && call.type.width !== 38 && call.name !== '/';
}

function castIsTotal(cast: CastExpression): boolean {
  const from = cast.child.type;
  const to = cast.type;
  if (to.id === 'VARCHAR' && to.alias === undefined) return true;
  if (to.id === 'DOUBLE') return isInteger(from) || from.id === 'DECIMAL' || from.id === 'FLOAT';
  if (to.id === 'TIMESTAMP')
    return from.id === 'TIMESTAMP_S' || from.id === 'TIMESTAMP_MS' || from.id === 'TIMESTAMP';
  if (to.id === 'DECIMAL') return fitsDecimal(from, to.width - to.scale, to.scale);
  return isInteger(from) && isInteger(to) && fitsInteger(from, to);
}

const DIGITS: Readonly<Record<string, number>> = {
  TINYINT: 3,
  UTINYINT: 3,
  SMALLINT: 5,
  USMALLINT: 5,
  INTEGER: 10,
  UINTEGER: 10,
  BIGINT: 19,
  UBIGINT: 20,
};

function fitsDecimal(from: DataType, wholeDigits: number, scale: number): boolean {
  if (from.id === 'DECIMAL') return from.width - from.scale <= wholeDigits && from.scale <= scale;
  const digits = DIGITS[from.id];
  return digits !== undefined && digits <= wholeDigits;
}

function fitsInteger(from: DataType, to: DataType): boolean {
  const unsigned = from.id.startsWith('U');
  const fromBits = INTEGER_BITS[unsigned ? from.id.slice(1) : from.id] ?? 129;
  const toUnsigned = to.id.startsWith('U');
  const toBits = INTEGER_BITS[toUnsigned ? to.id.slice(1) : to.id] ?? 0;
  if (unsigned === toUnsigned) return fromBits <= toBits;
  return unsigned && fromBits < toBits;
}
