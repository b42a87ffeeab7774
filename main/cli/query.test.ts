import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWorkspace, outputOf, runCli, startCli } from '../../e2e/fixtures/cli.ts';
import { valid } from '../../e2e/fixtures/published.ts';
import { Database } from '../../engine/duckdb/database.ts';

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let dir: string;
beforeAll(async () => {
  workspace = await makeWorkspace();
  dir = workspace.dir;
});
afterAll(() => workspace[Symbol.asyncDispose]());

const JOIN = `
  SELECT t.id, t.status, p.days, r.region
  FROM crm.tickets AS t JOIN lake.parcels AS p USING (order_id) JOIN local.regions AS r ON r.code = 'DE'
  ORDER BY t.id`;

describe('query', () => {
  test('joins three sources; rows alone are on standard output', async () => {
    const answer = await runCli(['query', '-w', dir, '--format', 'json', JOIN]);
    expect(await valid('rows', outputOf(answer))).toEqual([
      { id: 1, status: 'open', days: 0, region: 'Central' },
      { id: 2, status: 'closed', days: 1, region: 'Central' },
    ]);
    expect(answer.stderr).toBe('');
  });

  test('finds the workspace from a folder within it, and a saved query by its name', async () => {
    const { code, stdout } = await runCli(['query', '-f', 'open'], { cwd: path.join(dir, 'data/lake') });
    expect(code).toBe(0);
    expect(stdout.toString()).toBe('id\r\n1\r\n3\r\n');
  });

  test('reads SQL from standard input, and from an argument that begins with a comment', async () => {
    const input = await runCli(['query', '-w', dir, '-f', '-'], { input: 'SELECT 1 AS x' });
    expect(input.stdout.toString()).toBe('x\r\n1\r\n');
    const argument = await runCli(['query', '-w', dir, '-- why\nSELECT 2 AS x']);
    expect(argument.stdout.toString()).toBe('x\r\n2\r\n');
  });

  test('reads models and files that the text names', async () => {
    const model = await runCli(['query', '-w', dir, 'SELECT count(*) AS n FROM models.late']);
    expect(outputOf(model)).toBe('n\r\n42\r\n');
    const file = await runCli(['query', '-w', dir, "SELECT sum(price) AS s FROM 'data/lake/prices.csv'"]);
    expect(outputOf(file)).toBe('s\r\n3.75\r\n');
  });

  test('takes parameters by name and by number', async () => {
    const named = await runCli([
      'query',
      '-w',
      dir,
      '--param',
      'd=3',
      'SELECT count(*) AS n FROM lake.parcels WHERE days = $d',
    ]);
    expect(outputOf(named)).toBe('n\r\n14\r\n');
    const numbered = await runCli([
      'query',
      '-w',
      dir,
      '--param',
      '1=open',
      'SELECT count(*) AS n FROM crm.tickets WHERE status = ?',
    ]);
    expect(outputOf(numbered)).toBe('n\r\n2\r\n');
  });

  test('gives one answer in every mode, and verifies it', async () => {
    const answers = await Promise.all(
      ['full', 'scan', 'none'].map((mode) =>
        runCli(['query', '-w', dir, '--pushdown', mode, '--format', 'jsonl', JOIN]),
      ),
    );
    expect(new Set(answers.map(({ stdout }) => stdout.toString())).size).toBe(1);
    const verified = await runCli(['query', '-w', dir, '--verify', '--format', 'json', JOIN]);
    expect(verified.code).toBe(0);
    const report = await valid('verify', verified.stderr);
    expect(report).toMatchObject({
      verify: { equal: true, compared: 'rows', ordered: true, rows: { pushed: 2, unpushed: 2 } },
    });
  });

  test('writes a profile in the shape of explain, with measurements', async () => {
    const file = path.join(dir, 'profile.json');
    const { code } = await runCli(['query', '-w', dir, '--profile', file, JOIN]);
    expect(code).toBe(0);
    const report = (await valid('explain', await readFile(file, 'utf8'))) as {
      fragments: { actual: { rows: number } | null }[];
      totals: { rowsMoved: number };
    };
    expect(report.fragments.every(({ actual }) => actual !== null)).toBe(true);
    expect(report.totals.rowsMoved).toBeGreaterThan(0);
  });

  test('writes a whole file or none', async () => {
    const file = path.join(dir, 'out.parquet');
    const written = await runCli([
      'query',
      '-w',
      dir,
      '-o',
      file,
      'SELECT n, n::HUGEINT AS h FROM local.numbers',
    ]);
    expect(outputOf(written)).toBe('');
    const db = await Database.open();
    expect((await db.query(`SELECT sum(n), sum(h) FROM '${file}'`)).rows[0]?.[0]).toBe(19999900000n);
    db.close();
    const failed = await runCli([
      'query',
      '-w',
      dir,
      '-o',
      path.join(dir, 'no.csv'),
      "SELECT error('x') FROM local.regions",
    ]);
    expect(failed.code).toBe(1);
    await expect(readFile(path.join(dir, 'no.csv'))).rejects.toThrow('ENOENT');
    const nowhere = await runCli(['query', '-w', dir, '-o', path.join(dir, 'none/no.csv'), 'SELECT 1']);
    expect(nowhere.code).toBe(2);
  });

  test('ends quietly where its reader goes away', async () => {
    const { child, finished } = startCli([
      'query',
      '-w',
      dir,
      '--format',
      'csv',
      "SELECT n, repeat('x', 100) FROM local.numbers",
    ]);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { code, stderr } = await finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('cancels at the first interrupt, within a second', async () => {
    const endless = 'SELECT count(*) FROM local.numbers a JOIN local.numbers b ON a.n + b.n < 0';
    const { child, finished } = startCli(['query', '-w', dir, '--format', 'json', endless]);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const pressed = performance.now();
    child.kill('SIGINT');
    const { code, stdout, stderr } = await finished;
    expect(performance.now() - pressed).toBeLessThan(1500);
    expect(code).toBe(130);
    expect(stdout.length).toBe(0);
    expect(await valid('error', stderr)).toMatchObject({ error: { code: 'cancelled' } });
  });
});

describe('a query that can not be', () => {
  test('is told with its place, as JSON with all keys', async () => {
    const { code, stdout, stderr } = await runCli([
      'query',
      '-w',
      dir,
      '--format',
      'json',
      'SELECT id,\n  statsu\nFROM crm.tickets',
    ]);
    expect(code).toBe(1);
    expect(stdout.length).toBe(0);
    const report = (await valid('error', stderr)) as { error: Record<string, unknown> };
    expect(Object.keys(report.error)).toEqual([
      'code',
      'message',
      'source',
      'step',
      'file',
      'line',
      'column',
      'hint',
    ]);
    expect(report.error).toMatchObject({ code: 'sql-unknown-column', line: 2, column: 3 });
    expect(String(report.error['hint'])).toContain('status');
  });

  test('shows the line with a caret', async () => {
    const { stderr } = await runCli(['query', '-w', dir, 'SELECT id,\n  statsu\nFROM crm.tickets']);
    expect(stderr).toContain('  2 |   statsu\n        ^\n');
  });

  test('is wrong usage where the command line is', async () => {
    const wrong = [
      ['query', '-w', dir],
      ['query', '-w', dir, 'SELECT 1', 'SELECT 2'],
      ['query', '-w', dir, '--format', 'xml', 'SELECT 1'],
      ['query', '-w', dir, '--pushdown', 'most', 'SELECT 1'],
      ['query', '-w', dir, '--param', 'x', 'SELECT 1'],
      ['query', '--nope', 'SELECT 1'],
      ['query', '-w', dir, '-f', 'absent.sql'],
      ['nope'],
      ['lineage', 'SELECT 1'],
      [],
    ];
    const codes = await Promise.all(wrong.map(async (args) => (await runCli(args)).code));
    expect(codes).toEqual(wrong.map(() => 2));
  });

  test('names a folder that is no workspace, and the place of a fault in atoll.yaml', async () => {
    const none = await runCli(['query', '-w', '/', '--format', 'json', 'SELECT 1']);
    expect(none.code).toBe(1);
    expect(await valid('error', none.stderr)).toMatchObject({ error: { code: 'workspace-missing' } });
    await using other = await makeWorkspace();
    await writeFile(
      path.join(other.dir, 'atoll.yaml'),
      'version: 1\nsources:\n  crm: { kind: sqlite, pth: x }\n',
    );
    const broken = await runCli(['query', '-w', other.dir, '--format', 'json', 'SELECT 1']);
    expect(broken.code).toBe(1);
    expect(await valid('error', broken.stderr)).toMatchObject({
      error: { code: 'workspace-invalid', file: 'atoll.yaml', line: 3, column: 24, source: 'crm' },
    });
  });

  test('is refused where policies would have to hold', async () => {
    await using other = await makeWorkspace();
    await writeFile(path.join(other.dir, 'policies.yaml'), 'version: 1\nroles: { ann: {} }\n');
    const { code, stdout, stderr } = await runCli(['query', '-w', other.dir, '--as', 'ann', 'SELECT 1']);
    expect(code).toBe(1);
    expect(stdout.length).toBe(0);
    expect(stderr).toContain('does not enforce policies yet');
  });
});

describe('one bad source', () => {
  test('hides no other', async () => {
    await using other = await makeWorkspace();
    await rm(path.join(other.dir, 'data/crm.db'));
    await symlink('/nowhere', path.join(other.dir, 'data/crm.db'));
    const good = await runCli(['query', '-w', other.dir, 'SELECT count(*) AS n FROM lake.parcels']);
    expect(good.stdout.toString()).toBe('n\r\n100\r\n');
    const bad = await runCli(['query', '-w', other.dir, '--format', 'json', 'SELECT * FROM crm.tickets']);
    expect(bad.code).toBe(1);
    expect(await valid('error', bad.stderr)).toMatchObject({ error: { source: 'crm' } });
    const catalog = await runCli(['catalog', '-w', other.dir, '--format', 'json']);
    expect(catalog.code).toBe(1);
    const report = (await valid('catalog', catalog.stdout.toString())) as {
      sources: { name: string; error: unknown; tables: unknown[] }[];
    };
    expect(report.sources.map(({ name, error, tables }) => [name, error === null, tables.length])).toEqual([
      ['crm', false, 0],
      ['lake', true, 2],
      ['local', true, 2],
    ]);
  });
});
