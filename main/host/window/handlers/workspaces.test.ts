import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OpenWindow, openWindow } from '../open-window.fixture.ts';

let window: OpenWindow;
beforeEach(async () => {
  window = await openWindow();
});
afterEach(() => window[Symbol.asyncDispose]());

test('are made, opened, remembered and forgotten', async () => {
  const parent = path.join(window.home, 'mine');
  const made = await window.ask('workspaces', 'create', { parent, name: 'first one' });
  expect(made).toEqual({ dir: path.join(parent, 'first one'), name: 'first one', isDemo: false });
  expect(await readFile(path.join(made.dir, 'atoll.yaml'), 'utf8')).toContain('version: 1');
  expect(await readFile(path.join(made.dir, '.gitignore'), 'utf8')).toBe('.atoll/\n');
  expect((await window.ask('sources', 'list', {})).sources).toEqual([]);
  const second = await window.ask('workspaces', 'create', { parent, name: 'second' });
  const names = async (): Promise<unknown> =>
    (await window.ask('workspaces', 'recent', {})).workspaces.map(({ name, exists }) => `${name} ${exists}`);
  expect(await names()).toEqual(['second true', 'first one true']);
  await window.ask('workspaces', 'open', { dir: made.dir });
  await rm(second.dir, { recursive: true });
  expect(await names()).toEqual(['first one true', 'second false']);
  await window.ask('workspaces', 'forget', { dir: second.dir });
  expect(await names()).toEqual(['first one true']);
  await window.ask('workspaces', 'close', {});
  await expect(window.ask('sources', 'list', {})).rejects.toMatchObject({
    report: { code: 'workspace-missing' },
  });
  expect(window.events.filter(({ kind }) => kind === 'workspace')).toHaveLength(4);
});

test('that can be none are refused, and the open one stays', async () => {
  const parent = window.home;
  const { dir } = await window.ask('workspaces', 'create', { parent, name: 'w' });
  await expect(window.ask('workspaces', 'create', { parent, name: 'w' })).rejects.toThrow(
    'is a workspace already',
  );
  for (const name of ['a/b', '..', ' x', 'nul?'])
    await expect(window.ask('workspaces', 'create', { parent, name })).rejects.toThrow("can't be called");
  await expect(window.ask('workspaces', 'open', { dir: parent })).rejects.toMatchObject({
    report: {
      code: 'workspace-missing',
      hint: expect.stringContaining('create a workspace there') as string,
    },
  });
  await mkdir(path.join(parent, 'bad'));
  await writeFile(path.join(parent, 'bad/atoll.yaml'), 'version: 1\nsources: [');
  await expect(window.ask('workspaces', 'open', { dir: path.join(parent, 'bad') })).rejects.toMatchObject({
    report: { code: 'workspace-invalid', file: 'atoll.yaml' },
  });
  expect((await window.ask('app', 'state', {})).workspace?.dir).toBe(dir);
});

test('a damaged list of recent ones is put aside', async () => {
  await writeFile(path.join(window.home, 'recent.json'), '{ "workspaces": [');
  expect((await window.ask('workspaces', 'recent', {})).workspaces).toEqual([]);
  const { dir } = await window.ask('workspaces', 'create', { parent: window.home, name: 'w' });
  expect((await window.ask('workspaces', 'recent', {})).workspaces.map((one) => one.dir)).toEqual([dir]);
});

test('the demo opens as a copy, which stays as it was left', async () => {
  const demo = await window.ask('workspaces', 'openDemo', {});
  expect(demo).toEqual({ dir: path.join(window.home, 'demo'), name: 'demo', isDemo: true });
  const { sources } = await window.ask('sources', 'list', {});
  expect(sources.map(({ name, monogram }) => `${name} ${monogram}`)).toEqual([
    'crm CR',
    'lake LK',
    'local LC',
    'shop SH',
  ]);
  const { tables } = await window.ask('catalog', 'tables', { source: 'crm' });
  expect(tables.length).toBeGreaterThan(1);
  expect(existsSync(path.join(demo.dir, 'generate.ts'))).toBe(false);
  await window.ask('sources', 'remove', { name: 'shop' });
  await window.ask('workspaces', 'close', {});
  await window.ask('workspaces', 'openDemo', {});
  expect((await window.ask('sources', 'list', {})).sources.map(({ name }) => name)).toEqual([
    'crm',
    'lake',
    'local',
  ]);
}, 60_000);
