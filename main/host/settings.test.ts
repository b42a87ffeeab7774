import { watch } from 'node:fs';
import { appendFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeWorkspace } from '../../e2e/fixtures/cli.ts';
import { type Host, openHost } from './open-host.ts';

let workspace: Awaited<ReturnType<typeof makeWorkspace>>;
let host: Host | null = null;
beforeEach(async () => {
  workspace = await makeWorkspace();
});
afterEach(async () => {
  await host?.close();
  host = null;
  await workspace[Symbol.asyncDispose]();
});

async function open(settings: string): Promise<Host> {
  await appendFile(path.join(workspace.dir, 'atoll.yaml'), `settings: { ${settings} }\n`);
  host = await openHost(workspace.dir, { onNotice: () => undefined, warm: 1 });
  return host;
}

/** Needs some 200 MB to sort. */
const LARGE = 'SELECT range AS n, hash(range) AS h FROM range(8000000) ORDER BY h';
const run = (on: Host, sql: string) =>
  on.queries.run(sql, { mode: 'full', parameters: new Map(), signal: new AbortController().signal });

test('a query spills into the folder that the workspace names, and leaves nothing there', async () => {
  const spill = path.join(workspace.dir, 'elsewhere');
  await mkdir(spill);
  const seen: string[] = [];
  const watcher = watch(spill, { recursive: true }, (_, name) => void seen.push(String(name)));
  const own = await open('memory: 60MB, spillDirectory: elsewhere');
  expect((await run(own, LARGE)).result.rows).toBe(8_000_000);
  watcher.close();
  expect(seen.filter((name) => name.includes('duckdb_temp')).length).toBeGreaterThan(0);
  await own.close();
  expect(await readdir(spill)).toEqual([]);
});

test('no query takes more memory or disk than the workspace allows', async () => {
  const own = await open('memory: 60MB, spill: 10MB');
  await expect(run(own, LARGE)).rejects.toMatchObject({ report: { code: 'limit-disk' } });
});

test('a folder for spilling that can not be written to is told before anything runs', async () => {
  await writeFile(path.join(workspace.dir, 'file'), '');
  await expect(open('spillDirectory: file')).rejects.toMatchObject({
    report: { code: 'workspace-invalid', file: 'atoll.yaml' },
  });
});

test('kept results take no more than the workspace allows; the newest stays', async () => {
  const own = await open('results: 1KB');
  await run(own, 'SELECT 1 AS a');
  const { result } = await run(own, 'SELECT 2 AS a');
  const kept = await readdir(path.join(workspace.dir, '.atoll/results'));
  expect(kept.filter((name) => name.endsWith('.duckdb'))).toEqual([path.basename(result.file)]);
});
