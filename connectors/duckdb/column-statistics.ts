import type { LocalEngine } from '../../engine/spi/connector.ts';
import type { ColumnStatistics } from '../../engine/types/catalog.ts';
import { quoteName } from './sql-text.ts';

/** DuckDB keeps no more characters of the smallest and the largest text. */
const KEPT_CHARACTERS = 8;

/**
 * What DuckDB itself keeps of a table's columns, in their order; the planner folds `stats(…)` to a constant, so that no
 * more than one row is read. None for an empty table.
 */
export async function columnStatistics(
  local: LocalEngine,
  place: readonly string[],
  columns: readonly string[],
  signal: AbortSignal,
): Promise<readonly (ColumnStatistics | null)[]> {
  if (columns.length === 0) return [];
  const calls = columns.map((column) => `stats(${quoteName(column)})`);
  const { rows } = await local.query(
    `SELECT ${calls.join(', ')} FROM ${place.map(quoteName).join('.')} LIMIT 1`,
    signal,
  );
  return (rows[0] ?? []).map((text) => (typeof text === 'string' ? statisticsOf(text) : null));
}

/** `[Min: 1, Max: 9][Has Null: false, Has No Null: true][Approx Unique: 9]`; bounds are loose, and of text cut short. */
function statisticsOf(text: string): ColumnStatistics {
  const unique = /\[Approx Unique: (\d+)\]$/.exec(text)?.[1];
  const bounds =
    /^\[Min: (.*?), Max: (.*?)(?:, Has Unicode: \w+, Max String Length: (\d+))?\]\[Has Null/s.exec(text);
  const [, min, max, length] = bounds ?? [];
  const isWhole = length === undefined || Number(length) <= KEPT_CHARACTERS;
  const known = isWhole && min !== 'NULL' && max !== 'NULL';
  return {
    distinct: unique === undefined ? null : Number(unique),
    nullFraction: text.includes('[Has Null: false') ? 0 : null,
    averageBytes: null,
    min: known ? (min ?? null) : null,
    max: known ? (max ?? null) : null,
  };
}
