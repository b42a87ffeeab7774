import { walkExpression } from '../../../engine/plan/expression-children.ts';
import type { Expression } from '../../../engine/plan/expression.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import type { Collation } from '../../../engine/types/catalog.ts';
import { isText } from '../../../engine/types/type-class.ts';

/** What comparing must agree with: bytes for `=`, or bytes for `<` as well. */
export type Agreement = 'equality' | 'order';

/**
 * Whether texts compare as DuckDB compares bytes without saying so: all columns in them come from the source as they
 * are, with one collation that agrees. Collations of two columns that differ would be an error at PostgreSQL.
 */
export function agrees(expressions: readonly Expression[], writer: Writer, agreement: Agreement): boolean {
  const collations = expressions.flatMap((expression) => collationsIn(expression, writer));
  const [first] = collations;
  // Text that is made of no text column has the database's collation: deterministic, of any order.
  if (first === undefined) return agreement === 'equality';
  return collations.every((collation) => {
    if (!collation || collation.name !== first?.name) return false;
    return agreement === 'equality' ? collation.equalityIsBytes : collation.orderIsBytes;
  });
}

function collationsIn(expression: Expression, writer: Writer): readonly (Collation | null)[] {
  const found: (Collation | null)[] = [];
  for (const part of walkExpression(expression)) {
    if (part.kind === 'column' && isText(part.type))
      found.push(writer.item(part.index).field?.collation ?? null);
  }
  return found;
}

/** The text, compared by bytes whatever its own collation. */
export function byBytes(written: Sql): Sql {
  const last = written.parts.at(-1);
  if (typeof last === 'string' && written.level === 'atom' && last.endsWith(' COLLATE "C"')) return written;
  return sql`${written.within('atom')} COLLATE "C"`.at('arithmetic');
}

/**
 * Arguments of a function that compares text: with COLLATE "C" on one of them unless their own collation agrees. An
 * explicit collation holds for the whole call.
 */
export function comparedTexts(
  expressions: readonly Expression[],
  writer: Writer,
  agreement: Agreement = 'equality',
): readonly Sql[] {
  const written = expressions.map((expression) => writer.write(expression));
  if (agrees(expressions, writer, agreement)) return written;
  const marked = expressions.findIndex((expression) => expression.kind !== 'literal');
  return written.map((one, at) => (at === Math.max(0, marked) ? byBytes(one) : one));
}
