import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Lock, missingEntries, platformOf } from './complete-lock.mjs';

describe('platformOf', () => {
  it.each([
    ['@biomejs/cli-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['@oxlint/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
    ['@oxlint-tsgolint/win32-arm64', { os: ['win32'], cpu: ['arm64'] }],
    ['@oxc-parser/binding-win32-x64-msvc', { os: ['win32'], cpu: ['x64'] }],
    ['left-pad', undefined],
  ])('%s', (name, platform) => {
    expect(platformOf(name)).toEqual(platform);
  });
});

describe('missingEntries', () => {
  const parent = { version: '2.0.0', dev: true, optionalDependencies: { 'tool-darwin-arm64': '2.0.0' } };
  it('adds what the parent names and the lock lacks', () => {
    expect(missingEntries({ packages: { 'node_modules/tool': parent } })).toEqual({
      'node_modules/tool-darwin-arm64': {
        version: '2.0.0',
        os: ['darwin'],
        cpu: ['arm64'],
        dev: true,
        optional: true,
      },
    });
  });
  it('refuses to guess a version', () => {
    const loose = { ...parent, optionalDependencies: { 'tool-darwin-arm64': '^2.0.0' } };
    expect(() => missingEntries({ packages: { 'node_modules/tool': loose } })).toThrow('by hand');
  });
  it('finds nothing to add to the lock file of this checkout', () => {
    const file = new URL('../../package-lock.json', import.meta.url);
    expect(missingEntries(JSON.parse(readFileSync(file, 'utf8')) as Lock)).toEqual({});
  });
});
