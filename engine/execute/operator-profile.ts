import type { DuckDBConnection } from '@duckdb/node-api';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { EngineOperator } from '../types/explain.ts';
import { quoteText } from '../duckdb/quote.ts';

/** DuckDB's figures for one statement. */
export interface StatementProfile {
  readonly operators: readonly EngineOperator[];
  /** Bytes read from files; null where DuckDB did not say. */
  readonly bytesRead: number | null;
}

interface RawOperator {
  readonly operator_name?: string;
  readonly operator_timing?: number;
  readonly operator_cardinality?: number;
  readonly children?: readonly RawOperator[];
}

interface RawProfile extends RawOperator {
  readonly total_bytes_read?: number;
}

const METRICS = ['OPERATOR_NAME', 'OPERATOR_TIMING', 'OPERATOR_CARDINALITY', 'TOTAL_BYTES_READ'];

/**
 * Runs one statement with DuckDB's profiler on, which costs nothing measurable. The profile passes through a file,
 * the only way that the binding offers; `folder` exists and DuckDB may write there.
 */
export async function profiled<T>(
  connection: DuckDBConnection,
  folder: string,
  label: string,
  statement: () => Promise<T>,
): Promise<{ readonly result: T; readonly profile: StatementProfile }> {
  const file = path.join(folder, `${label}.profile.json`);
  const wanted = JSON.stringify(Object.fromEntries(METRICS.map((metric) => [metric, 'true'])));
  await connection.run(`SET custom_profiling_settings = ${quoteText(wanted)}`);
  // In this order: the output's name is checked against the format, and without one the profile goes to stdout.
  await connection.run(`SET enable_profiling = 'json'; SET profiling_output = ${quoteText(file)}`);
  try {
    const result = await statement();
    await connection.run('PRAGMA disable_profiling');
    return { result, profile: await readProfile(file) };
  } finally {
    await rm(file, { force: true });
  }
}

/** DuckDB writes no file for a statement that its statistics alone answer: then there is nothing to tell. */
async function readProfile(file: string): Promise<StatementProfile> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? { operators: [], bytesRead: null } : parseProfile(text);
}

/** The profiler's tree as a list, root first; operators without a name (the query itself) are left out. */
export function parseProfile(text: string): StatementProfile {
  const root = JSON.parse(text) as RawProfile;
  const operators: EngineOperator[] = [];
  const visit = (node: RawOperator, depth: number): void => {
    const named = node.operator_name !== undefined;
    if (named) {
      operators.push({
        name: node.operator_name,
        depth,
        rows: node.operator_cardinality ?? 0,
        ms: (node.operator_timing ?? 0) * 1000,
      });
    }
    for (const child of node.children ?? []) visit(child, named ? depth + 1 : depth);
  };
  visit(root, 0);
  return { operators, bytesRead: root.total_bytes_read ?? null };
}
