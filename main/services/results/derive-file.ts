import { rm } from 'node:fs/promises';
import { quoteText } from '../../../engine/duckdb/quote.ts';
import { type DeriveWish, orderSql, sqlOverText, whereSql } from './derive-sql.ts';
import type { DerivedFile } from './result-job.ts';
import type { ResultReader } from './result-reader.ts';

/**
 * Writes the result sorted and filtered into a new file of the same form. Equal rows keep their order. Throws
 * `value-misfit` for a value that a column can't have.
 */
export async function deriveFile(
  reader: ResultReader,
  { wish, text }: { readonly wish: DeriveWish; readonly text: string },
  file: string,
  signal: AbortSignal,
): Promise<DerivedFile> {
  const columns = reader.columns.map(({ label: name, type, sql }) => ({ name, type, sql }));
  const db = { query: async (sql: string) => await reader.query(() => sql, signal) };
  const where = await whereSql(db, wish, columns);
  const sql = await sqlOverText(db, text, wish, columns);
  const order = orderSql(wish, columns, 'rowid');
  try {
    await reader.query(() => `ATTACH ${quoteText(file)} AS derived (STORAGE_VERSION 'latest')`, signal);
    try {
      const { rows } = await reader.query(
        (table) => `CREATE TABLE derived.main.result AS SELECT * FROM ${table}${where}${order}`,
        signal,
      );
      return { file, rows: Number(rows[0]?.[0] ?? 0), sql };
    } finally {
      await reader.query(() => 'DETACH derived');
    }
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}
