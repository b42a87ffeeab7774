import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installPackages, missingPackages } from './debian.mjs';
import { PACKAGES } from './packages.mjs';
import { STEPS } from './suites.mjs';

describe.skipIf(process.platform === 'win32')('packages of the system', () => {
  let folder: string;
  const program = (name: string, text: string) => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  const aptGetCalls = () => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-apt-'));
    vi.stubEnv('PATH', `${folder}:/usr/bin:/bin`);
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are missing when their command is nowhere, each named once', () => {
    program('gnome-keyring-daemon', 'exit 0');
    const path = folder;
    expect(missingPackages(['gnome-keyring'], path)).toEqual([]);
    program('chromium', 'exit 0');
    expect(missingPackages(['chromium', 'chromium'], path)).toEqual([]);
    rmSync(join(folder, 'chromium'));
    expect(missingPackages(['chromium', 'gnome-keyring', 'chromium'], path)).toEqual(['chromium']);
  });

  it('must be known', () => {
    expect(() => missingPackages(['emacs'])).toThrow('packages.mjs does not name');
  });

  it('are installed by apt-get without questions', () => {
    program('apt-get', `echo "$DEBIAN_FRONTEND $*" >> ${folder}/calls`);
    expect(installPackages(['chromium', 'dbus-x11'])).toBe(true);
    expect(aptGetCalls()).toEqual([
      'noninteractive -q install --yes --no-install-recommends chromium dbus-x11',
    ]);
  });

  it('are tried again after the lists were fetched', () => {
    const install = `[ -e ${folder}/fetched ] && exit 0; exit 100`;
    program(
      'apt-get',
      `echo "$2" >> ${folder}/calls; [ "$2" = update ] && touch ${folder}/fetched; ${install}`,
    );
    expect(installPackages(['chromium'])).toBe(true);
    expect(aptGetCalls()).toEqual(['install', 'update', 'install']);
  });

  it('that cannot be installed are no success', () => {
    program('apt-get', 'echo "E: no such thing" >&2; exit 100');
    expect(installPackages(['chromium'])).toBe(false);
  });

  it('are not installed when none is missing', () => {
    expect(installPackages([])).toBe(true);
  });
});

describe('the steps of npm test', () => {
  it('need only packages that are known, under names of their own', () => {
    for (const name of STEPS.flatMap((step) => step.needs ?? [])) expect(PACKAGES).toHaveProperty(name);
    expect(new Set(STEPS.map((step) => step.name)).size).toBe(STEPS.length);
  });
});
