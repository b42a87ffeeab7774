import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EditorTab, WindowState } from '../../contract/api/window.ts';
import { WindowStateStore } from './window-state-store.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'atoll-window-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

function state(active: string): WindowState {
  return { version: 1, tabs: [], active, layout: null, panels: {} };
}

test('what was never saved is null', async () => {
  expect(await new WindowStateStore(dir).load()).toEqual({ state: null, damaged: null });
});

test('the last of many saves at once is what is kept', async () => {
  const store = new WindowStateStore(dir);
  await Promise.all(Array.from({ length: 20 }, (_, at) => store.save(state(`tab ${at}`))));
  expect(await new WindowStateStore(dir).load()).toEqual({ state: state('tab 19'), damaged: null });
  expect((await readdir(dir)).toSorted()).toEqual(['window.json', 'window.json.good']);
});

test.each([
  ['cut short', (text: string) => text.slice(0, -9)],
  ['with a flipped bit', (text: string) => text.replace('"tabs"', '"tacs"')],
  ['empty', () => ''],
  ['of another version', (text: string) => text.replace('"version":1', '"version":2')],
])('a file %s is kept aside and named, and the last good state opens', async (_what, damage) => {
  const store = new WindowStateStore(dir);
  await store.save(state('a'));
  const damaged = damage(await readFile(join(dir, 'window.json'), 'utf8'));
  await writeFile(join(dir, 'window.json'), damaged);
  const loaded = await store.load();
  expect(loaded.state).toEqual(state('a'));
  expect(await readFile(join(dir, String(loaded.damaged)), 'utf8')).toBe(damaged);
  await store.save(state('b'));
  expect(await store.load()).toEqual({ state: state('b'), damaged: null });
});

test('with both damaged the window starts anew', async () => {
  const store = new WindowStateStore(dir);
  await writeFile(join(dir, 'window.json'), '{');
  await writeFile(join(dir, 'window.json.good'), '{');
  expect(await store.load()).toEqual({
    state: null,
    damaged: expect.stringMatching(/^window\.json\.damaged-/),
  });
});

const tab = (id: string, sql: string): EditorTab => ({
  id,
  title: id,
  query: null,
  base: null,
  sql,
  dirty: true,
  cursor: 0,
  parameters: {},
  results: [],
  shown: null,
});

test('two windows do not take each other’s texts away', async () => {
  const store = new WindowStateStore(dir);
  const start = { ...state('a'), tabs: [tab('a', 'a'), tab('b', 'b'), tab('c', 'c')] };
  await store.save(start);
  // One changes b and makes d; then the other, which loaded before, changes a and closes c.
  const theirs = { ...start, tabs: [tab('a', 'a'), tab('b', 'theirs'), tab('c', 'c'), tab('d', 'new')] };
  await store.save(theirs, { known: ['a', 'b', 'c', 'd'], changed: ['b', 'd'] });
  const ours = { ...start, tabs: [tab('a', 'ours'), tab('b', 'b')] };
  await store.save(ours, { known: ['a', 'b', 'c'], changed: ['a'] });
  const { state: kept } = await store.load();
  expect(kept?.tabs.map(({ id, sql }) => [id, sql])).toEqual([
    ['a', 'ours'],
    ['b', 'theirs'],
    ['d', 'new'],
  ]);
});
