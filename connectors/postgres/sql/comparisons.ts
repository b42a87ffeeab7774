import { constantOf } from '../../../engine/spi/sql/constants.ts';
import type { CompareExpression, Expression, InExpression } from '../../../engine/plan/expression.ts';
import { Comparison } from '../../../engine/spi/sql/comparison.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { joined, type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import { isText } from '../../../engine/types/type-class.ts';
import { type Agreement, agrees, byBytes, comparedTexts } from './collations.ts';
import { comparedEnums, enumName, enumText, isEnum, orderedEnum } from './enums.ts';
import { isOrdered } from './native-types.ts';
import { storedConstants } from './stored-constants.ts';
import { withoutWidening } from '../../../engine/spi/sql/widening.ts';

/** More constants than this in one IN would come near to the protocol's 65,535 parameters. */
const LONGEST_LIST = 10_000;

const EQUALITIES: ReadonlySet<string> = new Set(['=', '<>', 'is distinct from', 'is not distinct from']);

export function postgresCompare(compare: CompareExpression, writer: Writer): Sql {
  const agreement = EQUALITIES.has(compare.op) ? 'equality' : 'order';
  const [left, right] = operands([compare.left, compare.right], writer, agreement);
  if (left === undefined || right === undefined) throw new Error('A comparison has two sides');
  return new Comparison(left, compare.op.toUpperCase(), right);
}

/** Both sides of an equality, so that `value IN (SELECT member …)` compares as `=` does. */
export function postgresSetMembership(
  compare: CompareExpression,
  writer: Writer,
): { value: Sql; member: Sql } {
  const [value, member] = operands([compare.left, compare.right], writer, 'equality');
  if (value === undefined || member === undefined) throw new Error('A comparison has two sides');
  return { value, member };
}

export function postgresMembership(expression: InExpression, writer: Writer): Sql {
  if (expression.list.length > LONGEST_LIST) {
    refuse('capability', `A list of ${expression.list.length} values is too long for one statement.`);
  }
  const [child, ...list] = operands([expression.child, ...expression.list], writer, 'equality');
  if (child === undefined) throw new Error('IN has a left side');
  return sql`${child.within('atom')} ${expression.negated ? 'NOT IN' : 'IN'} (${joined(list, ', ')})`.at(
    'comparison',
  );
}

/** Values of one type as sides of a comparison; casts that only widen are left out so that an index still serves. */
function operands(expressions: readonly Expression[], writer: Writer, agreement: Agreement): readonly Sql[] {
  for (const expression of expressions) requireComparable(expression, agreement);
  if (expressions.every((expression) => isEnum(expression.type)))
    return comparedEnums(expressions, writer, agreement);
  if (expressions.every((expression) => isText(expression.type))) {
    const stored = agreement === 'equality' ? storedConstants(expressions, writer) : null;
    return stored ?? comparedTexts(expressions, writer, agreement);
  }
  const constants = expressions.filter((expression) => constantOf(expression) !== null).length;
  const narrow = constants >= expressions.length - 1;
  return expressions.map((expression) => writer.write(narrow ? withoutWidening(expression) : expression));
}

function requireComparable(expression: Expression, agreement: Agreement): void {
  const { type } = expression;
  if (isText(type) || isOrdered(type) || isEnum(type)) return;
  const name = typeToSql(type);
  refuse(
    'type',
    `${agreement === 'order' ? 'The order' : 'Equality'} of ${name} is not known to be the same at PostgreSQL.`,
  );
}

/** A key whose equality is that of bytes: for GROUP BY, DISTINCT and PARTITION BY. */
export function postgresGroupKey(expression: Expression, writer: Writer): Sql {
  requireComparable(expression, 'equality');
  if (isEnum(expression.type) && enumName(expression, writer) === null) return enumText(expression, writer);
  const written = writer.write(expression);
  return isText(expression.type) && !agrees([expression], writer, 'equality') ? byBytes(written) : written;
}

/** In a set operation texts of several collations and enums of several types meet: each text says its own, enums go as text. */
export function postgresSetKey(expression: Expression, writer: Writer): Sql {
  requireComparable(expression, 'equality');
  if (isEnum(expression.type)) return enumText(expression, writer);
  const written = writer.write(expression);
  return isText(expression.type) ? byBytes(written) : written;
}

export function postgresOrderKey(expression: Expression, writer: Writer): Sql {
  requireComparable(expression, 'order');
  if (isEnum(expression.type)) return orderedEnum(expression, writer);
  const written = writer.write(expression);
  return isText(expression.type) && !agrees([expression], writer, 'order') ? byBytes(written) : written;
}

/** A branch of CASE or COALESCE, or a column of UNION ALL: of a type that PostgreSQL has but one of, or as text. */
export function postgresBranch(expression: Expression, writer: Writer): Sql {
  if (isEnum(expression.type)) return enumText(expression, writer);
  if (
    expression.type.id !== 'NULL' &&
    !isText(expression.type) &&
    !isOrdered(expression.type) &&
    expression.type.id !== 'INTERVAL'
  ) {
    refuse('type', `Values of type ${typeToSql(expression.type)} are only read, not combined.`);
  }
  return writer.write(expression);
}

/** Arguments that are compared with each other, as a list. */
export function comparedValues(expressions: readonly Expression[], writer: Writer): Sql {
  for (const expression of expressions) requireComparable(expression, 'order');
  if (expressions.every((expression) => isEnum(expression.type)))
    return joined(comparedEnums(expressions, writer, 'order'), ', ');
  const isAllText = expressions.every((expression) => isText(expression.type));
  const written = isAllText
    ? comparedTexts(expressions, writer, 'order')
    : expressions.map((expression) => writer.write(expression));
  return joined(written, ', ');
}
