import type { CallExpression, Expression } from '../../../engine/plan/expression.ts';
import { constantOf } from '../../../engine/spi/sql/constants.ts';
import { typeNames } from '../../../engine/spi/sql/type-names.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import type { DecimalType } from '../../../engine/types/data-type.ts';
import { sameType } from '../../../engine/types/data-type.ts';
import { isSignedInteger } from '../../../engine/types/type-class.ts';
import { boundedDouble } from '../../../engine/spi/sql/double-range.ts';
import { integerBound, TYPE_BOUNDS } from './integer-bounds.ts';
import { smallInteger } from '../../../engine/spi/sql/small-integer.ts';
import { MOST_SCALE } from './literals.ts';
import type { PrintCall } from '../../../engine/spi/sql/print-call.ts';
import { INTEGER_DIGITS, widens } from '../../../engine/spi/sql/widening.ts';

/** `+`, `-` and `*` of exact numbers, of dates, and of doubles that can't overflow. */
export const sum: PrintCall = (call, writer) => {
  const [left, right] = call.args;
  if (left === undefined) return refuse('function', `${call.name} has no argument.`);
  if (right === undefined) return negative(call, left, writer);
  if (left.type.id === 'DATE' && right.type.id === 'DATE' && call.name === '-')
    return sql`DATEDIFF(${writer.write(left)}, ${writer.write(right)})`;
  const written = sql`${writer.atom(left)} ${call.name} ${writer.atom(right)}`.at('arithmetic');
  if (call.type.id === 'DECIMAL') return decimal(call, left, right, written);
  if (call.type.id === 'DOUBLE' && boundedDouble(call, writer) !== null) return written;
  const most = TYPE_BOUNDS[call.type.id];
  const bound = integerBound(call);
  if (most !== undefined && bound !== null && bound <= most) return written;
  return refuse(
    'numeric',
    `${call.name} of ${typeNames(call.args)} may overflow, where MySQL goes on with wider numbers; with DECIMALs it is sent.`,
  );
};

function negative(call: CallExpression, child: Expression, writer: Writer): Sql {
  const exact = call.type.id === 'DECIMAL' || call.type.id === 'DOUBLE' || call.type.id === 'BIGINT';
  if (call.name !== '-' || !exact || !sameType(child.type, call.type))
    refuse('numeric', `A sign before ${typeNames([child])} is not sent to MySQL.`);
  return sql`- ${writer.atom(child)}`.at('arithmetic');
}

/**
 * Decimals are computed exactly, with DuckDB's scales. Where the bound type is too narrow for every result DuckDB
 * raises; so does this, since MySQL's own cast would give the largest value in place of an error.
 */
function decimal(call: CallExpression, left: Expression, right: Expression, written: Sql): Sql {
  const { type } = call;
  if (left.type.id !== 'DECIMAL' || right.type.id !== 'DECIMAL' || type.id !== 'DECIMAL') {
    return refuse(
      'numeric',
      `${call.name} of ${typeNames([left, right])} is not sent to MySQL: cast both to DECIMAL.`,
    );
  }
  const product = call.name === '*';
  const scale = product ? left.type.scale + right.type.scale : Math.max(left.type.scale, right.type.scale);
  if (scale !== type.scale || scale > MOST_SCALE)
    return refuse(
      'numeric',
      `${call.name} of ${typeNames(call.args)} has another scale at MySQL: cast the sides to narrower DECIMALs.`,
    );
  const [first, second] = [wholeDigits(left, left.type), wholeDigits(right, right.type)];
  const whole = product ? first + second : Math.max(first, second) + 1;
  if (whole + scale <= type.width) return written;
  const limit = `1${'0'.repeat(type.width - scale)}`;
  return sql`CASE WHEN abs(${written}) >= ${limit} THEN 18446744073709551615 + 1 * (${written} IS NOT NULL) ELSE ${written} END`;
}

