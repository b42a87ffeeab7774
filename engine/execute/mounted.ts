import { stat } from 'node:fs/promises';
import type { Database } from '../duckdb/database.ts';
import { typeOf } from '../duckdb/type-of.ts';
import { AtollError } from '../errors/atoll-error.ts';
import type { Fragment } from '../plan/fragment.ts';
import type { Mount } from '../spi/connector.ts';
import { sameType, typeToSql } from '../types/data-type.ts';
import type { FragmentMeasurement } from '../types/explain.ts';
import { isBindError, resourceError } from './duckdb-error.ts';
import { interruptible } from '../duckdb/interruptible.ts';
import { literalValue } from './literal-value.ts';
import type { OpenSource } from './open-source.ts';
import { profiled } from './operator-profile.ts';
import { quoteName, quoteTable, quoteText, type TableName } from '../duckdb/quote.ts';
import { timeExceeded } from './source-meter.ts';

/** A source that DuckDB reads in place. */
export interface Mounted {
  readonly source: string;
  readonly mount: Mount;
}

/**
 * Mounts the sources that DuckDB reads in place, then shuts every other path of the machine to this instance for
 * good: DuckDB does not allow external access to be opened again while it runs. Rejects with `source-unavailable`
 * where one cannot be mounted.
 */
export async function mountAndLock(db: Database, mounted: readonly Mounted[]): Promise<void> {
  for (const { source, mount } of mounted) {
    try {
      for (const statement of mount.setup) await db.run(statement);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      throw new AtollError('source-unavailable', `${source} could not be opened: ${words}`, {
        source,
        step: 'file',
        cause: error,
      });
    }
  }
  const files: string[] = [];
  const folders: string[] = [];
  for (const path of mounted.flatMap(({ mount }) => mount.paths)) {
    const found = await stat(path).catch(() => null);
    (found?.isDirectory() === true ? folders : files).push(path);
  }
  await db.run(`SET allowed_paths = [${files.map(quoteText).join(', ')}]`);
  await db.run(`SET allowed_directories = [${folders.map(quoteText).join(', ')}]`);
  await db.run('SET enable_external_access = false');
}

/** Runs the fragment of a mounted source: DuckDB SQL that fills `table`. Rejects with an AtollError or DuckDB's error. */
export async function runMounted(
  db: Database,
  fragment: Fragment,
  source: OpenSource,
  table: TableName,
  folder: string,
  enough?: AbortSignal,
): Promise<FragmentMeasurement> {
  const begun = performance.now();
  const { timeoutMs } = source.limits;
  const late = new AbortController();
  const timer =
    timeoutMs === null
      ? undefined
      : setTimeout(() => late.abort(timeExceeded(source.name, timeoutMs)), timeoutMs);
  const signal = AbortSignal.any([source.signal, late.signal, ...(enough === undefined ? [] : [enough])]);
  const connection = await db.connect();
  try {
    await checkShape(connection, fragment);
    const columns = fragment.columns.map(({ name, type }) => `${quoteName(name)} ${typeToSql(type)}`);
    await connection.run(`CREATE TABLE ${quoteTable(table)} (${columns.join(', ')})`);
    const bound = await Promise.all(fragment.params.map((literal) => literalValue(connection, literal)));
    const values = bound.map(({ value }) => value);
    const types = bound.map(({ type }) => type);
    const insert = `INSERT INTO ${quoteTable(table)} ${fragment.sql}`;
    const { result, profile } = await profiled(connection, folder, fragment.id, () =>
      interruptible(connection, signal, () => connection.run(insert, values, types)),
    );
    const rows = result.rowsChanged;
    const bytes = profile.bytesRead ?? 0;
    source.meter.add(rows, bytes);
    return { rows, bytes, connectMs: null, firstRowMs: null, ms: performance.now() - begun, retries: 0 };
  } catch (error) {
    throw mountedError(error, fragment);
  } finally {
    clearTimeout(timer);
    connection.disconnectSync();
  }
}

/** Compares what the text would give now with what the plan relied on; parameters leave types open, so not with them. */
async function checkShape(
  connection: Awaited<ReturnType<Database['connect']>>,
  fragment: Fragment,
): Promise<void> {
  const statement = await connection.prepare(fragment.sql);
  try {
    if (fragment.params.length > 0) return;
    const types = Array.from({ length: statement.columnCount }, (_, at) => typeOf(statement.columnType(at)));
    const at = fragment.columns.findIndex(({ type }, index) => {
      const now = types[index];
      return now === undefined || !sameType(now, type);
    });
    if (at < 0 && types.length === fragment.columns.length) return;
    const column = fragment.columns[at];
    const now = types[at];
    const was =
      column === undefined
        ? `${fragment.columns.length} columns`
        : `${column.name} as ${typeToSql(column.type)}`;
    const is = now === undefined ? `${types.length} columns` : typeToSql(now);
    throw new AtollError(
      'source-drift',
      `${fragment.source} has changed since the query was planned: it had ${was}, now ${is}.`,
    );
  } finally {
    statement.destroySync();
  }
}

function mountedError(error: unknown, { source }: Fragment): AtollError {
  if (error instanceof AtollError) return error.report.code === 'cancelled' ? error : error.with({ source });
  const words = error instanceof Error ? error.message : String(error);
  const details = { source, cause: error };
  if (isBindError(error)) {
    return new AtollError(
      'source-drift',
      `${source} has changed since the query was planned: ${words}`,
      details,
    );
  }
  return (
    resourceError(error) ?? new AtollError('source-query', `${source} could not be read: ${words}`, details)
  );
}
