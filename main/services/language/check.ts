import { type SqlToken, tokenize } from '../../../engine/bind/sql-tokens.ts';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { CheckedText } from '../../../engine/session.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import type { Problem } from '../../contract/api/queries.ts';
import { statementsOf, type TextRange } from './statements.ts';

/** What a text's statements need, read, and have wrong. */
export interface Checked {
  readonly problems: readonly Problem[];
  readonly parameters: readonly { readonly name: string; readonly type: string | null }[];
  readonly sources: readonly string[];
}

/** Sources that can't be asked are no fault of the text. */
const NOT_OF_THE_TEXT = new Set(['source-unavailable', 'source-lost', 'source-killed', 'secret-missing']);

/** Binds each statement of a text by `check`. */
export async function checkText(
  sql: string,
  check: (statement: string) => Promise<CheckedText>,
): Promise<Checked> {
  const problems: Problem[] = [];
  const parameters = new Map<string, string | null>();
  const sources = new Set<string>();
  for (const range of statementsOf(sql)) {
    const statement = sql.slice(range.from, range.to);
    try {
      const checked = await check(statement);
      for (const { name, type } of checked.parameters)
        parameters.set(name, parameters.get(name) ?? (type === null ? null : typeToSql(type)));
      for (const source of checked.sources) sources.add(source);
    } catch (error) {
      if (!(error instanceof AtollError)) throw error;
      problems.push(problemOf(error, statement, range));
      for (const name of namedParameters(statement)) parameters.set(name, parameters.get(name) ?? null);
    }
  }
  return {
    problems,
    parameters: [...parameters].map(([name, type]) => ({ name, type })),
    sources: [...sources],
  };
}

function problemOf({ report, message }: AtollError, statement: string, range: TextRange): Problem {
  const { code, hint, file, line, column } = report;
  const place = { code, hint, severity: NOT_OF_THE_TEXT.has(code) ? 'warning' : 'error' } as const;
  if (file !== null) return { ...place, ...range, message: `In ${file}: ${message}` };
  if (line === null || column === null) return { ...place, ...range, message };
  const offset = offsetOf(statement, line, column);
  const end = Math.max(endOfName(statement, offset), offset + 1);
  return { ...place, message, from: range.from + offset, to: range.from + end };
}

/** Where the token ends that stands at an offset; of a dotted name that begins there, where its last part ends. */
function endOfName(statement: string, offset: number): number {
  const [first, ...rest] = tokenize(statement).filter(({ end }) => end > offset);
  if (first === undefined) return statement.length;
  let last = first;
  for (let at = 0; isName(last) && rest[at]?.text === '.'; at += 2) {
    const part = rest[at + 1];
    if (part === undefined || !isName(part)) break;
    last = part;
  }
  return last.end;
}

function isName({ kind }: SqlToken): boolean {
  return kind === 'word' || kind === 'quoted';
}

/** Line and column count from 1, columns in UTF-16 units. */
function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return Math.min(before + column - 1, text.length);
}

function namedParameters(statement: string): readonly string[] {
  return tokenize(statement)
    .filter(({ kind, text }) => kind === 'parameter' && text.startsWith('$'))
    .map(({ text }) => text.slice(1));
}
