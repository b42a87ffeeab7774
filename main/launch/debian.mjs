/** Finds what the suites need of the system, and installs it where that is possible without asking. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { PACKAGES } from './packages.mjs';
import { say } from './places.mjs';

/**
 * The packages of `needed` whose command is nowhere on this machine.
 * @param {Iterable<string>} needed
 * @param {string} path search path
 * @returns {string[]} sorted, each once
 * @throws {Error} for a package that packages.mjs does not know
 */
export function missingPackages(needed, path = process.env.PATH ?? '') {
  return [...new Set(needed)].sort().filter((name) => {
    const known = PACKAGES[name];
    if (known === undefined) throw new Error(`suites.mjs needs ${name}, which packages.mjs does not name`);
    return !hasCommand(known.command, path);
  });
}

/**
 * Whether packages can be installed without asking: Debian or a relative of it, as root.
 * @returns {boolean}
 */
export function canInstall() {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

/**
 * Installs Debian packages without questions, and says so. The lists are fetched when they turn out to be too old.
 * @param {readonly string[]} names
 * @returns {boolean} whether apt-get did it
 */
export function installPackages(names) {
  if (names.length === 0) return true;
  const purposes = names.map((name) => `${name} (${PACKAGES[name]?.brings ?? 'unknown'})`);
  say(`Installing Debian packages for the tests: ${purposes.join(', ')}.`);
  const install = ['install', '--yes', '--no-install-recommends', ...names];
  if (aptGet(install).status === 0) return true;
  const update = aptGet(['update']);
  const again = aptGet(install);
  if (again.status !== 0) say(`${update.stderr}${again.stderr}`.trimEnd());
  return again.status === 0;
}

/** @param {readonly string[]} args */
function aptGet(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-q', ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/**
 * @param {string} command
 * @param {string} path
 * @returns {boolean}
 */
function hasCommand(command, path) {
  // Servers lie in sbin, which an ordinary user's path lacks.
  return [...path.split(delimiter), '/usr/sbin', '/usr/local/sbin'].some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}
