import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWorkspace } from '../../../../e2e/fixtures/cli.ts';
import type { ApiOutput } from '../../../contract/api/api.ts';
import type { CsvOptions } from '../../../contract/api/results.ts';
import { type OpenWindow, openWindow } from '../open-window.fixture.ts';

let made: Awaited<ReturnType<typeof makeWorkspace>>;
let window: OpenWindow;
let outside: string;
beforeAll(async () => {
  made = await makeWorkspace();
  window = await openWindow(made.dir);
  outside = path.join(window.home, 'outside');
  await mkdir(outside);
});
afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await made[Symbol.asyncDispose]();
});

const yaml = (): Promise<string> => readFile(path.join(made.dir, 'atoll.yaml'), 'utf8');

async function inspected(
  text: string | Buffer,
  options: CsvOptions = {},
  name = 'tried.csv',
): Promise<ApiOutput<'files', 'inspect'>> {
  const file = path.join(outside, name);
  await writeFile(file, text);
  return await window.ask('files', 'inspect', { path: file, options });
}

describe('browsing', () => {
  test('begins at the workspace; folders first, as people sort; hidden ones are left out', async () => {
    for (const name of ['b10', 'b9', '.hidden']) await mkdir(path.join(outside, name), { recursive: true });
    await writeFile(path.join(outside, 'A.csv'), '');
    const start = await window.ask('files', 'browse', { dir: null });
    expect(start.dir).toBe(made.dir);
    expect(start.places.map(({ path: place }) => place)).toContain(made.dir);
    const { entries, parent } = await window.ask('files', 'browse', { dir: outside });
    expect(entries.slice(0, 3).map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'folder b9',
      'folder b10',
      'file A.csv',
    ]);
    expect(parent).toBe(window.home);
    const above = await window.ask('files', 'browse', { dir: path.dirname(made.dir) });
    expect(above.entries.find((entry) => entry.path === made.dir)?.isWorkspace).toBe(true);
  });

  test('says what is wrong with a folder', async () => {
    const message = async (dir: string): Promise<unknown> =>
      await window.ask('files', 'browse', { dir }).catch((error: unknown) => (error as Error).message);
    expect(await message('/no/such/folder')).toBe('There is no folder /no/such/folder.');
    expect(await message('atoll.yaml')).toContain('is a file, not a folder');
  });

  test.skipIf(process.getuid?.() === 0)('says that a folder may not be read', async () => {
    await mkdir(path.join(outside, 'closed'));
    await chmod(path.join(outside, 'closed'), 0);
    await expect(window.ask('files', 'browse', { dir: path.join(outside, 'closed') })).rejects.toThrow(
      'may not look',
    );
  });
});

describe('a CSV file', () => {
  test('is sniffed: delimiter, header, dates, types', async () => {
    const { detected, columns, rows, problem } = await inspected(
      'id;day;town\n1;2026-01-02;"A;B"\n2;2026-01-03;\n',
    );
    expect(detected).toMatchObject({ delimiter: ';', header: true, skip: 0, encoding: 'utf-8' });
    expect(columns).toEqual([
      { name: 'id', type: 'BIGINT' },
      { name: 'day', type: 'DATE' },
      { name: 'town', type: 'VARCHAR' },
    ]);
    expect(rows).toEqual([
      ['1', '2026-01-02', 'A;B'],
      ['2', '2026-01-03', null],
    ]);
    expect(problem).toBeNull();
  });

  test('is read as the options say', async () => {
    const text = 'made by a program\n1|NA|x\n2|5|y\n';
    const { columns, rows, problem } = await inspected(text, {
      delimiter: '|',
      header: false,
      skip: 1,
      nullstr: ['NA'],
      types: { column0: 'VARCHAR' },
    });
    expect(problem).toBeNull();
    expect(columns.map(({ type }) => type)).toEqual(['VARCHAR', 'BIGINT', 'VARCHAR']);
    expect(rows).toEqual([
      ['1', null, 'x'],
      ['2', '5', 'y'],
    ]);
  });

  test.each([
    ['latin-1', Buffer.from('name;town\nJosé;Zürich\n', 'latin1')],
    [
      'utf-16',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('name;town\nJosé;Zürich\n', 'utf16le')]),
    ],
    ['utf-8', Buffer.from('name;town\nJosé;Zürich\n')],
  ])('in %s is recognised', async (encoding, bytes) => {
    const { detected, rows, problem } = await inspected(bytes);
    expect([detected.encoding, problem]).toEqual([encoding, null]);
    expect(rows).toEqual([['José', 'Zürich']]);
  });

  test('that does not fit says where and what to do, and shows its text', async () => {
    const wrong = await inspected('a;b\n1;x\n', { types: { b: 'INTEGER' } });
    expect(wrong.problem).toMatch(
      /^Line 2: "x" in the column b is no INTEGER\. Give the column the type VARCHAR/,
    );
    expect(wrong.rows).toEqual([['1', 'x']]);
    expect((await inspected('a;b\n1;x\n', { types: { c: 'INTEGER' } })).problem).toContain(
      '"c", which the file does not have',
    );
    expect((await inspected('a\n1\n', { encoding: 'shift-jis' })).problem).toContain(
      'utf-8, utf-16 or latin-1',
    );
    expect((await inspected('')).problem).toContain('empty');
  });

  test('shows fifty rows of many', async () => {
    const lines = Array.from({ length: 5000 }, (_, at) => `${at},x`).join('\n');
    expect((await inspected(`n,t\n${lines}\n`)).rows).toHaveLength(50);
  });
});

