import type { CompareExpression, Expression, InExpression } from '../../../engine/plan/expression.ts';
import { walkExpression } from '../../../engine/plan/expression-children.ts';
import { Comparison } from '../../../engine/spi/sql/comparison.ts';
import { constantOf } from '../../../engine/spi/sql/constants.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { joined, type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import type { DataType } from '../../../engine/types/data-type.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import type { ReasonCode } from '../../../engine/types/explain.ts';
import { isInteger, isText } from '../../../engine/types/type-class.ts';

/** SQLite's limit of placeholders is 32,766. */
const LONGEST_LIST = 10_000;

const EQUALITIES: ReadonlySet<string> = new Set(['=', '<>', 'is distinct from', 'is not distinct from']);

type Agreement = 'equality' | 'order';

/** Whether stored values of a type compare as DuckDB's do: dates as ISO text, booleans as 0 and 1. */
function isComparable(type: DataType): boolean {
  return isInteger(type) || isText(type) || ['BOOLEAN', 'DOUBLE', 'BLOB', 'DATE'].includes(type.id);
}

function reasonOf(type: DataType): ReasonCode {
  if (type.id === 'DECIMAL') return 'numeric';
  return type.id.startsWith('TIME') ? 'time' : 'type';
}

/** A value that compares by bytes, where it is text, whatever the column's own collation. */
export function comparable(expression: Expression, writer: Writer, agreement: Agreement): Sql {
  const { type } = expression;
  if (!isComparable(type))
    refuse(
      reasonOf(type),
      `SQLite has no ${typeToSql(type)} of its own, so it is compared here; integers, texts and DATE are compared there.`,
    );
  const written = writer.write(expression);
  if (!isText(type)) return written;
  if (agreement === 'order') requireByteOrder(expression, writer);
  return expression.kind === 'literal'
    ? written
    : sql`${written.within('atom')} COLLATE BINARY`.at('arithmetic');
}

/** BINARY sorts by the bytes of the file's encoding, which are DuckDB's only where the catalog says so. */
function requireByteOrder(expression: Expression, writer: Writer): void {
  for (const part of walkExpression(expression)) {
    if (part.kind !== 'column' || !isText(part.type)) continue;
    const { column, field } = writer.item(part.index);
    const collation = field?.collation ?? column.collation;
    if (collation?.orderIsBytes === false) {
      refuse(
        'collation',
        `${column.name} is not known to sort by bytes at SQLite: declare it COLLATE BINARY, in a file in UTF-8.`,
      );
    }
  }
}

export function sqliteCompare(compare: CompareExpression, writer: Writer): Sql {
  const agreement = EQUALITIES.has(compare.op) ? 'equality' : 'order';
  const day = asDays(compare);
  if (day !== null) return sqliteCompare(day, writer);
  return new Comparison(
    comparable(compare.left, writer, agreement),
    compare.op.toUpperCase(),
    comparable(compare.right, writer, agreement),
  );
}

/** A date compared as a timestamp with a constant midnight is compared as a date. */
function asDays(compare: CompareExpression): CompareExpression | null {
  const [left, right] = [asDay(compare.left), asDay(compare.right)];
  return left !== null && right !== null ? { ...compare, left, right } : null;
}

function asDay(expression: Expression): Expression | null {
  if (expression.type.id !== 'TIMESTAMP') return null;
  const constant = constantOf(expression)?.value;
  if (typeof constant === 'string' && constant.endsWith(' 00:00:00')) {
    return { kind: 'literal', type: { id: 'DATE' }, value: constant.slice(0, 10) };
  }
  const widened = expression.kind === 'cast' && !expression.try && expression.child.type.id === 'DATE';
  return widened ? expression.child : null;
}

export function sqliteMembership(expression: InExpression, writer: Writer): Sql {
  if (expression.list.length > LONGEST_LIST) {
    refuse('capability', `A list of ${expression.list.length} values is too long for one statement.`);
  }
  const child = comparable(expression.child, writer, 'equality');
  const list = expression.list.map((part) => comparable(part, writer, 'equality'));
  return sql`${child.within('atom')} ${expression.negated ? 'NOT IN' : 'IN'} (${joined(list, ', ')})`.at(
    'comparison',
  );
}

export function sqliteSetMembership(compare: CompareExpression, writer: Writer): { value: Sql; member: Sql } {
  return {
    value: comparable(compare.left, writer, 'equality'),
    member: comparable(compare.right, writer, 'equality'),
  };
}
