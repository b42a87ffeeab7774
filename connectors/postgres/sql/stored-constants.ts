import type { Expression } from '../../../engine/plan/expression.ts';
import { constantOf } from '../../../engine/spi/sql/constants.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { type Sql, sql, text } from '../../../engine/spi/sql/sql-text.ts';
import { isText } from '../../../engine/types/type-class.ts';
import { isPadded } from './columns.ts';
import { enumName, isEnum } from './enums.ts';

/** A column compared as it is stored: its text, the type that constants need, and which constants it can equal. */
interface Stored {
  readonly column: Sql;
  readonly type: string;
  holds(value: string): boolean;
}

/**
 * Sides of an equality between the text of one column and constants, with the column as it is stored, so that an index
 * on it serves; null where the text must be compared. An enum equals a constant as its text does where the constant is
 * one of its labels. CHAR(n) compares without the spaces that fill it up, which is the value without trailing spaces
 * against a constant that has none.
 */
export function storedConstants(expressions: readonly Expression[], writer: Writer): readonly Sql[] | null {
  const subjects = expressions.filter((expression) => constantOf(expression) === null);
  const [subject] = subjects;
  if (subject === undefined || subjects.length !== 1) return null;
  const stored = storedEnum(subject, writer) ?? storedPadded(subject, writer);
  if (stored === null) return null;
  const sides: Sql[] = [];
  for (const expression of expressions) {
    const value = constantOf(expression)?.value;
    if (expression === subject) sides.push(stored.column);
    else if (value === null) sides.push(text(`NULL::${stored.type}`));
    else if (typeof value !== 'string' || !stored.holds(value)) return null;
    else sides.push(sql`${writer.atom(expression)}::${stored.type}`);
  }
  return sides;
}

function storedEnum(subject: Expression, writer: Writer): Stored | null {
  if (subject.kind !== 'cast' || !isText(subject.type)) return null;
  const { child } = subject;
  const type = enumName(child, writer);
  if (type === null || !isEnum(child.type)) return null;
  const labels = new Set(child.type.values);
  return { column: writer.write(child), type, holds: (value) => labels.has(value) };
}

function storedPadded(subject: Expression, writer: Writer): Stored | null {
  if (subject.kind !== 'column' || !isText(subject.type)) return null;
  const { field, sql: column } = writer.item(subject.index);
  if (field === null || !isPadded(field) || field.collation?.equalityIsBytes !== true) return null;
  // Refuses what may not be computed with.
  writer.write(subject);
  return { column, type: 'bpchar', holds: (value) => !value.endsWith(' ') };
}