test('other files are what their first bytes say', async () => {
  const format = async (file: string): Promise<unknown> => {
    const { rows, ...rest } = await window.ask('files', 'inspect', { path: file, options: {} });
    return [rest.format, rest.problem, rows[0]];
  };
  expect(await format('data/lake/parcels.parquet')).toEqual(['parquet', null, ['10', '0']]);
  expect(await format('data/crm.db')).toEqual(['sqlite', null, ['tickets', '3']]);
  expect(await format('data/local.duckdb')).toEqual(['duckdb', null, ['numbers', '200000']]);
  expect((await inspected('[{"a": 1}, {"a": 2}]', {}, 'j.json')).rows).toEqual([['1'], ['2']]);
  expect((await inspected('not json at all', {}, 'bad.json')).problem).toContain("can't be read as JSON");
  expect((await inspected('no parquet', {}, 'bad.parquet')).problem).toContain("can't be read as Parquet");
  expect((await inspected('?', {}, 'x.exe')).format).toBe('unknown');
  await expect(window.ask('files', 'inspect', { path: 'gone.csv', options: {} })).rejects.toThrow(
    "can't be read",
  );
});

describe('registering', () => {
  test('a file that a source holds makes no new one, and its options go there', async () => {
    const before = await yaml();
    const wish = { path: 'data/lake/prices.csv', name: null };
    expect(await window.ask('files', 'register', { ...wish, options: {} })).toEqual({
      source: 'lake',
      tables: ['lake.prices'],
    });
    expect(await yaml()).toBe(before);
    await window.ask('files', 'register', { ...wish, options: { types: { price: 'DECIMAL(9,2)' } } });
    expect(await yaml()).toContain(
      'lake:  { kind: files, path: data/lake, options: { prices.csv: { types: { price: "DECIMAL(9,2)" } } } }',
    );
    const { columns } = await window.ask('catalog', 'columns', {
      source: 'lake',
      schema: null,
      table: 'prices',
    });
    expect(columns.map(({ type }) => type)).toEqual(['VARCHAR', 'DECIMAL(9,2)']);
  });

  test('a file elsewhere is a source, by an absolute path outside and a relative one inside', async () => {
    await inspected(Buffer.from('a;b\né;1\n', 'latin1'), {}, 'far away.csv');
    const far = path.join(outside, 'far away.csv');
    expect(await window.ask('files', 'register', { path: far, name: null, options: {} })).toEqual({
      source: 'far_away',
      tables: ['far_away."far away"'],
    });
    expect(await yaml()).toContain(
      `far_away: { kind: files, path: ${far}, options: { "*": { encoding: latin-1 } }`,
    );
    await writeFile(path.join(made.dir, 'data/new.csv'), 'a,b\n1,2\n');
    expect(
      await window.ask('files', 'register', {
        path: path.join(made.dir, 'data/new.csv'),
        name: 'fresh',
        options: {},
      }),
    ).toEqual({
      source: 'fresh',
      tables: ['fresh.new'],
    });
    expect(await yaml()).toContain('fresh: { kind: files, path: data/new.csv');
    expect(
      await window.ask('files', 'register', { path: 'data/new.csv', name: null, options: {} }),
    ).toMatchObject({
      source: 'fresh',
    });
    const { host } = window.host.workspace();
    const { result } = await host.queries.run('SELECT a FROM far_away."far away"', {
      mode: 'full',
      parameters: new Map(),
      signal: new AbortController().signal,
    });
    expect(result.rows).toBe(1);
  });

  test('a database that is a source already is that source; what is no table is refused', async () => {
    expect(await window.ask('files', 'register', { path: 'data/crm.db', name: null, options: {} })).toEqual({
      source: 'crm',
      tables: ['crm.tickets'],
    });
    await expect(
      window.ask('files', 'register', { path: 'atoll.yaml', name: null, options: {} }),
    ).rejects.toThrow('no file that can be read as a table');
  });
});
