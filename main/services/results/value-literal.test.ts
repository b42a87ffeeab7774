import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../../engine/duckdb/database.ts';
import { valueLiteral } from './value-literal.ts';

let db: Database;
beforeAll(async () => {
  db = await Database.open(':memory:', { threads: 1 });
});
afterAll(() => db.close());

test('the base64 that a grid shows stands for the bytes', async () => {
  const literal = await valueLiteral(db, ' AGFi ', { name: 'r', type: { id: 'BLOB' } });
  const { rows } = await db.query(`SELECT ${literal} = '\\x00ab'::BLOB`);
  expect(rows).toEqual([[true]]);
});

test.each(['no base64', 'AGF'])('%s is no value of a column of bytes', async (value) => {
  await expect(valueLiteral(db, value, { name: 'r', type: { id: 'BLOB' } })).rejects.toMatchObject({
    report: { code: 'value-misfit', hint: 'Write its bytes as base64, as the grid shows them.' },
  });
});
