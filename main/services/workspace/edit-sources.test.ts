import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CONNECTORS } from '../../../connectors/registry.ts';
import {
  addSource,
  changeSource,
  copySource,
  type EditedWorkspace,
  LOCK_FILE,
  removeSource,
  reorderSources,
} from './edit-sources.ts';
import { parseWorkspace } from './load-workspace.ts';
import { marksOf } from './source-marks.ts';

const TEXT = `# Where our data is.
version: 1
sources:
  # the shop, read-only
  shop: { kind: postgres, host: db.example, database: shop, user: app, limits: { rows: 10, timeout: 60s } }  # ask Ann
  crm:   { kind: sqlite, path: data/crm.db }

  # everything else
  lake:
    kind: files
    path: data/lake   # Parquet
    tags: [pii]
settings: { memory: 2GB }  # small machine
`;

let dir: string;
let file: string;
let workspace: EditedWorkspace;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'atoll-edit-'));
  file = path.join(dir, 'atoll.yaml');
  workspace = { dir, connectors: CONNECTORS };
  await writeFile(file, TEXT);
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const text = (): Promise<string> => readFile(file, 'utf8');
const sources = async () => parseWorkspace(await text(), CONNECTORS).sources;

/** The lines that are other than before, as a diff shows them. */
async function changes(): Promise<readonly string[]> {
  const [before, after] = [TEXT.split('\n'), (await text()).split('\n')];
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => `-${line}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `+${line}`),
  ];
}

describe('a change of one source', () => {
  test('touches its setting alone, written in one line', async () => {
    await changeSource(workspace, 'shop', 'shop', (section) => ({
      ...section,
      host: 'new.example',
      region: 'eu',
    }));
    expect(await changes()).toEqual([
      '-  shop: { kind: postgres, host: db.example, database: shop, user: app, limits: { rows: 10, timeout: 60s } }  # ask Ann',
      '+  shop: { kind: postgres, host: new.example, database: shop, user: app, limits: { rows: 10, timeout: 60s }, region: eu }  # ask Ann',
    ]);
  });

  test('touches its setting alone, written in lines', async () => {
    await changeSource(workspace, 'lake', 'lake', ({ tags: _tags, ...section }) => ({
      ...section,
      production: true,
      include: ['sales, 2024/*.csv', 'x: y'],
    }));
    expect(await changes()).toEqual([
      '-    tags: [pii]',
      '+    production: true',
      '+    include: [ "sales, 2024/*.csv", "x: y" ]',
    ]);
    expect((await sources())[2]?.config['include']).toEqual(['sales, 2024/*.csv', 'x: y']);
  });

  test('takes settings out, the first and the last too', async () => {
    await changeSource(workspace, 'shop', 'shop', ({ limits: _limits, ...section }) => section);
    await changeSource(workspace, 'shop', 'shop', ({ host: _host, ...section }) => section);
    expect(await changes()).toEqual([
      '-  shop: { kind: postgres, host: db.example, database: shop, user: app, limits: { rows: 10, timeout: 60s } }  # ask Ann',
      '+  shop: { kind: postgres, database: shop, user: app }  # ask Ann',
    ]);
  });

  test('that changes nothing writes nothing', async () => {
    await changeSource(workspace, 'shop', 'shop', (section) => section);
    expect(await text()).toBe(TEXT);
    expect(await readdir(path.join(dir, '.atoll')).catch(() => [])).not.toContain('atoll.yaml.previous');
  });

  test('may be its name, but not one that is taken', async () => {
    await changeSource(workspace, 'CRM', 'desk', (section) => section);
    expect((await sources()).map(({ name }) => name)).toEqual(['shop', 'desk', 'lake']);
    expect(await text()).toContain('  desk:   { kind: sqlite, path: data/crm.db }');
    await expect(changeSource(workspace, 'desk', 'Shop', (section) => section)).rejects.toMatchObject({
      report: { code: 'usage' },
    });
    await expect(changeSource(workspace, 'desk', 'main', (section) => section)).rejects.toMatchObject({
      report: { code: 'workspace-invalid' },
    });
  });
});

describe('the order of sources', () => {
  test('changes with their comments, and nobody changes colour', async () => {
    const before = marksOf(await sources());
    await reorderSources(workspace, ['lake', 'shop', 'crm']);
    const after = await sources();
    expect(after.map(({ name }) => name)).toEqual(['lake', 'shop', 'crm']);
    expect(Object.fromEntries(marksOf(after))).toEqual(Object.fromEntries(before));
    const lines = (await text()).split('\n');
    expect(lines.indexOf('  # everything else') + 1).toBe(lines.indexOf('  lake:'));
    expect(lines.indexOf('  # the shop, read-only') + 1).toBe(
      lines.findIndex((line) => /^ {2}shop:/.test(line)),
    );
    expect(lines.at(-2)).toBe('settings: { memory: 2GB }  # small machine');
  });

  test('is refused where the sources are others by now', async () => {
    await expect(reorderSources(workspace, ['lake', 'shop'])).rejects.toMatchObject({
      report: { code: 'usage' },
    });
    expect(await text()).toBe(TEXT);
  });

  test('a copy stands below, a removal leaves the marks of the others', async () => {
    const before = marksOf(await sources());
    await copySource(workspace, 'shop', 'shop_copy', 5);
    expect((await sources()).map(({ name }) => name)).toEqual(['shop', 'shop_copy', 'crm', 'lake']);
    await removeSource(workspace, 'shop');
    const after = marksOf(await sources());
    expect(after.get('crm')).toEqual(before.get('crm'));
    expect(after.get('lake')).toEqual(before.get('lake'));
  });
});

describe('marks', () => {
  test('of the others stay when one is changed', async () => {
    await changeSource(workspace, 'shop', 'shop', (section) => ({ ...section, hue: 4 }));
    expect([...marksOf(await sources()).values()].map(({ hue }) => hue)).toEqual([4, 1, 2]);
  });

  const marks = (...names: string[]): readonly string[] =>
    [...marksOf(names.map((name) => ({ name, hue: null, monogram: null }))).values()].map(
      ({ hue, monogram }) => `${hue}${monogram}`,
    );

  test('are two letters that tell sources apart, and the next hue', () => {
    expect(marks('shop', 'crm', 'lake', 'web_events', 'shop_2', 'shops', 'a')).toEqual([
      '0SH',
      '1CR',
      '2LK',
      '3WE',
      '4S2',
      '5SP',
      '6A1',
    ]);
    expect(new Set(marks(...Array.from({ length: 60 }, (_, at) => `s${at}`))).size).toBe(60);
  });

  test('that are written hold, wrong ones are refused with their place', async () => {
    await addSource(workspace, 'more', {
      kind: 'sqlite',
      path: 'm.db',
      hue: 9,
      monogram: 'CR',
      production: true,
    });
    const all = marksOf(await sources());
    expect(all.get('more')).toEqual({ hue: 9, monogram: 'CR' });
    expect(all.get('crm')?.monogram).toBe('CM');
    for (const wrong of [
      { hue: 10 },
      { hue: 1.5 },
      { monogram: 'abc' },
      { production: 'yes' },
      { tunnel: {} },
    ])
      await expect(
        addSource(workspace, 'bad', { kind: 'sqlite', path: 'b.db', ...wrong }),
      ).rejects.toMatchObject({
        report: { code: 'workspace-invalid', file: 'atoll.yaml', source: 'bad' },
      });
  });
});

const WRITER = `
import { addSource } from ${JSON.stringify(fileURLToPath(new URL('./edit-sources.ts', import.meta.url)))};
import { CONNECTORS } from ${JSON.stringify(fileURLToPath(new URL('../../../connectors/registry.ts', import.meta.url)))};
const [dir, name] = process.argv.slice(-2);
for (let at = 0; at < 5; at += 1)
  await addSource({ dir, connectors: CONNECTORS }, name + at, { kind: 'sqlite', path: at + '.db' });
`;

describe('several writers', () => {
  test('of several processes lose nothing of each other', async () => {
    const codes = ['a', 'b', 'c'].map(async (name) => {
      const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', WRITER, dir, name], {
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      const [code] = await once(child, 'exit');
      return code;
    });
    expect(await Promise.all(codes)).toEqual([0, 0, 0]);
    expect(await sources()).toHaveLength(3 + 15);
    expect(await text()).toContain('  # everything else\n  lake:\n');
    expect(await readdir(path.join(dir, '.atoll')).catch(() => [])).not.toContain(path.basename(LOCK_FILE));
  });

  test('take over the lock of one that died, and never that of a living one', async () => {
    await addSource(workspace, 'one', { kind: 'sqlite', path: '1.db' });
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    const { hostname } = await import('node:os');
    await writeFile(path.join(dir, LOCK_FILE), `${hostname()} ${child.pid} x`);
    await addSource(workspace, 'two', { kind: 'sqlite', path: '2.db' });
    const living = `${hostname()} ${process.pid} x`;
    await writeFile(path.join(dir, LOCK_FILE), living);
    await expect(addSource(workspace, 'three', { kind: 'sqlite', path: '3.db' })).rejects.toMatchObject({
      report: { code: 'usage' },
    });
    expect(await readFile(path.join(dir, LOCK_FILE), 'utf8')).toBe(living);
    expect((await sources()).map(({ name }) => name)).not.toContain('three');
  }, 15_000);
});
