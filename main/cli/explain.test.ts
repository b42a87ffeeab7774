import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWorkspace, outputOf, runCli } from '../../e2e/fixtures/cli.ts';
import { valid } from '../../e2e/fixtures/published.ts';

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
beforeAll(async () => {
  workspace = await makeWorkspace();
});
afterAll(() => workspace[Symbol.asyncDispose]());

const SQL =
  "SELECT t.status, count(*) AS n FROM crm.tickets AS t JOIN lake.parcels AS p USING (order_id) WHERE t.status = 'open' GROUP BY t.status";

test('explain gives the documented shape, nothing run', async () => {
  const text = outputOf(await runCli(['explain', '-w', workspace.dir, '--format', 'json', SQL]));
  const report = (await valid('explain', text)) as {
    fragments: { source: string; actual: unknown; sql: string }[];
    totals: unknown;
    local: { ms: unknown };
  };
  expect(report.fragments.map(({ source }) => source).toSorted()).toEqual(['crm', 'lake']);
  expect(report.fragments.every(({ actual, sql }) => actual === null && sql !== '')).toBe(true);
  expect(report.totals).toMatchObject({ ms: null, bytesMoved: null, rowsMoved: null });
  expect(report.local.ms).toBe(null);
});

test('explain as text fits 100 columns and says where, what and why not', async () => {
  const text = outputOf(await runCli(['explain', '-w', workspace.dir, SQL]));
  for (const part of [
    ' at crm',
    ' at lake',
    'here, in DuckDB',
    'done here, and why',
    'result',
    'operators: ',
  ])
    expect(text).toContain(part);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});

test('catalog lists tables, and one table with its columns', async () => {
  const all = await valid(
    'catalog',
    outputOf(await runCli(['catalog', '-w', workspace.dir, '--format', 'json'])),
  );
  expect(all).toMatchObject({ models: [{ name: 'late', file: 'models/late.sql' }] });
  const one = outputOf(await runCli(['catalog', '-w', workspace.dir, 'local.regions']));
  expect(one).toContain('local.regions');
  expect(one).toContain('region  VARCHAR');
  const none = await runCli(['catalog', '-w', workspace.dir, 'local.nothing', '--format', 'json']);
  expect(none.code).toBe(1);
  expect(await valid('error', none.stderr)).toMatchObject({
    error: { code: 'sql-unknown-table', source: 'local' },
  });
});

test('help is on standard output and ends with 0', async () => {
  for (const args of [
    ['--help'],
    ['query', '--help'],
    ['sources', 'add', '-h'],
    ['help', 'explain'],
    ['catalog', '--help'],
  ]) {
    const text = outputOf(await runCli(args));
    expect(text).toContain('Exit codes');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  }
});
