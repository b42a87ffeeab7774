import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Settings } from '../../contract/api/app.ts';
import { DEFAULT_SETTINGS, SettingsService } from './settings-service.ts';
import { openSettingsStore } from './settings-store.ts';

let home: string;
let heard: Settings[];
let damaged: string[];
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'atoll-settings-'));
  heard = [];
  damaged = [];
});
afterEach(() => rm(home, { recursive: true }));

const listener = {
  onChange: (settings: Settings) => void heard.push(settings),
  onDamaged: (text: string) => void damaged.push(text),
};
const service = (): SettingsService => new SettingsService(home, () => openSettingsStore(home), listener);
const file = (): string => path.join(home, 'settings.json');

test('settings are defaults at first, and last', async () => {
  expect(await service().get()).toEqual(DEFAULT_SETTINGS);
  expect(await service().set({ theme: 'dark' })).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
  expect(heard).toEqual([{ ...DEFAULT_SETTINGS, theme: 'dark' }]);
  expect(await service().get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
});

test('changes at once are all kept', async () => {
  const one = service();
  await Promise.all([
    one.set({ theme: 'light' }),
    one.set({ pageRows: 500 }),
    one.set({ editorFontSize: 20 }),
  ]);
  expect(await one.get()).toMatchObject({ theme: 'light', pageRows: 500, editorFontSize: 20 });
});

test.each(['{ "theme": "dark"', '', '\0\0\0\0'])('a damaged file is put aside: %j', async (text) => {
  await writeFile(file(), text);
  expect(await service().get()).toEqual(DEFAULT_SETTINGS);
  expect(damaged).toHaveLength(1);
  const [kept = ''] = (await readdir(home)).filter((name) => name.includes('damaged'));
  expect(damaged[0]).toContain(path.join(home, kept));
  expect(await readFile(path.join(home, kept), 'utf8')).toBe(text);
  expect(await service().get()).toEqual(DEFAULT_SETTINGS);
  expect(damaged).toHaveLength(1);
});

test('a wrong value costs only itself, and what a newer version wrote stays', async () => {
  await writeFile(file(), JSON.stringify({ theme: 'dark', editorFontSize: 900, ofLater: [1] }));
  expect(await service().get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
  expect(damaged).toHaveLength(1);
  await service().set({ pageRows: 200 });
  expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({ theme: 'dark', pageRows: 200, ofLater: [1] });
});
