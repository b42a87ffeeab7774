import { tokenize } from '../../../engine/bind/sql-tokens.ts';

/**
 * A statement as a subquery, without the semicolons at its end. It stands on lines of its own, so that a comment at its
 * end closes nothing: places in it are one line further down.
 */
export function subquery(sql: string): string {
  let end = sql.length;
  for (const { text, start } of tokenize(sql).toReversed()) {
    if (text !== ';') break;
    end = start;
  }
  return `(\n${sql.slice(0, end).trimEnd()}\n)`;
}
