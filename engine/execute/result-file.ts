import { rm } from 'node:fs/promises';
import type { Database } from '../duckdb/database.ts';
import { typeOf } from '../duckdb/type-of.ts';
import type { Column } from '../plan/column.ts';
import { sameType } from '../types/data-type.ts';
import { storedType } from '../types/stored-type.ts';
import type { ResultColumn } from './execution.ts';
import { quoteName, quoteTable, quoteText, type TableName } from '../duckdb/quote.ts';

/** The catalog under which a result file is attached: no source can have a name with a space and no dot in it. */
export const RESULT_CATALOG = 'atoll result';

/** The only table of a result file. */
export const RESULT_TABLE: TableName = { catalog: RESULT_CATALOG, schema: 'main', name: 'result' };

/**
 * Makes the file and attaches it, in the newest storage format so that every type can be kept. Without run lengths,
 * which take 0 and -0 for one value; a column that holds nothing but zeros still gets one sign for all of them.
 */
export async function createResultFile(db: Database, file: string): Promise<void> {
  await db.run("SET disabled_compression_methods = 'rle'");
  await db.run(`ATTACH ${quoteText(file)} AS ${quoteName(RESULT_CATALOG)} (STORAGE_VERSION 'latest')`);
}

/**
 * The columns that the result has, under the user's names and with their own types; and its number of rows. Where
 * nothing is `wanted`, only the run could tell the columns (statement-form PIVOT).
 */
export async function describeResult(
  db: Database,
  wanted: readonly Column[],
): Promise<{ readonly columns: readonly ResultColumn[]; readonly rows: number }> {
  const shape = await db.run(`SELECT * FROM ${quoteTable(RESULT_TABLE)} LIMIT 0`);
  const fields = shape.columnNames();
  if (wanted.length > 0 && fields.length !== wanted.length) {
    throw new Error(`The result has ${fields.length} columns, the plan ${wanted.length}.`);
  }
  const columns = fields.map((field, at) => {
    const type = typeOf(shape.columnType(at));
    const own = wanted[at];
    if (own === undefined) return { name: field, field, type };
    return { name: own.name, field, type: sameType(storedType(own.type), type) ? own.type : type };
  });
  const counted = await db.query(`SELECT count(*) FROM ${quoteTable(RESULT_TABLE)}`);
  return { columns, rows: Number(counted.rows[0]?.[0]) };
}

/** Writes everything to the file and lets go of it: no write-ahead log is left beside it. */
export async function closeResultFile(db: Database): Promise<void> {
  await db.run(`CHECKPOINT ${quoteName(RESULT_CATALOG)}`);
  await db.run(`DETACH ${quoteName(RESULT_CATALOG)}`);
}

/** Removes a result file and what DuckDB may have left beside it. */
export async function removeResultFile(file: string): Promise<void> {
  await Promise.all(
    [file, `${file}.wal`, `${file}.tmp`].map((path) => rm(path, { recursive: true, force: true })),
  );
}
