import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CONNECTORS } from '../../../connectors/registry.ts';
import { makeWorkspace } from '../../../e2e/fixtures/cli.ts';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { addSource, BACKUP_FILE, removeSource } from './edit-sources.ts';
import { findWorkspace } from './find-workspace.ts';
import { GOOD_FILE } from './last-good.ts';
import { loadWorkspace, parseWorkspace } from './load-workspace.ts';

const parse = (text: string) => parseWorkspace(text, CONNECTORS);

/** The place and the message of what is wrong with a text. */
function wrongIn(text: string): string {
  try {
    parse(text);
  } catch (error) {
    if (!(error instanceof AtollError)) throw error;
    const { code, line, column, message } = error.report;
    return `${code} ${line}:${column} ${message}`;
  }
  return 'nothing';
}

describe('atoll.yaml', () => {
  test('is read with limits, secrets, tags and settings', () => {
    const { sources, settings } = parse(`
version: 1
sources:
  shop: { kind: postgres, database: shop, user: app, secret: env:PW, limits: { rows: 10, bytes: 5MB, timeout: 60s }, tags: [pii] }
settings: { memory: 2GB }
`);
    expect(sources[0]).toMatchObject({
      name: 'shop',
      secret: { kind: 'env', variable: 'PW' },
      limits: { connections: 4, rows: 10, bytes: 5_000_000, timeoutMs: 60_000 },
      tags: ['pii'],
    });
    expect(settings).toMatchObject({ memory: '2GB', results: '2GB' });
  });

  test.each([
    ['version: 1\nsources: [', /^workspace-invalid 2:\d+ atoll.yaml is not valid YAML/],
    ['version: 2\n', /^workspace-invalid 1:1 .*version: 1/],
    ['version: 1\nsurces: {}\n', /^workspace-invalid 2:1 'surces'/],
    ['version: 1\nsources: { a: { kind: oracle } }\n', /^workspace-invalid 2:17 .*unknown kind/],
    ['version: 1\nsources: { 1a: { kind: sqlite, path: x } }\n', /^workspace-invalid 2:12 /],
    ['version: 1\nsources: { temp: { kind: sqlite, path: x } }\n', /is reserved/],
    [
      'version: 1\nsources:\n  a: { kind: sqlite, path: x }\n  A: { kind: sqlite, path: x }\n',
      /^workspace-invalid 4:3 /,
    ],
    ['version: 1\nsources: { a: { kind: sqlite } }\n', /needs 'path'/],
    ['version: 1\nsources: { a: { kind: sqlite, path: x, secret: hunter2 } }\n', /^workspace-invalid 2:40 /],
    [
      'version: 1\nsources: { a: { kind: sqlite, path: x, limits: { rows: many } } }\n',
      /^workspace-invalid 2:50 /,
    ],
    ['version: 1\nsettings: { memory: lots }\n', /^workspace-invalid 2:13 /],
    ['version: 1\nsources: *nowhere\n', /^workspace-invalid/],
  ])('%j says where it is wrong', (text, expected) => {
    expect(wrongIn(text)).toMatch(expected);
  });

  test('says no secret back', () => {
    expect(wrongIn('version: 1\nsources: { a: { kind: sqlite, path: x, secret: hunter2 } }\n')).not.toContain(
      'hunter2',
    );
  });
});

describe('a workspace on disk', () => {
  let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
  let file: string;
  beforeEach(async () => {
    workspace = await makeWorkspace();
    file = path.join(workspace.dir, 'atoll.yaml');
  });
  afterEach(() => workspace[Symbol.asyncDispose]());

  test('is found from below, and loads its models', async () => {
    expect(findWorkspace(path.join(workspace.dir, 'data/lake'))).toBe(workspace.dir);
    expect([...(await loadWorkspace(workspace.dir, CONNECTORS)).models.keys()]).toEqual(['late']);
  });

  test('a change keeps comments, and comes whole or not at all', async () => {
    const before = await readFile(file, 'utf8');
    const edited = { dir: workspace.dir, connectors: CONNECTORS };
    await addSource(edited, 'more', { kind: 'sqlite', path: 'more.db' });
    expect(await readFile(path.join(workspace.dir, BACKUP_FILE), 'utf8')).toBe(before);
    await removeSource(edited, 'more');
    expect(await readFile(file, 'utf8')).toBe(before);
    for (const section of [{ kind: 'sqlite' }, { kind: 'sqlite', path: 5 }, { kind: 'nothing' }]) {
      await expect(addSource(edited, 'bad', section)).rejects.toMatchObject({
        report: { code: 'workspace-invalid' },
      });
    }
    expect(await readFile(file, 'utf8')).toBe(before);
    expect((await readdir(workspace.dir)).filter((name) => name.includes('partial'))).toEqual([]);
  });

  test('that is damaged names the text that was good last', async () => {
    await mkdir(path.join(workspace.dir, '.atoll'));
    await loadWorkspace(workspace.dir, CONNECTORS);
    const before = await readFile(file, 'utf8');
    await writeFile(file, before.slice(0, 60));
    await expect(loadWorkspace(workspace.dir, CONNECTORS)).rejects.toThrow(AtollError);
    const error: unknown = await loadWorkspace(workspace.dir, CONNECTORS).catch((thrown: unknown) => thrown);
    expect(error instanceof AtollError ? error.report.hint : null).toContain(GOOD_FILE);
    expect(await readFile(path.join(workspace.dir, GOOD_FILE), 'utf8')).toBe(before);
  });

  test('that is truncated or flipped anywhere opens right or says where it is wrong', async () => {
    const whole = await readFile(file);
    for (let at = 0; at < whole.length; at += 7) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ 0x11;
      for (const damaged of [whole.subarray(0, at), flipped]) {
        await writeFile(file, damaged);
        const outcome = await loadWorkspace(workspace.dir, CONNECTORS).catch((error: unknown) => error);
        if (outcome instanceof Error)
          expect(outcome).toMatchObject({ report: { code: 'workspace-invalid', file: 'atoll.yaml' } });
      }
    }
  });
});
