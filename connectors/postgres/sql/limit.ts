import type { Expression } from '../../../engine/plan/expression.ts';
import { constantOf } from '../../../engine/spi/sql/constants.ts';
import { refuse } from '../../../engine/spi/sql/refused.ts';
import { type Sql, text } from '../../../engine/spi/sql/sql-text.ts';

/** LIMIT and OFFSET by constant counts. */
export function postgresLimit(limit: Expression | null, offset: Expression | null, percent: boolean): Sql {
  if (percent) refuse('dialect', 'PostgreSQL has no LIMIT by a share of the rows.');
  const parts = [];
  if (limit !== null) parts.push(`LIMIT ${digitsOf(limit)}`);
  if (offset !== null) parts.push(`OFFSET ${digitsOf(offset)}`);
  return text(parts.join(' '));
}

function digitsOf(count: Expression): string {
  const value = constantOf(count)?.value;
  if (typeof value === 'string' && /^\d{1,18}$/.test(value)) return value;
  return refuse('function', 'LIMIT is sent only with constant counts.');
}
