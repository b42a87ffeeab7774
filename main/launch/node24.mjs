/** Finds the Node 24 that runs the TypeScript: this process, or the binary that the installed packages bring. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './places.mjs';

const NEEDED = 24;
const PACKAGED = ['linux-x64', 'linux-arm64', 'win32-x64'];

/**
 * Where npm puts the packaged binary for a platform.
 * @param {string} root
 * @param {string} platform
 * @param {string} arch
 * @returns {string | undefined} nothing where no package exists
 */
export function packagedNode(root, platform, arch) {
  if (!PACKAGED.includes(`${platform}-${arch}`)) return undefined;
  const windows = platform === 'win32';
  const name = `node-${windows ? 'win' : platform}-${arch}`;
  return join(root, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
}

/**
 * Whether a Node 24 is here or can be brought by `npm ci`.
 * @param {string} version
 * @param {string} platform
 * @param {string} arch
 * @returns {boolean}
 */
export function canHaveNode(
  version = process.versions.node,
  platform = process.platform,
  arch = process.arch,
) {
  return Number.parseInt(version, 10) >= NEEDED || packagedNode(ROOT, platform, arch) !== undefined;
}

/**
 * The Node to run programs with.
 * @returns {string | undefined} nothing when there is none yet
 */
export function findNode() {
  if (Number.parseInt(process.versions.node, 10) >= NEEDED) return process.execPath;
  const packaged = packagedNode(ROOT, process.platform, process.arch);
  return packaged !== undefined && existsSync(packaged) ? packaged : undefined;
}

/**
 * Whether that binary starts here: one built for glibc does not on a musl system.
 * @param {string} node
 * @returns {boolean}
 */
export function nodeStarts(node) {
  return spawnSync(node, ['--version'], { stdio: 'ignore' }).status === 0;
}

/**
 * What to tell a person whose machine has no Node 24 and gets none from npm.
 * @param {string} platform
 * @returns {string}
 */
export function howToInstallNode(platform = process.platform) {
  const way =
    platform === 'darwin'
      ? 'Install it with `brew install node@24` or from https://nodejs.org'
      : 'Install it from https://nodejs.org or with your package manager';
  return `Atoll needs Node ${NEEDED}; this is ${process.versions.node}. ${way}, then run the command again.`;
}
