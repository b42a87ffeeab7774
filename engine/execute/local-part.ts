import type { Database } from '../duckdb/database.ts';
import { typeOf } from '../duckdb/type-of.ts';
import type { PlacedPlan } from '../plan/fragment.ts';
import { type Field, sameType, typeToSql } from '../types/data-type.ts';
import type { EngineOperator } from '../types/explain.ts';
import type { ProgressEvent } from '../types/progress.ts';
import { storedType } from '../types/stored-type.ts';
import { localError } from './duckdb-error.ts';
import { interruptible } from '../duckdb/interruptible.ts';
import { literalValue } from './literal-value.ts';
import { profiled } from './operator-profile.ts';
import { quoteName, quoteTable } from '../duckdb/quote.ts';
import { RESULT_TABLE } from './result-file.ts';
import { uniqueNames } from '../duckdb/unique-names.ts';

const PROGRESS_MS = 200;

/** Where the local part runs. */
export interface LocalPart {
  readonly db: Database;
  readonly plan: PlacedPlan;
  /** What to run: the plan's own local SQL, or what a stream has left of it. */
  readonly sql: string;
  readonly signal: AbortSignal;
  /** A folder that exists and that DuckDB may write to. */
  readonly folder: string;
  readonly onProgress: (event: ProgressEvent) => void;
}

/**
 * True where the remainder is nothing but the one fragment as it came, so that staging can write the result itself.
 */
export function isFragmentItself(plan: PlacedPlan): boolean {
  const [fragment] = plan.fragments;
  if (plan.remainder?.kind !== 'fragment-scan' || plan.fragments.length !== 1 || fragment === undefined)
    return false;
  const same = plan.columns.every(({ type }, at) => {
    const brought = fragment.columns[at];
    return brought !== undefined && sameType(brought.type, type);
  });
  return same && fragment.columns.length === plan.columns.length;
}

/** Runs the local SQL to its end into the result table; order and types are kept. Rejects with an AtollError. */
export async function runLocalPart(
  part: LocalPart,
): Promise<{ ms: number; operators: readonly EngineOperator[] }> {
  const { db, plan, signal, folder } = part;
  const begun = performance.now();
  part.onProgress({ kind: 'local-started' });
  const { connection } = db;
  const timer = setInterval(() => tellProgress(part), PROGRESS_MS);
  try {
    const values: Parameters<typeof connection.run>[1] & object = {};
    const types: Record<string, Awaited<ReturnType<typeof literalValue>>['type']> = {};
    for (const [name, literal] of Object.entries(plan.parameters ?? {})) {
      const bound = await literalValue(connection, literal);
      values[name] = bound.value;
      types[name] = bound.type;
    }
    await connection.run('SET enable_progress_bar = true; SET enable_progress_bar_print = false');
    const statement = `CREATE TABLE ${quoteTable(RESULT_TABLE)} AS\n${await storable(part)}`;
    const { profile } = await profiled(connection, folder, 'local', () =>
      interruptible(connection, signal, () => connection.run(statement, values, types)),
    );
    return { ms: performance.now() - begun, operators: profile.operators };
  } catch (error) {
    throw localError(error);
  } finally {
    clearInterval(timer);
  }
}

/** The local SQL, or where a table can't keep its columns as they are, a reading of it with casts to what it can. */
async function storable({ db, plan, sql }: LocalPart): Promise<string> {
  const columns = plan.columns.length > 0 ? plan.columns : await columnsOf(db, sql);
  const stored = columns.map(({ type }) => typeToSql(storedType(type)));
  if (columns.every(({ type }, at) => typeToSql(type) === stored[at])) return sql;
  const names = uniqueNames(columns.map(({ name }) => name)).map(quoteName);
  const keys = names.map((_, at) => `c${at}`);
  // A view and not a subquery: the text may end with a semicolon or a comment.
  await db.run(`CREATE TEMP VIEW "atoll answer" (${keys.join(', ')}) AS\n${sql}`);
  const casts = keys.map((key, at) => `CAST(${key} AS ${stored[at] ?? ''}) AS ${names[at] ?? key}`);
  return `SELECT ${casts.join(', ')} FROM temp."atoll answer"`;
}

/** The columns of a text that could not be bound without its tables; none where only its rows tell them. */
async function columnsOf(db: Database, sql: string): Promise<readonly Field[]> {
  const prepared = await db.connection.prepare(sql).catch(() => null);
  if (prepared === null) return [];
  try {
    return Array.from({ length: prepared.columnCount }, (_, at) => ({
      name: prepared.columnName(at),
      type: typeOf(prepared.columnType(at)),
    }));
  } finally {
    prepared.destroySync();
  }
}

function tellProgress({ db, onProgress }: LocalPart): void {
  const { percentage } = db.connection.progress;
  if (percentage >= 0) onProgress({ kind: 'local-progress', fraction: Math.min(1, percentage / 100) });
}
