import type { SortKey } from '../../plan/expression.ts';
import type { Writer } from '../../spi/sql/rules.ts';
import { type Sql, sql } from '../../spi/sql/sql-text.ts';

/** A sort key with direction and place of NULLs. */
export function duckdbSortKey(key: SortKey, writer: Writer): Sql {
  const nulls = key.nullsFirst ? 'NULLS FIRST' : 'NULLS LAST';
  return sql`${writer.atom(key.expression)}${key.descending ? ' DESC' : ''} ${nulls}`;
}
