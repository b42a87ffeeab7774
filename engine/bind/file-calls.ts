import { AtollError } from '../errors/atoll-error.ts';
import type { BindTables, FileCall, FoundTable } from './bind-tables.ts';
import type { ExactJson } from './exact-json.ts';
import { isExactObject } from './exact-json.ts';
import type { SqlToken } from './sql-tokens.ts';
import type { CalledTableFunction } from './statement-names.ts';

/** A name in FROM that DuckDB would take for a file. */
export function looksLikeFile(parts: readonly string[]): boolean {
  const [name] = parts;
  if (name === undefined || parts.length > 1) return false;
  return /[/\\*]|\.(?:csv|tsv|parquet|json|jsonl|ndjson|txt)(?:\.(?:gz|zst))?$/i.test(name);
}

/** The call as data: constant paths and options; null where an argument is no constant. */
export function fileCallOf(call: CalledTableFunction): FileCall | null {
  const paths: string[] = [];
  const options: Record<string, string> = {};
  for (const argument of call.args) {
    const option = namedArgument(argument);
    const values = constantTexts(option?.value ?? argument);
    if (values === null) return null;
    if (option === null) paths.push(...values);
    else options[option.name] = values.join(',');
  }
  return paths.length === 0 ? null : { name: call.name.toLowerCase(), paths, options };
}

/** `header = true` and `header := true` arrive as a comparison or as an alias. */
function namedArgument(json: ExactJson): { name: string; value: ExactJson } | null {
  if (!isExactObject(json)) return null;
  const names = isExactObject(json['left']) ? json['left']['column_names'] : undefined;
  const name = Array.isArray(names) ? (names as readonly ExactJson[])[0] : undefined;
  if (json['type'] === 'COMPARE_EQUAL' && typeof name === 'string')
    return { name, value: json['right'] ?? null };
  const alias = json['alias'];
  return typeof alias === 'string' && alias !== '' ? { name: alias, value: json } : null;
}

function constantTexts(json: ExactJson): readonly string[] | null {
  if (!isExactObject(json)) return null;
  if (
    json['class'] === 'FUNCTION' &&
    json['function_name'] === 'list_value' &&
    Array.isArray(json['children'])
  ) {
    const parts = (json['children'] as readonly ExactJson[]).map(constantTexts);
    return parts.includes(null) ? null : parts.flatMap((part) => part ?? []);
  }
  if (json['class'] === 'CAST' && isExactObject(json['child'])) return booleanText(json['child']);
  const value =
    json['class'] === 'CONSTANT' && isExactObject(json['value']) ? json['value']['value'] : undefined;
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return plain ? [String(value)] : null;
}

/** DuckDB's parser writes `true` as CAST('t' AS BOOLEAN). */
function booleanText(child: ExactJson): readonly string[] | null {
  const [text] = constantTexts(child) ?? [];
  if (text === 't' || text === 'f') return [text === 't' ? 'true' : 'false'];
  return text === undefined ? null : [text];
}

/** The table of a files source behind a call; a typed refusal where there is none. */
export function resolveFile(call: FileCall | null, shown: string, tables: BindTables): FoundTable {
  const found = call === null ? null : (tables.fileFunction?.(call) ?? null);
  if (found !== null) return found;
  throw new AtollError('sql-refused', `${shown} is read from the file system, which a query may not do.`, {
    hint: 'Register the folder as a source of kind `files`; each file in it is then a table.',
  });
}

/** The end of a call that starts at a token: after the bracket that closes its arguments. */
export function endOfCall(tokens: readonly SqlToken[], start: number): number | null {
  let depth = 0;
  for (const token of tokens) {
    if (token.start < start || token.kind !== 'symbol') continue;
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (token.text === ')' && depth === 0) return token.end;
  }
  return null;
}
