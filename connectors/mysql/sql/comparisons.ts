import type {
  Comparison as Operator,
  CompareExpression,
  Expression,
  InExpression,
} from '../../../engine/plan/expression.ts';
import { Comparison } from '../../../engine/spi/sql/comparison.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { joined, type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import type { DataType } from '../../../engine/types/data-type.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import { isExactNumeric, isText } from '../../../engine/types/type-class.ts';
import { bareText, byBytes, requireShort, textKey } from './bytes.ts';

/** More constants than this in one IN would make statements of many megabytes. */
const LONGEST_LIST = 10_000;

const ORDERED: ReadonlySet<string> = new Set([
  'BOOLEAN',
  'DOUBLE',
  'BLOB',
  'DATE',
  'TIMESTAMP',
  'TIMESTAMP WITH TIME ZONE',
]);

/** Types whose `=` and `<` agree with DuckDB's, text apart. */
function isOrdered(type: DataType): boolean {
  return isExactNumeric(type) || (ORDERED.has(type.id) && !('alias' in type && type.alias !== undefined));
}

function requireComparable({ type }: Expression): void {
  if (isText(type) || isOrdered(type)) return;
  refuse('type', `Comparing ${typeToSql(type)} is not known to be the same at MySQL.`);
}

const OPERATORS: Readonly<Partial<Record<Operator, string>>> = { 'is not distinct from': '<=>' };

export function mysqlCompare({ op, left, right }: CompareExpression, writer: Writer): Sql {
  requireComparable(left);
  requireComparable(right);
  if (isText(left.type)) return comparedTexts(op, left, right, writer);
  return compared(op, writer.write(left), writer.write(right));
}

function compared(op: Operator, left: Sql, right: Sql): Sql {
  if (op === 'is distinct from')
    return sql`NOT (${left.within('atom')} <=> ${right.within('atom')})`.at('logic');
  return new Comparison(left, OPERATORS[op] ?? op, right);
}

/** By bytes; an equality is put to the columns as they are as well, which an index serves and which takes no fewer rows. */
function comparedTexts(op: Operator, left: Expression, right: Expression, writer: Writer): Sql {
  const exact = compared(op, byBytes(left, writer), byBytes(right, writer));
  const bare = bareSides(left, right, writer);
  if (bare === null) return exact;
  const { collation } = bare;
  const agrees =
    op === '<' || op === '<=' || op === '>' || op === '>='
      ? collation.orderIsBytes
      : collation.equalityIsBytes;
  if (agrees) return compared(op, bare.left, bare.right);
  return op === '=' ? sql`${compared('=', bare.left, bare.right)} AND ${exact}`.at('logic') : exact;
}

/** Both sides as they stand, where the server compares them by one collation: two columns, or a column and a constant. */
function bareSides(left: Expression, right: Expression, writer: Writer) {
  const [first, second] = [bareText(left, writer), bareText(right, writer)];
  const collation = (first ?? second)?.field.collation;
  if (!collation) return null;
  if (first !== null && second !== null) {
    return second.field.collation?.name === first.field.collation?.name
      ? { left: first.sql, right: second.sql, collation }
      : null;
  }
  if (first !== null && right.kind === 'literal')
    return { left: first.sql, right: writer.write(right), collation };
  if (second !== null && left.kind === 'literal')
    return { left: writer.write(left), right: second.sql, collation };
  return null;
}

/** Both sides of an equality, so that `value IN (SELECT member …)` compares as `=` does. */
export function mysqlSetMembership(
  { left, right }: CompareExpression,
  writer: Writer,
): { value: Sql; member: Sql } {
  requireComparable(left);
  if (isText(left.type)) return { value: byBytes(left, writer), member: byBytes(right, writer) };
  return { value: writer.write(left), member: writer.write(right) };
}

export function mysqlMembership({ child, list, negated }: InExpression, writer: Writer): Sql {
  if (list.length > LONGEST_LIST) {
    refuse('capability', `A list of ${list.length} values is too long for one statement.`);
  }
  requireComparable(child);
  const among = (value: Sql, members: readonly Sql[]): Sql =>
    sql`${value.within('atom')} ${negated ? 'NOT IN' : 'IN'} (${joined(members, ', ')})`.at('comparison');
  if (!isText(child.type)) {
    return among(
      writer.write(child),
      list.map((value) => writer.write(value)),
    );
  }
  const exact = among(
    byBytes(child, writer),
    list.map((value) => byBytes(value, writer)),
  );
  const bare = bareText(child, writer);
  if (bare === null || !list.every((value) => value.kind === 'literal')) return exact;
  const indexed = among(
    bare.sql,
    list.map((value) => writer.write(value)),
  );
  if (bare.field.collation?.equalityIsBytes === true) return indexed;
  return negated ? exact : sql`${indexed} AND ${exact}`.at('logic');
}

/** A key whose equality is DuckDB's: for GROUP BY, DISTINCT and PARTITION BY. */
export function mysqlGroupKey(expression: Expression, writer: Writer): Sql {
  if (expression.kind === 'literal')
    refuse('dialect', 'A constant key would read as the position of a column.');
  requireComparable(expression);
  // Rows of 0 and -0 are one group in DuckDB, and may be two there.
  if (expression.type.id === 'DOUBLE')
    refuse('numeric', 'Groups of doubles are not sent to MySQL: cast them to DECIMAL.');
  requireShort(expression, writer);
  return isText(expression.type) ? textKey(expression, writer, 'equality') : writer.write(expression);
}

/** In a set operation texts of several collations meet, so each goes as its bytes. */
export function mysqlSetKey(expression: Expression, writer: Writer): Sql {
  const key = mysqlGroupKey(expression, writer);
  return isText(expression.type) ? byBytes(expression, writer) : key;
}

export function mysqlOrderKey(expression: Expression, writer: Writer): Sql {
  requireComparable(expression);
  requireShort(expression, writer);
  return isText(expression.type) ? textKey(expression, writer, 'order') : writer.write(expression);
}

/** A branch of CASE or COALESCE, or a column of UNION ALL. */
export function mysqlBranch(expression: Expression, writer: Writer): Sql {
  if (expression.type.id !== 'NULL') requireComparable(expression);
  return writer.write(expression);
}
