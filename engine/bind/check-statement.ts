import { AtollError } from '../errors/atoll-error.ts';
import type { SourceText } from './bind-error.ts';
import { bindError, errorAt, fromFields } from './bind-error.ts';
import type { ExactJson, ExactObject } from './exact-json.ts';
import { isExactObject } from './exact-json.ts';
import { isRefusedFunction } from './refused-functions.ts';
import type { ResolvedNames } from './resolve-tables.ts';
import type { SqlToken } from './sql-tokens.ts';
import type { StatementNames } from './statement-names.ts';
import { isFileFunction, isPureTableFunction } from './table-functions.ts';
import type { TextEdit } from './text-edit.ts';
import { utf16Offsets } from './text-edit.ts';

const EMPTY = 'The text is empty or a comment: write a query, such as SELECT 1.';

/** What a text is: one query, or a statement-form PIVOT, whose columns only its data tells. */
export type Statement = { readonly kind: 'query'; readonly tree: ExactJson } | { readonly kind: 'pivot' };

/** Takes `json_serialize_sql`'s answer apart; refuses what is no single query. */
export function readStatement(answer: ExactJson, source: SourceText, tokens: readonly SqlToken[]): Statement {
  if (!isExactObject(answer)) throw new Error('DuckDB gave no object for a text');
  if (answer['error'] === true) return notSerialised(answer, source, tokens);
  const statements = answer['statements'];
  const list = Array.isArray(statements) ? (statements as readonly ExactJson[]) : [];
  const [tree] = list;
  if (tree === undefined) throw errorAt('sql-syntax', 'There is no statement to run.', source, null, EMPTY);
  if (list.length > 1) {
    const hint = 'Run them one after the other.';
    throw errorAt(
      'sql-refused',
      `The text holds ${list.length} statements; Atoll runs one at a time.`,
      source,
      null,
      hint,
    );
  }
  return { kind: 'query', tree };
}

function notSerialised(answer: ExactObject, source: SourceText, tokens: readonly SqlToken[]): Statement {
  const error = fromFields(answer);
  const isPivotOfData = error?.message.startsWith('PIVOT statements with pivot elements extracted') === true;
  if (isPivotOfData && isPivot(tokens)) return { kind: 'pivot' };
  if (error?.message.startsWith('Only SELECT statements')) {
    if (isPivot(tokens)) return { kind: 'pivot' };
    const word = tokens[0]?.text.toUpperCase() ?? '';
    const hint =
      'Write a SELECT; sources and settings are changed elsewhere in Atoll, and data is never changed.';
    throw errorAt(
      'sql-refused',
      `${word} is not run: Atoll only runs queries.`,
      source,
      tokens[0]?.start ?? null,
      hint,
    );
  }
  if (error?.message.startsWith('Mixing named and positional')) {
    throw new AtollError('sql-parameter', 'The query mixes $name and ? parameters; use one form.');
  }
  if (error === null) throw new Error('DuckDB refused a text without saying why');
  throw bindError(error, source, utf16Offsets(source.sql));
}

const QUERY_WORDS: ReadonlySet<string> = new Set(['pivot', 'pivot_wider', 'with', 'select', 'from']);

function isPivot(tokens: readonly SqlToken[]): boolean {
  const words = tokens.filter((token) => token.kind !== 'symbol').map((token) => token.text.toLowerCase());
  return QUERY_WORDS.has(words[0] ?? '') && words.some((word) => word === 'pivot' || word === 'pivot_wider');
}

const DESCRIBING: ReadonlySet<string> = new Set(['describe', 'desc', 'show', 'summarize']);

/** A DESCRIBE or SUMMARIZE that is the whole text goes into a FROM, where a query may stand. */
export function describingEdits(tokens: readonly SqlToken[]): readonly TextEdit[] {
  const [first] = tokens;
  const last = tokens.findLast((token) => token.text !== ';');
  if (first === undefined || last === undefined || !DESCRIBING.has(first.text.toLowerCase())) return [];
  return [
    { start: first.start, end: first.start, replacement: 'FROM (' },
    { start: last.end, end: last.end, replacement: ')' },
  ];
}

/** Refuses functions that would reach past the tables that the subject may name. */
export function refuseFunctions(names: StatementNames, source: SourceText): void {
  const offsetOf = utf16Offsets(source.sql);
  const at = (location: number | null): number | null => (location === null ? null : offsetOf(location));
  if (names.shows) {
    const hint = 'The catalog panel and `atoll catalog` show tables and their columns.';
    throw errorAt('sql-refused', 'SHOW, and DESCRIBE without a table, are not run.', source, null, hint);
  }
  for (const { name, location } of names.tableFunctions) {
    if (!isPureTableFunction(name) && !isFileFunction(name)) throw refusal(name, source, at(location));
  }
  for (const { name, location } of names.functions) {
    if (isRefusedFunction(name)) throw refusal(name, source, at(location));
  }
}

/** The same by tokens alone, for texts that have no syntax tree. */
export function refuseCalledWords(tokens: readonly SqlToken[], source: SourceText): void {
  tokens.forEach((token, index) => {
    const name = token.kind === 'quoted' ? token.text.slice(1, -1).replaceAll('""', '"') : token.text;
    const called = (token.kind === 'word' || token.kind === 'quoted') && tokens[index + 1]?.text === '(';
    if (called && (isRefusedFunction(name) || isFileFunction(name))) throw refusal(name, source, token.start);
  });
}

/** `rowid` would be the address of a row in a stub, unless a table has a column of that name. */
export function refuseRowAddress(names: StatementNames, resolved: ResolvedNames, source: SourceText): void {
  const address = names.columns.find(({ name }) => name.toLowerCase() === 'rowid');
  if (address === undefined) return;
  const held = [...resolved.targets.values()].some((target) =>
    target.names.some((name) => name.toLowerCase() === 'rowid'),
  );
  if (held) return;
  const offset = address.location === null ? null : utf16Offsets(source.sql)(address.location);
  throw errorAt(
    'sql-refused',
    'rowid is not available: sources do not number their rows.',
    source,
    offset,
    'Use a key of the table.',
  );
}

function refusal(name: string, source: SourceText, offset: number | null): AtollError {
  const hint =
    'Functions that reach the catalog, files, settings or other statements are not available in queries.';
  return errorAt('sql-refused', `The function ${name} is not allowed.`, source, offset, hint);
}
