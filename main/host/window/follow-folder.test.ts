import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeWorkspace, outputOf, runCli } from '../../../e2e/fixtures/cli.ts';
import { type OpenWindow, openWindow } from './open-window.fixture.ts';

let made: Awaited<ReturnType<typeof makeWorkspace>>;
let window: OpenWindow;
let file: string;
beforeEach(async () => {
  made = await makeWorkspace();
  window = await openWindow(made.dir);
  file = path.join(made.dir, 'atoll.yaml');
});
afterEach(async () => {
  await window[Symbol.asyncDispose]();
  await made[Symbol.asyncDispose]();
});

const names = async (): Promise<readonly string[]> =>
  (await window.ask('sources', 'list', {})).sources.map(({ name }) => name);

/** Milliseconds from the end of a change to its event. The aim is a second on a machine that does nothing else. */
async function heard(
  kind: 'sources' | 'queries' | 'notice',
  change: () => Promise<unknown>,
): Promise<number> {
  window.events.length = 0;
  await change();
  const began = performance.now();
  await window.event(kind);
  return performance.now() - began;
}

test('what the command line adds is there, and the window may write at the same time', async () => {
  const cli = runCli(['sources', '-w', made.dir, 'add', 'postgres://app@db.example/shop']);
  await window.ask('sources', 'mark', { name: 'crm', hue: 6 });
  outputOf(await cli);
  await window.event('sources');
  for (let tries = 0; tries < 200 && !(await names()).includes('shop'); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await names()).toEqual(['crm', 'lake', 'local', 'shop']);
  expect(await readFile(file, 'utf8')).toContain(
    'crm:   { kind: sqlite, path: data/crm.db, hue: 6 }   # the service desk',
  );
});

test('a source that the command line switches off is shown so', async () => {
  const states = async (): Promise<readonly string[]> =>
    (await window.ask('sources', 'list', {})).sources.map(({ state }) => state);
  await states();
  await heard('sources', async () => outputOf(await runCli(['sources', '-w', made.dir, 'kill', 'crm'])));
  expect((await states())[0]).toBe('killed');
  await heard('sources', async () => outputOf(await runCli(['sources', '-w', made.dir, 'revive', 'crm'])));
  expect((await states())[0]).not.toBe('killed');
});

test('an editor that replaces the file is seen; a comment alone changes nothing', async () => {
  const text = await readFile(file, 'utf8');
  const ms = await heard('sources', async () => {
    await writeFile(`${file}.swp`, `${text}  more: { kind: sqlite, path: data/crm.db }\n`);
    await rename(`${file}.swp`, file);
  });
  expect(ms).toBeLessThan(3000);
  expect(await names()).toContain('more');
  const { host } = window.host.workspace();
  await writeFile(file, `# a comment\n${await readFile(file, 'utf8')}`);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(window.host.workspace().host).toBe(host);
});

test('a damaged file leaves all as it was and says where the fault is; mended, it is read again', async () => {
  const text = await readFile(file, 'utf8');
  await heard('notice', () => writeFile(file, text.replace('kind: files', 'kind: fils')));
  const notice = await window.event('notice');
  expect(notice).toMatchObject({ level: 'error', source: null });
  expect(notice.text).toMatch(/^atoll\.yaml:5:12: Source lake has the unknown kind "fils"/);
  expect(await names()).toEqual(['crm', 'lake', 'local']);
  expect((await window.ask('catalog', 'tables', { source: 'lake' })).tables).toHaveLength(2);
  await expect(window.ask('sources', 'mark', { name: 'crm', hue: 1 })).rejects.toMatchObject({
    report: { code: 'workspace-invalid', line: 5 },
  });
  await heard('sources', () => writeFile(file, `${text}  more: { kind: sqlite, path: data/crm.db }\n`));
  expect(window.events).toContainEqual({
    kind: 'notice',
    level: 'info',
    source: null,
    text: 'atoll.yaml can be read again.',
  });
  expect(await names()).toContain('more');
});

test('queries and models that come, change and go are told, and models are known at once', async () => {
  const query = path.join(made.dir, 'queries/new.sql');
  expect(await heard('queries', () => writeFile(query, 'SELECT 1'))).toBeLessThan(3000);
  await heard('queries', () => writeFile(query, 'SELECT 2'));
  await heard('queries', () => rm(query));
  const { host } = window.host.workspace();
  await heard('queries', () => writeFile(path.join(made.dir, 'models/two.sql'), 'SELECT 2 AS n'));
  for (let tries = 0; tries < 200 && window.host.workspace().host === host; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  const { result } = await window.host.workspace().host.queries.run('FROM models.two', {
    mode: 'full',
    parameters: new Map(),
    signal: new AbortController().signal,
  });
  expect(result.rows).toBe(1);
});

test('what is known of unchanged sources stays, and so do warm runners', async () => {
  await window.ask('catalog', 'tables', { source: 'crm' });
  const before = window.host.workspace().host;
  const known = before.catalogs.known('crm');
  await window.ask('sources', 'mark', { name: 'lake', production: true });
  const after = window.host.workspace().host;
  expect(after).not.toBe(before);
  expect(after.catalogs.known('crm')).toBe(known);
  expect(after.runners).toBe(before.runners);
});
