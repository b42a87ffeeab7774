import { Database } from '../../../engine/duckdb/database.ts';

/** A function of DuckDB, all its overloads together. */
export interface SqlFunction {
  readonly name: string;
  readonly kind: 'scalar' | 'aggregate' | 'macro' | 'table' | 'table_macro';
  /** Such as `date_trunc(part VARCHAR, timestamp TIMESTAMP) → TIMESTAMP`, one line an overload. */
  readonly signatures: readonly string[];
  readonly description: string | null;
}

/** The words of DuckDB's SQL. */
export interface Vocabulary {
  /** By name in lower case, operators left out. */
  readonly functions: ReadonlyMap<string, SqlFunction>;
  /** In upper case. */
  readonly keywords: readonly string[];
}

const SHOWN_SIGNATURES = 4;

const FUNCTIONS = `
  SELECT function_name, any_value(function_type), any_value(description),
    to_json(list(DISTINCT function_name || '(' ||
      array_to_string(list_transform(range(1, len(parameters) + 1),
        lambda i: parameters[i] || coalesce(' ' || parameter_types[i], '')), ', ') ||
      CASE WHEN varargs IS NULL THEN '' ELSE ', …' END || ')' || coalesce(' → ' || return_type, '')))
  FROM duckdb_functions()
  WHERE function_type <> 'pragma' AND regexp_full_match(function_name, '[a-z][a-z0-9_]*')
    AND NOT starts_with(function_name, 'duckdb_') AND NOT starts_with(function_name, 'pg_')
  GROUP BY function_name`;

const KEYWORDS =
  "SELECT upper(keyword_name) FROM duckdb_keywords() WHERE keyword_category <> 'unreserved' ORDER BY 1";

/** Words that a query often has though DuckDB does not reserve them. */
const COMMON = [
  'BY',
  'OVER',
  'PARTITION',
  'ROWS',
  'RANGE',
  'FILTER',
  'EXCLUDE',
  'REPLACE',
  'RECURSIVE',
  'INTERVAL',
];

/** Asks DuckDB itself, once. */
export async function readVocabulary(): Promise<Vocabulary> {
  const database = await Database.open();
  try {
    const functions = (await database.query(FUNCTIONS)).rows.map(([name, kind, description, signatures]) => ({
      name: String(name),
      kind: kind as SqlFunction['kind'],
      description: typeof description === 'string' ? description : null,
      signatures: (JSON.parse(String(signatures)) as string[]).sort().slice(0, SHOWN_SIGNATURES),
    }));
    const keywords = (await database.query(KEYWORDS)).rows.map(([word]) => String(word));
    return {
      functions: new Map(functions.map((one) => [one.name, one])),
      keywords: [...new Set([...keywords, ...COMMON])].sort(),
    };
  } finally {
    database.close();
  }
}
