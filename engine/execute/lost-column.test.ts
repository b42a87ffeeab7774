import { expect, test } from 'vitest';
import { Database } from '../duckdb/database.ts';

/** A remainder of a random query over three fragments. */
const TEXT = `SELECT min(f1.day) AS day FROM f1 ANTI JOIN f2 ON f1.k = f2.k
  WHERE (NOT CASE WHEN EXISTS (SELECT 1 FROM f3 WHERE f1.t < f3.t) THEN true
    WHEN EXISTS (SELECT 1 FROM f3 WHERE (f1.t < f3.t) IS NULL) THEN NULL ELSE false END) IS DISTINCT FROM true
  GROUP BY f1.big`;

/** What DuckDB says to the text with some of its optimisers off. */
async function answer(disabled: string): Promise<string> {
  const db = await Database.open();
  try {
    await db.run(`SET disabled_optimizers = '${disabled}'`);
    await db.run(`CREATE TABLE f1 AS SELECT 16 AS k, 'A' AS t, 1::BIGINT AS big, DATE '2020-12-15' AS day`);
    await db.run('CREATE TABLE f2 AS SELECT unnest([2, -2, -1, 3, 0, 1, -3]) AS k');
    await db.run(`CREATE TABLE f3 AS SELECT unnest(['b ', 'zz', 'A', NULL, 'Z', 'b', '9', 'a']) AS t`);
    const { rows } = await db.query(TEXT);
    return String(rows.length);
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 50) : String(error);
  } finally {
    db.close();
  }
}

test('why runners do without compressed_materialization', async () => {
  expect(await answer('join_filter_pushdown,compressed_materialization')).toBe('1');
});

// When this fails DuckDB has mended it, and `execute-plan.ts` may have the pass back.
test('DuckDB 1.5.6 with it loses a column', async () => {
  expect(await answer('join_filter_pushdown')).toContain('Failed to bind column reference');
});
