import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled, matches } from './dependencies.mjs';

const pg = { version: '8.0.0', integrity: 'sha512-a' };
const wanted = {
  '': { version: '1.0.0' },
  'node_modules/pg': pg,
  'node_modules/tool-darwin': { version: '1.0.0', optional: true },
};

describe('matches', () => {
  it('accepts an installation without the other platforms', () => {
    expect(matches(wanted, { 'node_modules/pg': pg })).toBe(true);
  });
  it('refuses a missing package, another version, another content, and one too many', () => {
    expect(matches(wanted, {})).toBe(false);
    expect(matches(wanted, { 'node_modules/pg': { ...pg, version: '7.0.0' } })).toBe(false);
    expect(matches(wanted, { 'node_modules/pg': { ...pg, integrity: 'sha512-b' } })).toBe(false);
    expect(matches(wanted, { 'node_modules/pg': pg, 'node_modules/left': pg })).toBe(false);
  });
});

describe('isInstalled', () => {
  let root: string;
  const write = (name: string, packages: object) =>
    writeFileSync(join(root, name), JSON.stringify({ packages }));
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'atoll-deps-'));
    write('package-lock.json', wanted);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('says no without node_modules', () => {
    expect(isInstalled(root)).toBe(false);
  });

  it("believes npm's record once, then its own stamp, until the lock file changes", () => {
    mkdirSync(join(root, 'node_modules'));
    write('node_modules/.package-lock.json', { 'node_modules/pg': pg });
    expect(isInstalled(root)).toBe(true);
    expect(existsSync(join(root, 'node_modules', '.atoll-installed'))).toBe(true);
    rmSync(join(root, 'node_modules', '.package-lock.json'));
    expect(isInstalled(root)).toBe(true);
    write('package-lock.json', { ...wanted, 'node_modules/zod': pg });
    expect(isInstalled(root)).toBe(false);
  });
});
