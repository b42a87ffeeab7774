import { copyFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeWorkspace } from '../../e2e/fixtures/cli.ts';
import { ResultReader } from '../services/results/result-reader.ts';
import { compareAnswers } from '../services/queries/compare-answers.ts';
import type { QueryAnswer } from '../services/queries/query-service.ts';
import { type Host, openHost } from './open-host.ts';

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let host: Host;
beforeEach(async () => {
  workspace = await makeWorkspace();
  host = await openHost(workspace.dir, { onNotice: () => undefined, warm: 1 });
});
afterEach(async () => {
  await host.close();
  await workspace[Symbol.asyncDispose]();
});

const run = (sql: string, mode: 'full' | 'none' = 'full'): Promise<QueryAnswer> =>
  host.queries.run(sql, { mode, parameters: new Map(), signal: new AbortController().signal });

async function rowsOf({ result }: QueryAnswer): Promise<readonly (readonly unknown[])[]> {
  await using reader = await ResultReader.open(result);
  const rows: (readonly unknown[])[] = [];
  for await (const page of reader.pages()) rows.push(...page);
  return rows;
}

test('a table that changed since its catalog was read is planned anew, once', async () => {
  expect(await rowsOf(await run('SELECT * FROM crm.tickets WHERE id = 1'))).toEqual([[1n, 'open', 10n, 1.5]]);
  const db = new DatabaseSync(path.join(workspace.dir, 'data/crm.db'));
  db.exec("ALTER TABLE tickets DROP COLUMN status; ALTER TABLE tickets ADD COLUMN mood TEXT DEFAULT 'calm'");
  db.close();
  expect(await rowsOf(await run('SELECT * FROM crm.tickets WHERE id = 1'))).toEqual([[1n, 10n, 1.5, 'calm']]);
  await expect(run('SELECT status FROM crm.tickets')).rejects.toMatchObject({
    report: { code: 'sql-unknown-column' },
  });
});

test('answers compare as multisets, floats closely, order by the sort keys alone', async () => {
  const numbers =
    'SELECT digit, sum(n) * 0.1 AS s, avg(n) AS a FROM local.numbers GROUP BY digit ORDER BY digit DESC';
  const equal = await compareAnswers(await run(numbers), await run(numbers, 'none'), 'full');
  expect(equal).toMatchObject({
    equal: true,
    compared: 'rows',
    ordered: true,
    rows: { pushed: 10, unpushed: 10 },
  });

  const one = await run('SELECT n, n / 3 AS third FROM local.numbers WHERE n < 5');
  const other = await run(
    'SELECT n, n / 3 * CASE n WHEN 4 THEN 1.000001 ELSE 1.000000000001 END AS third FROM local.numbers WHERE n < 5',
  );
  const different = await compareAnswers(one, other, 'full');
  expect(different.equal).toBe(false);
  expect(different.differences.onlyPushed).toEqual([{ n: '4', third: '1.3333333333333333' }]);
  expect(different.differences.onlyUnpushed.map(({ n }) => n)).toEqual(['4']);

  const up = await run('SELECT n FROM local.numbers WHERE n < 5 ORDER BY n');
  const down = await run('SELECT n FROM local.numbers WHERE n < 5 ORDER BY n DESC');
  expect(await compareAnswers(up, down, 'full')).toMatchObject({
    equal: false,
    differences: { onlyPushed: [], onlyUnpushed: [], firstOutOfOrder: 1 },
  });

  const twice = await run('SELECT 1 AS x FROM range(2)');
  const once = await run('SELECT 1 AS x');
  expect((await compareAnswers(twice, once, 'full')).equal).toBe(false);
});

test('of a query that may answer otherwise only the number of rows counts, or nothing', async () => {
  const some = 'SELECT n FROM local.numbers LIMIT 3';
  expect(await compareAnswers(await run(some), await run(some, 'none'), 'full')).toMatchObject({
    equal: true,
    compared: 'count',
  });
  const random = 'SELECT random() AS r';
  expect(await compareAnswers(await run(random), await run(random, 'none'), 'full')).toMatchObject({
    equal: true,
    compared: 'nothing',
  });
});

test('files that a query names are tables; what they can not be is told', async () => {
  await copyFile(
    path.join(workspace.dir, 'data/lake/prices.csv'),
    path.join(workspace.dir, 'data/other.csv'),
  );
  expect(await rowsOf(await run("SELECT count(*) FROM read_csv('data/other.csv', header = false)"))).toEqual([
    [3n],
  ]);
  await expect(run("SELECT * FROM read_csv('data/none.csv')")).rejects.toMatchObject({
    report: { code: 'source-unavailable', step: 'file' },
  });
  await expect(run("SELECT * FROM read_csv('https://example.com/a.csv')")).rejects.toMatchObject({
    report: { code: 'sql-refused' },
  });
});

test('closing leaves no runner folder', async () => {
  await run('SELECT 1 AS x');
  await host.close();
  expect(await readdir(path.join(workspace.dir, '.atoll/run'))).toEqual([]);
});
