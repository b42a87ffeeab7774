import type { Expression } from '../../../engine/plan/expression.ts';
import { constantOf } from '../../../engine/spi/sql/constants.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { type Sql, sql, text } from '../../../engine/spi/sql/sql-text.ts';
import type { DataType, EnumType } from '../../../engine/types/data-type.ts';
import { sameType } from '../../../engine/types/data-type.ts';
import { isDeclaredAs } from './native-types.ts';

/*
 * DuckDB's ENUM is its list of labels; PostgreSQL's enums are types with names, of which several may have the same
 * labels, and the server compares values of one type only. A column that comes from the source as it is has its type's
 * name. Every other expression of type ENUM is printed as either the server's enum or text, and compares by its text.
 */

export function isEnum(type: DataType): type is EnumType {
  return type.id === 'ENUM';
}

/** The server's name of the enum that a column is of, fit for a cast; null where it is not known. */
export function enumName(expression: Expression, writer: Writer): string | null {
  if (expression.kind !== 'column' || !isEnum(expression.type)) return null;
  const { field } = writer.item(expression.index);
  if (field === null || !field.typeEnforced || !sameType(field.type, expression.type)) return null;
  return isDeclaredAs(field.nativeType, field.type) ? field.nativeType : null;
}

/** The label as text, whatever the expression is printed as. */
export function enumText(expression: Expression, writer: Writer): Sql {
  const written = writer.write(expression);
  return constantOf(expression) === null ? sql`${written.within('atom')}::text` : written;
}

/** An enum where the server's order of it matters. */
export function orderedEnum(expression: Expression, writer: Writer): Sql {
  if (enumName(expression, writer) === null) return refuseOrder();
  return writer.write(expression);
}

/**
 * Enums of the same labels as sides of a comparison: as they are where all are of one type of the server, whose order
 * is that of the definition as in DuckDB; else by their text, which does for equality.
 */
export function comparedEnums(
  expressions: readonly Expression[],
  writer: Writer,
  agreement: 'equality' | 'order',
): readonly Sql[] {
  const native = nativeSides(expressions, writer);
  if (native !== null) return native;
  if (agreement === 'order') return refuseOrder();
  return expressions.map((expression) => enumText(expression, writer));
}

/** The sides as they are, constants in the columns' type; null unless all columns are of one type of the server. */
function nativeSides(expressions: readonly Expression[], writer: Writer): readonly Sql[] | null {
  const names = new Set(
    expressions
      .filter((expression) => constantOf(expression) === null)
      .map((expression) => enumName(expression, writer)),
  );
  const [name] = names;
  if (names.size !== 1 || name === undefined || name === null) return null;
  return expressions.map((expression) => {
    const constant = constantOf(expression);
    if (constant === null) return writer.write(expression);
    return constant.value === null ? text(`NULL::${name}`) : sql`${writer.atom(expression)}::${name}`;
  });
}

function refuseOrder(): never {
  return refuse(
    'type',
    'The order of an ENUM is known to be the same only for columns of one enum of PostgreSQL.',
  );
}
