import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildWindow, isBuilt } from './build-window.mjs';

let root: string;

/** A checkout with a window of one page, built by the real Vite. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'atoll-build-'));
  await mkdir(join(root, 'renderer'));
  await symlink(join(process.cwd(), 'node_modules'), join(root, 'node_modules'), 'junction');
  await cp('package-lock.json', join(root, 'package-lock.json'));
  await writeFile(join(root, 'package.json'), '{ "type": "module" }');
  await writeFile(
    join(root, 'vite.config.ts'),
    `export default { root: ${JSON.stringify(join(root, 'renderer'))} };\n`,
  );
  await page('first');
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function page(words: string): Promise<void> {
  await writeFile(join(root, 'renderer/index.html'), `<!doctype html><title>${words}</title>`);
}

async function built(): Promise<string> {
  return await readFile(join(root, 'dist/window/index.html'), 'utf8');
}

test('it builds once, and again when a source has changed', async () => {
  expect(isBuilt(root)).toBe(false);
  expect(await buildWindow(process.execPath, root)).toBe(true);
  expect(isBuilt(root)).toBe(true);
  await writeFile(join(root, 'dist/window/mark.txt'), '');
  expect(await buildWindow(process.execPath, root)).toBe(true);
  expect(await readFile(join(root, 'dist/window/mark.txt'), 'utf8')).toBe('');
  await page('second');
  expect(isBuilt(root)).toBe(false);
  await buildWindow(process.execPath, root);
  expect(await built()).toContain('second');
});

test('tests are no part of the window', async () => {
  await buildWindow(process.execPath, root);
  await writeFile(join(root, 'renderer/more.test.ts'), 'export {};');
  expect(isBuilt(root)).toBe(true);
  await writeFile(join(root, 'renderer/more.ts'), 'export {};');
  expect(isBuilt(root)).toBe(false);
});

test('a build that fails leaves the window that was there', async () => {
  await buildWindow(process.execPath, root);
  await writeFile(join(root, 'renderer/index.html'), '<script type="module" src="./absent.ts"></script>');
  expect(await buildWindow(process.execPath, root)).toBe(false);
  expect(await built()).toContain('first');
  expect(isBuilt(root)).toBe(false);
});
