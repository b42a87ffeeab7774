import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SavedQueries } from './saved-queries.ts';

let dir: string;
let queries: SavedQueries;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'atoll-queries-'));
  queries = new SavedQueries(dir);
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const onDisk = (name: string): Promise<string> => readFile(path.join(dir, 'queries', `${name}.sql`), 'utf8');

test('a saved text comes back, and is listed by name as people count', async () => {
  await queries.save('q10', 'SELECT 10', null);
  await queries.save('q9', 'SELECT 9', null);
  await writeFile(path.join(dir, 'queries', 'notes.txt'), 'no query');
  expect((await queries.list('queries')).map(({ name, file }) => [name, file])).toEqual([
    ['q9', path.join('queries', 'q9.sql')],
    ['q10', path.join('queries', 'q10.sql')],
  ]);
  expect((await queries.read('q9')).sql).toBe('SELECT 9');
});

test('what somebody else saved meanwhile is not overwritten', async () => {
  await queries.save('report', 'SELECT 1', null);
  const { version } = await queries.read('report');
  await writeFile(path.join(dir, 'queries', 'report.sql'), 'SELECT 2');
  const theirs = await queries.read('report');
  expect(await queries.save('report', 'SELECT 3', version)).toEqual({
    saved: false,
    theirs: 'SELECT 2',
    version: theirs.version,
  });
  expect(await onDisk('report')).toBe('SELECT 2');
  expect(await queries.save('report', 'SELECT 3', theirs.version)).toMatchObject({ saved: true });
  expect(await onDisk('report')).toBe('SELECT 3');
});

test('a new text does not overwrite a file of that name, unless it is the same', async () => {
  await queries.save('a', 'SELECT 1', null);
  expect(await queries.save('a', 'SELECT 2', null)).toMatchObject({ saved: false, theirs: 'SELECT 1' });
  expect(await queries.save('a', 'SELECT 1', null)).toMatchObject({ saved: true });
});

test('a text whose file was removed is saved again', async () => {
  await queries.save('a', 'SELECT 1', null);
  const { version } = await queries.read('a');
  await queries.remove('a');
  expect(await queries.save('a', 'SELECT 2', version)).toMatchObject({ saved: true });
});

test('renaming keeps the text and refuses a name that is taken', async () => {
  await queries.save('a', 'SELECT 1', null);
  await queries.save('b', 'SELECT 2', null);
  await expect(queries.rename('a', 'b')).rejects.toThrow('There is a saved query b already.');
  await queries.rename('a', 'c');
  expect(await onDisk('c')).toBe('SELECT 1');
  await expect(queries.read('a')).rejects.toThrow('There is no saved query a.');
});

test.each(['../atoll', '..', 'a/b', 'a\\b', 'nul', '.hidden', 'a:b', ' \u0000', ''])(
  'no file is called %j',
  async (name) => {
    await mkdir(path.join(dir, 'queries'), { recursive: true });
    await expect(queries.save(name, 'SELECT 1', null)).rejects.toThrow("can't be saved");
    expect(await readdir(path.join(dir, 'queries'))).toEqual([]);
  },
);

test('a model is read from its own folder', async () => {
  await mkdir(path.join(dir, 'models'));
  await writeFile(path.join(dir, 'models', 'revenue.sql'), 'SELECT 1');
  expect((await queries.read('revenue', 'models')).sql).toBe('SELECT 1');
  await expect(queries.read('revenue')).rejects.toThrow('There is no saved query revenue.');
  await expect(queries.read('revenu', 'models')).rejects.toMatchObject({
    report: { hint: 'Did you mean revenue?' },
  });
});
