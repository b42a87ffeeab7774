import type { Expression } from '../../../engine/plan/expression.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import type { Writer } from '../../../engine/spi/sql/rules.ts';
import { type Sql, sql } from '../../../engine/spi/sql/sql-text.ts';
import type { CatalogColumn } from '../../../engine/types/catalog.ts';
import { isText } from '../../../engine/types/type-class.ts';
import { isLong, isUtf8 } from './columns.ts';

/** The source's column behind an expression that is nothing else, null otherwise. */
export function fieldOf(expression: Expression, writer: Writer): CatalogColumn | null {
  return expression.kind === 'column' ? writer.item(expression.index).field : null;
}

/** A text as the bytes of its UTF-8, which compare as DuckDB's text does; by itself it would compare without case. */
export function byBytes(expression: Expression, writer: Writer): Sql {
  const field = fieldOf(expression, writer);
  if (expression.kind === 'column') {
    const { sql: bare } = writer.item(expression.index);
    if (field === null && isBytes(bare)) return bare;
    if (field !== null && isUtf8(field)) return sql`CAST(${bare} AS BINARY)`;
  }
  return sql`CAST(${writer.write(expression)} AS BINARY)`;
}

function isBytes({ parts }: Sql): boolean {
  const [first] = parts;
  const last = parts.at(-1);
  return (
    typeof first === 'string' &&
    first.startsWith('CAST(') &&
    typeof last === 'string' &&
    last.endsWith(' AS BINARY)') &&
    !parts.slice(0, -1).some((part) => typeof part === 'string' && part.includes(' AS BINARY)'))
  );
}

/** The column as it stands, for an index to serve, where comparing it so takes no fewer rows than comparing bytes. */
export function bareText(expression: Expression, writer: Writer): { sql: Sql; field: CatalogColumn } | null {
  const field = fieldOf(expression, writer);
  if (field === null || expression.kind !== 'column' || !isUtf8(field)) return null;
  return { sql: writer.item(expression.index).sql, field };
}

/** Throws for texts and bytes of which a sort would see only the beginning (`max_sort_length`). */
export function requireShort(expression: Expression, writer: Writer): void {
  const field = fieldOf(expression, writer);
  if (field !== null && isLong(field)) {
    refuse(
      'type',
      `${field.name} is ${field.nativeType}, too long to be sorted or grouped by whole at MySQL: a VARCHAR would be.`,
    );
  }
}

/** A key whose equality, and order, is that of DuckDB's text. */
export function textKey(expression: Expression, writer: Writer, agreement: 'equality' | 'order'): Sql {
  requireShort(expression, writer);
  const bare = isText(expression.type) ? bareText(expression, writer) : null;
  const agrees =
    agreement === 'order' ? bare?.field.collation?.orderIsBytes : bare?.field.collation?.equalityIsBytes;
  return bare !== null && agrees === true ? bare.sql : byBytes(expression, writer);
}