/** Digits before the point that a value may have: those of what was widened, or of the constant itself. */
function wholeDigits(expression: Expression, type: DecimalType): number {
  const constant = constantOf(expression)?.value;
  if (typeof constant === 'string') return constant.replace(/^-?0*/, '').split('.')[0]?.length ?? 0;
  if (expression.kind === 'call') return computedDigits(expression, type);
  const child =
    expression.kind === 'cast' && widens(expression.child.type, type) ? expression.child.type : type;
  if (child.id === 'DECIMAL') return child.width - child.scale;
  return INTEGER_DIGITS[child.id] ?? type.width - type.scale;
}

/** Of a sum or product, what its own operands give, where that is less than its type. */
function computedDigits({ name, args }: CallExpression, type: DecimalType): number {
  const most = type.width - type.scale;
  const [left, right] = args;
  if (left?.type.id !== 'DECIMAL' || right?.type.id !== 'DECIMAL') return most;
  const [first, second] = [wholeDigits(left, left.type), wholeDigits(right, right.type)];
  if (name === '*') return Math.min(most, first + second);
  return name === '+' || name === '-' ? Math.min(most, Math.max(first, second) + 1) : most;
}

/** `//` and `%` of integers, truncating in both engines, by a positive constant: any other divisor may be zero. */
export const wholeDivision: PrintCall = (call, writer) => {
  const [left, right] = call.args;
  const divisor = smallInteger(right, 1, 1_000_000_000);
  if (!left || !right || divisor === null || !isSignedInteger(call.type) || !sameType(left.type, call.type)) {
    return refuse(
      'may-raise',
      `${call.name} is sent to MySQL only for integers and a positive constant divisor.`,
    );
  }
  return sql`${writer.atom(left)} ${call.name === '//' ? 'DIV' : '%'} ${writer.atom(right)}`.at('arithmetic');
};

/** `/` is always of doubles in DuckDB; of doubles it is the same at MySQL, but by zero. */
export const division: PrintCall = (call, writer) => {
  const [left, right] = call.args;
  if (!left || !right || call.type.id !== 'DOUBLE')
    return refuse('numeric', 'Only doubles are divided at MySQL: cast one side to DOUBLE.');
  const divisor = constantOf(right);
  const value = typeof divisor?.value === 'string' ? Math.abs(Number(divisor.value)) : 0;
  if (!(value >= 1 && value <= 1e15)) {
    refuse(
      'may-raise',
      'A division is sent only with a constant divisor other than zero: by zero MySQL gives NULL.',
    );
  }
  if (boundedDouble(left, writer) === null) refuse('numeric', 'MySQL raises where doubles overflow.');
  return sql`${writer.atom(left)} / ${writer.atom(right)}`.at('arithmetic');
};

/** abs: the smallest BIGINT has no positive counterpart, an error in both engines; narrower ones have one there. */
export const absolute: PrintCall = (call, writer) => {
  const [child] = call.args;
  const keeps = ['BIGINT', 'DECIMAL', 'DOUBLE'].includes(call.type.id);
  if (!child || !keeps || !sameType(child.type, call.type))
    return refuse('numeric', `abs of ${typeNames(call.args)} is not sent to MySQL.`);
  return sql`abs(${writer.write(child)})`;
};

export const whole =
  (name: string): PrintCall =>
  (call, writer) => {
    const [child] = call.args;
    const decimal = child?.type.id === 'DECIMAL' && call.type.id === 'DECIMAL' && call.type.scale === 0;
    if (!child || !(decimal || (child.type.id === 'DOUBLE' && call.type.id === 'DOUBLE')))
      return refuse('numeric', `${call.name} of ${typeNames(call.args)} is not sent to MySQL.`);
    return sql`${name}(${writer.write(child)})`;
  };

/** round of a DECIMAL, half away from zero in both; doubles round otherwise there. */
export const round: PrintCall = (call, writer) => {
  const [child, digits] = call.args;
  if (child?.type.id !== 'DECIMAL' || call.type.id !== 'DECIMAL')
    return refuse('numeric', 'round of doubles differs at MySQL: of a DECIMAL it is sent.');
  const places = digits === undefined ? 0 : smallInteger(digits, 0, MOST_SCALE);
  if (places === null || call.type.scale !== Math.min(places, child.type.scale)) {
    return refuse('numeric', 'round is sent only with a constant number of digits.');
  }
  return sql`round(${writer.write(child)}, ${String(Math.min(places, child.type.scale))})`;
};
