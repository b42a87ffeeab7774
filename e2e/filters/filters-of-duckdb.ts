import type { DuckDBConnection } from '@duckdb/node-api';

/** A filtered column of one scan: `pg.orders.o_orderdate`. */
export type FilteredColumn = string;

interface Operator {
  readonly name: string;
  readonly children: readonly Operator[];
  readonly extra_info: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * Passes that look at the data or make what no source could be sent: of them, tables without rows would show nothing,
 * and joins would show ranges of keys.
 */
const NOT_COMPARED = 'statistics_propagation,empty_result_pullup,join_filter_pushdown,late_materialization';

/** For each scan of DuckDB's own plan the columns that filters at it or right above it read. */
export async function filtersOfDuckdb(
  connection: DuckDBConnection,
  sql: string,
  columnsOf: (table: string) => readonly string[],
): Promise<readonly FilteredColumn[]> {
  const before = await setting(connection);
  await connection.run(`SET disabled_optimizers = '${NOT_COMPARED}'`);
  try {
    const explained = await connection.runAndReadAll(`EXPLAIN (FORMAT json) ${sql}`);
    const plans = JSON.parse(String(explained.getRows()[0]?.[1])) as readonly Operator[];
    return plans.flatMap((plan) => filtersBelow(plan, [], columnsOf)).toSorted();
  } finally {
    await connection.run(`SET disabled_optimizers = '${before}'`);
  }
}

async function setting(connection: DuckDBConnection): Promise<string> {
  const answer = await connection.runAndReadAll("SELECT current_setting('disabled_optimizers')");
  return String(answer.getRows()[0]?.[0] ?? '');
}

function filtersBelow(
  { name, children, extra_info: info }: Operator,
  above: readonly string[],
  columnsOf: (table: string) => readonly string[],
): readonly FilteredColumn[] {
  const table = info['Table'];
  if (typeof table === 'string') {
    const texts = [...above, ...textsOf(info['Filters'])].map(withoutLiterals);
    const read = columnsOf(table).filter((column) => texts.some((text) => names(text, column)));
    return read.map((column) => `${shortName(table)}.${column}`);
  }
  const passed = name === 'FILTER' ? [...above, ...textsOf(info['Expression'])] : [];
  const below = name === 'FILTER' || name === 'PROJECTION' ? [...above, ...passed] : [];
  return children.flatMap((child) => filtersBelow(child, below, columnsOf));
}

/** Without those of a top-n, whose bounds are found while it runs. */
function textsOf(value: string | readonly string[] | undefined): readonly string[] {
  const texts = typeof value === 'string' ? [value] : (value ?? []);
  return texts.filter((text) => !text.includes('Dynamic Filter'));
}

function withoutLiterals(text: string): string {
  return text.replaceAll(/'(?:[^']|'')*'/g, "''");
}

function names(text: string, column: string): boolean {
  const escaped = column.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_(])`, 'u').test(text);
}

/** `pg.main.orders` as `pg.orders`. */
function shortName(table: string): string {
  return table.replaceAll('"', '').replace('.main.', '.');
}
