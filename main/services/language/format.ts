import { format } from 'sql-formatter';
import { AtollError } from '../../../engine/errors/atoll-error.ts';

/** The text with its lines and indents set right; words keep their case. Throws `sql-syntax` where it can't be read. */
export function formatSql(sql: string): string {
  try {
    return format(sql, {
      language: 'duckdb',
      tabWidth: 2,
      keywordCase: 'preserve',
      expressionWidth: 100,
      linesBetweenQueries: 1,
      paramTypes: { named: ['$'], positional: true },
    });
  } catch (error) {
    const [, line, column] = /at line (\d+) column (\d+)/.exec(String(error)) ?? [];
    throw new AtollError('sql-syntax', 'The text can not be set out: a part of it is not understood.', {
      line: line === undefined ? null : Number(line),
      column: column === undefined ? null : Number(column),
      hint: 'Mend the marked errors first. The text is as it was.',
      cause: error,
    });
  }
}
