import type { ServerVersion } from '../wire/server-version.ts';

/**
 * What every statement of ours relies on, whatever the server's own settings are. Backslashes escape (LIKE without an
 * escape character is to be had only so), and stand in no literal of ours; names stand in backticks whatever
 * ANSI_QUOTES says; NO_UNSIGNED_SUBTRACTION lets differences of unsigned columns
 * be negative, as they are in DuckDB. ONLY_FULL_GROUP_BY is off, because it does not see that a key's text is a
 * function of its bytes.
 */
const SQL_MODE = [
  'STRICT_ALL_TABLES',
  'ERROR_FOR_DIVISION_BY_ZERO',
  'ANSI_QUOTES',
  'PIPES_AS_CONCAT',
  'NO_UNSIGNED_SUBTRACTION',
  'NO_ENGINE_SUBSTITUTION',
].join(',');

/** Bytes of a TEXT that sorting and grouping look at; VARCHAR is compared whole anyway. */
const SORT_BYTES = 65_536;
/** Room for some keys of that length in one sort. */
const SORT_BUFFER = 4 * 1024 * 1024;
/** Up to here MariaDB hashes rows that it joins; by default it goes through all pairs where no index serves. */
const HASHED_JOINS = 4;
/** Bytes of rows hashed at a time; the other table is read once for each such part. */
const JOIN_BUFFER = 4 * 1024 * 1024;
/** Seconds that a server waits for a reader who takes rows slowly; by itself it gives up after 60. */
const PATIENCE = 86_400;
const NO_LIMIT = 0;

/** The statement that sets a connection up, before each use. */
export function settingsSql(version: ServerVersion, timeoutMs: number | null): string {
  return `SET NAMES utf8mb4, SESSION ${[
    `sql_mode = '${SQL_MODE}'`,
    "time_zone = '+00:00'",
    `max_sort_length = ${SORT_BYTES}`,
    `sort_buffer_size = ${SORT_BUFFER}`,
    `net_write_timeout = ${PATIENCE}`,
    'sql_auto_is_null = 0',
    'sql_select_limit = DEFAULT',
    'div_precision_increment = 4',
    ...(version.kind === 'MariaDB' ? mariadbSettings(timeoutMs) : mysqlSettings(timeoutMs)),
  ].join(', SESSION ')}`;
}

/**
 * MariaDB keeps a correlated subquery's answer by the outer column's collation: with the cache, `'AAA'` gets what was
 * found for `'aaa'`, though the subquery compares bytes (decisions/0002).
 */
function mariadbSettings(timeoutMs: number | null): readonly string[] {
  return [
    `max_statement_time = ${(timeoutMs ?? NO_LIMIT) / 1000}`,
    "optimizer_switch = 'subquery_cache=off'",
    // 6,000 rows left joined with 30,000 took 29 s without, 0.1 s with it.
    `join_cache_level = ${HASHED_JOINS}`,
    `join_buffer_size = ${JOIN_BUFFER}`,
    // A long IN list stays one: as the subquery that the server makes of it by itself it takes up to twice as long.
    'in_predicate_conversion_threshold = 0',
  ];
}

function mysqlSettings(timeoutMs: number | null): readonly string[] {
  return [
    `max_execution_time = ${Math.ceil(timeoutMs ?? NO_LIMIT)}`,
    // Beyond its usual 8 MB, some 35,000 values, a list would be looked up in no index.
    'range_optimizer_max_mem_size = 0',
  ];
}
