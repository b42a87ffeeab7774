import type { CallExpression, Expression } from '../../../engine/plan/expression.ts';
import { constantOf } from '../../../engine/spi/sql/constants.ts';
import { typeNames } from '../../../engine/spi/sql/type-names.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { smallInteger } from '../../../engine/spi/sql/small-integer.ts';
import { type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import type { DataType, DecimalType } from '../../../engine/types/data-type.ts';
import { sameType } from '../../../engine/types/data-type.ts';
import { boundedDouble } from '../../../engine/spi/sql/double-range.ts';
import { nativeType } from './native-types.ts';
import { INTEGER_DIGITS, widens } from '../../../engine/spi/sql/widening.ts';
import { temporalSum } from './time-calls.ts';
import type { PrintCall } from '../../../engine/spi/sql/print-call.ts';

/** `+`, `-` and `*` of exact numbers, of dates, and of doubles that can neither overflow nor underflow. */
export const sum: PrintCall = (call, writer) => {
  const [left, right] = call.args;
  if (left === undefined) return refuse('function', `${call.name} has no argument.`);
  if (right === undefined) return negative(call, left, writer);
  const temporal = temporalSum(call, left, right, writer);
  if (temporal !== null) return temporal;
  const written = sql`${writer.atom(left)} ${call.name} ${writer.atom(right)}`.at('arithmetic');
  if (isWhole(call.type) && sameType(left.type, call.type) && sameType(right.type, call.type)) return written;
  if (call.type.id === 'DECIMAL') return decimal(call, left, right, written);
  if (call.type.id === 'DOUBLE' && boundedDouble(call, writer) !== null) return written;
  return refuse(
    'numeric',
    `${call.name} of ${typeNames(call.args)} overflows or rounds otherwise at PostgreSQL; with DECIMALs it is sent.`,
  );
};

/** Integers whose arithmetic raises at the same bounds; HUGEINT is numeric there and has room to spare. */
function isWhole(type: DataType): boolean {
  return type.id === 'SMALLINT' || type.id === 'INTEGER' || type.id === 'BIGINT' || type.id === 'HUGEINT';
}

function negative(call: CallExpression, child: Expression, writer: Writer): Sql {
  const exact = isWhole(call.type) || call.type.id === 'DECIMAL' || call.type.id === 'DOUBLE';
  if (call.name !== '-' || !exact || !sameType(child.type, call.type))
    refuse('numeric', `A sign before ${typeNames([child])} is not sent to PostgreSQL.`);
  return sql`- ${writer.atom(child)}`.at('arithmetic');
}

/**
 * numeric computes exactly with DuckDB's scales. Where the bound type is too narrow for every result, DuckDB raises, and
 * so does the cast.
 */
function decimal(call: CallExpression, left: Expression, right: Expression, written: Sql): Sql {
  const { type } = call;
  if (left.type.id !== 'DECIMAL' || right.type.id !== 'DECIMAL' || type.id !== 'DECIMAL') {
    return refuse(
      'numeric',
      `${call.name} of ${typeNames([left, right])} is not sent to PostgreSQL: cast both to DECIMAL.`,
    );
  }
  const product = call.name === '*';
  const scale = product ? left.type.scale + right.type.scale : Math.max(left.type.scale, right.type.scale);
  if (scale !== type.scale)
    return refuse(
      'numeric',
      `${call.name} of ${typeNames(call.args)} has another scale at PostgreSQL: cast the sides to narrower DECIMALs.`,
    );
  const [first, second] = [wholeDigits(left, left.type), wholeDigits(right, right.type)];
  const whole = product ? first + second : Math.max(first, second) + 1;
  return whole + scale <= type.width ? written : sql`(${written})::${nativeType(type) ?? ''}`;
}

/** Digits before the point that a value may have: those of what was widened, or of the constant itself. */
function wholeDigits(expression: Expression, type: DecimalType): number {
  const constant = constantOf(expression)?.value;
  if (typeof constant === 'string') return constant.replace(/^-?0*/, '').split('.')[0]?.length ?? 0;
  const child =
    expression.kind === 'cast' && widens(expression.child.type, type) ? expression.child.type : type;
  if (child.id === 'DECIMAL') return child.width - child.scale;
  return INTEGER_DIGITS[child.id] ?? type.width - type.scale;
}

/** `//` and `%` of integers, truncating in both engines, by a positive constant: any other divisor may be zero. */
export const wholeDivision: PrintCall = (call, writer) => {
  const [left, right] = call.args;
  if (
    !left ||
    !right ||
    !isWhole(call.type) ||
    call.type.id === 'HUGEINT' ||
    !sameType(left.type, call.type)
  ) {
    return refuse(
      'numeric',
      `${call.name} of ${typeNames(call.args)} differs at PostgreSQL; of one integer type it is sent.`,
    );
  }
  const divisor = smallInteger(right, 1, 32_767);
  if (divisor === null)
    refuse(
      'may-raise',
      `${call.name} is sent only with a positive constant divisor: by zero PostgreSQL raises.`,
    );
  return sql`${writer.atom(left)} ${call.name === '//' ? '/' : '%'} ${writer.atom(right)}`.at('arithmetic');
};

/** `/` is always of doubles in DuckDB, and never raises. */
export const division: PrintCall = (call, writer) => {
  const [left, right] = call.args;
  if (!left || !right || call.type.id !== 'DOUBLE')
    return refuse('numeric', 'Only doubles are divided at PostgreSQL: cast one side to DOUBLE.');
  const divisor = constantOf(right);
  const value = typeof divisor?.value === 'string' ? Math.abs(Number(divisor.value)) : 0;
  if (!(value >= 1 && value <= 1e15)) {
    refuse(
      'may-raise',
      'A division is sent only with a constant divisor other than zero: by zero PostgreSQL raises.',
    );
  }
  if (boundedDouble(left, writer) === null)
    refuse('numeric', 'PostgreSQL raises where a quotient of doubles underflows.');
  return sql`${writer.atom(left)} / ${writer.atom(right)}`.at('arithmetic');
};

/** Functions of one exact number. */
export const ofNumber =
  (name: string): PrintCall =>
  (call, writer) => {
    const [child] = call.args;
    if (!child || call.args.length !== 1)
      return refuse('function', `${call.name} of ${typeNames(call.args)} is not sent to PostgreSQL.`);
    const keeps =
      sameType(child.type, call.type) &&
      (isWhole(call.type) || call.type.id === 'DECIMAL' || call.type.id === 'DOUBLE');
    const rounds =
      child.type.id === 'DECIMAL' && call.type.id === 'DECIMAL' && call.type.scale === 0 && name !== 'abs';
    if (!keeps && !rounds)
      return refuse('numeric', `${call.name} of ${typeNames(call.args)} differs at PostgreSQL.`);
    return sql`${name}(${writer.write(child)})`;
  };

/** round of a DECIMAL, half away from zero in both; doubles round otherwise there. */
export const round: PrintCall = (call, writer) => {
  const [child, digits] = call.args;
  if (child?.type.id !== 'DECIMAL' || call.type.id !== 'DECIMAL')
    return refuse('numeric', 'round of doubles differs at PostgreSQL: of a DECIMAL it is sent.');
  const places = digits === undefined ? 0 : smallInteger(digits, 0, 38);
  if (places === null || call.type.scale !== Math.min(places, child.type.scale)) {
    return refuse('numeric', 'round is sent only with a constant number of digits.');
  }
  return sql`round(${writer.write(child)}, ${String(Math.min(places, child.type.scale))})`;
};
