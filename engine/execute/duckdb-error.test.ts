import { expect, test } from 'vitest';
import { Database } from '../duckdb/database.ts';
import { localError } from './duckdb-error.ts';

test('an error of execution says what happened without the text that we made', async () => {
  const database = await Database.open(':memory:', { threads: 1 });
  const sql = "SELECT CAST(v AS INTEGER) FROM (VALUES ('1'), ('x')) t(v)";
  const error = await database.query(sql).catch((reason: unknown) => reason);
  database.close();
  expect(String(error)).toContain('LINE 1');
  expect(localError(error).report).toMatchObject({
    code: 'sql-execution',
    message: "Conversion Error: Could not convert string 'x' to INT32 when casting from source column v",
  });
});
