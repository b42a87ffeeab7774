import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWorkspace, outputOf, runCli } from '../../../e2e/fixtures/cli.ts';
import { valid } from '../../../e2e/fixtures/published.ts';

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let dir: string;
beforeAll(async () => {
  workspace = await makeWorkspace();
  dir = workspace.dir;
});
afterAll(() => workspace[Symbol.asyncDispose]());

const sources = (...args: string[]) => runCli(['sources', '-w', dir, ...args]);
const yaml = (): Promise<string> => readFile(path.join(dir, 'atoll.yaml'), 'utf8');

describe('sources', () => {
  test('lists what atoll.yaml says', async () => {
    const report = await valid('source-list', outputOf(await sources('list', '--format', 'json')));
    expect(report).toMatchObject({
      sources: [
        { name: 'crm', kind: 'sqlite', where: 'data/crm.db', state: 'active' },
        { name: 'lake', kind: 'files' },
        { name: 'local', kind: 'duckdb' },
      ],
    });
    expect(outputOf(await sources('list'))).toContain('crm    sqlite  data/crm.db');
  });

  test('probes step by step, and ends with 1 where one fails', async () => {
    const good = await sources('probe', 'crm', '--format', 'json');
    expect(await valid('source-probe', outputOf(good))).toMatchObject({ source: 'crm', ok: true });
    await writeFile(path.join(dir, 'data/bad.db'), 'this is no database, whatever its name says'.repeat(30));
    outputOf(await sources('add', 'data/bad.db'));
    const bad = await sources('probe', 'bad', '--format', 'json');
    expect(bad.code).toBe(1);
    expect(await valid('source-probe', bad.stdout.toString())).toMatchObject({ source: 'bad', ok: false });
    outputOf(await sources('remove', 'bad'));
  });

  test('adds and removes, and keeps comments and order', async () => {
    const before = await yaml();
    const added = await sources(
      'add',
      'postgres://app@db.example:5433/shop',
      '--secret',
      'env:SHOP_PASSWORD',
      '--format',
      'json',
    );
    expect(await valid('source-changed', outputOf(added))).toMatchObject({
      source: {
        name: 'shop',
        kind: 'postgres',
        where: 'app@db.example:5433/shop',
        secret: 'env:SHOP_PASSWORD',
      },
    });
    const text = await yaml();
    expect(text).toContain('# Where our data is.');
    expect(text).toContain('# the service desk');
    expect(text).toMatch(
      /shop: \{ kind: postgres, host: db.example, port: 5433, .*secret: env:SHOP_PASSWORD \}/,
    );
    expect(
      text
        .split('\n')
        .filter((line) => /^ {2}\w+:/.test(line))
        .map((line) => line.trim().split(':')[0]),
    ).toEqual(['crm', 'lake', 'local', 'shop']);
    expect(await readFile(path.join(dir, '.atoll/atoll.yaml.previous'), 'utf8')).toBe(before);
    const removed = await sources('remove', 'shop', '--format', 'json');
    expect(await valid('source-removed', outputOf(removed))).toEqual({ removed: 'shop' });
    expect(await yaml()).not.toContain('shop');
  });

  test('takes a path from where the user stands', async () => {
    await mkdir(path.join(dir, 'sub'), { recursive: true });
    new DatabaseSync(path.join(dir, 'sub/more.db')).close();
    outputOf(await runCli(['sources', 'add', 'more.db'], { cwd: path.join(dir, 'sub') }));
    expect(await yaml()).toContain('more: { kind: sqlite, path: sub/more.db');
    outputOf(await sources('remove', 'more'));
  });

  test('refuses a password in a URL, and says it nowhere', async () => {
    const canary = 'canary-7f3a';
    const before = await yaml();
    for (const url of [
      `postgres://app:${canary}@db.example/shop`,
      `postgres://app@db.example/shop?password=${canary}`,
    ]) {
      const { code, stdout, stderr } = await sources('add', url);
      expect(code).toBe(2);
      expect(`${stdout.toString()}${stderr}`).not.toContain(canary);
      expect(stderr).toContain('--secret env:NAME');
    }
    const wrong = await sources('add', 'postgres://app@db.example/shop', '--secret', canary);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).not.toContain(canary);
    expect(await yaml()).toBe(before);
  });

  test('is wrong usage with a taken name, an unknown kind or a setting of another kind', async () => {
    const wrong = [
      ['add', 'data/other.db', '--name', 'CRM'],
      ['add', '--kind', 'oracle', '--name', 'x'],
      ['add', 'data/other.db', '--port', '5'],
      ['add', 'what://ever'],
      ['probe'],
      ['list', 'crm', 'lake'],
      ['turn'],
      [],
    ];
    const codes = await Promise.all(wrong.map(async (args) => (await sources(...args)).code));
    expect(codes).toEqual(wrong.map(() => 2));
    expect((await sources('probe', 'nobody')).code).toBe(1);
  });

  test('shows what changed since the last refresh', async () => {
    const first = await sources('refresh', 'crm', '--format', 'json');
    expect(await valid('source-refresh', outputOf(first))).toMatchObject({ compared: false, tables: 1 });
    const db = new DatabaseSync(path.join(dir, 'data/crm.db'));
    db.exec('CREATE TABLE agents (id INTEGER); ALTER TABLE tickets ADD COLUMN mood TEXT');
    db.close();
    const second = await sources('refresh', 'crm', '--format', 'json');
    expect(await valid('source-refresh', outputOf(second))).toMatchObject({
      compared: true,
      added: ['agents'],
      removed: [],
      changed: [{ table: 'tickets', changes: ['column mood VARCHAR is new'] }],
    });
    expect(outputOf(await sources('refresh', 'crm'))).toContain('nothing changed');
  });

  test('stops queries on a killed source alone, until it is revived', async () => {
    const killed = await sources('kill', 'crm', '--format', 'json');
    expect(await valid('source-changed', outputOf(killed))).toMatchObject({ source: { state: 'killed' } });
    const query = ['query', '-w', dir, '--format', 'json'];
    const stopped = await runCli([...query, 'SELECT count(*) AS n FROM crm.tickets']);
    expect(stopped.code).toBe(1);
    expect(await valid('error', stopped.stderr)).toMatchObject({
      error: { code: 'source-killed', source: 'crm' },
    });
    expect(outputOf(await runCli([...query, 'SELECT count(*) AS n FROM lake.parcels']))).toContain('100');
    outputOf(await sources('revive', 'crm'));
    expect(outputOf(await runCli([...query, 'SELECT count(*) AS n FROM crm.tickets']))).toContain('3');
  });

  test('leaves the file as it was where the new source would be wrong', async () => {
    const before = await yaml();
    const { code } = await sources('add', 'data/x.db', '--name', '1x');
    expect(code).toBe(1);
    expect(await yaml()).toBe(before);
    outputOf(await sources('add', 'data/x.db'));
    outputOf(await sources('remove', 'x'));
  });
});
