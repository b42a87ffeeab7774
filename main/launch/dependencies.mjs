/** Tells whether node_modules holds what package-lock.json names, and installs it when it does not. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} Entry */

/**
 * Whether the packages of the checkout are installed. A stamp answers at once; without a fitting one npm's own record
 * of what it installed is compared, so that a dependency added by hand does not cost a second installation.
 * @param {string} root
 * @returns {boolean}
 */
export function isInstalled(root) {
  const wanted = fingerprint(root);
  const stamp = stampFile(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  if (!matches(readPackages(join(root, 'package-lock.json')), readPackages(record))) return false;
  writeFileSync(stamp, wanted);
  return true;
}

/**
 * Runs `npm ci`; its words go to standard error.
 * @param {string} root
 * @returns {Promise<void>}
 * @throws {Error} when npm fails
 */
export async function install(root) {
  const { command, args } = npmCommand();
  const flags = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  /** @type {number | null} */
  const code = await new Promise((resolve, reject) => {
    const shell = process.platform === 'win32' && command === 'npm';
    const child = spawn(command, [...args, ...flags], { cwd: root, stdio: ['ignore', 'ignore', 2], shell });
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`npm ci ended with ${code}: its messages are above`);
  if (process.platform === 'win32') teachExec(root);
  writeFileSync(stampFile(root), fingerprint(root));
}

/**
 * The scripts of package.json that take signals begin with `exec`, so that no shell stands between npm and them.
 * cmd.exe has no such word; npm puts this folder on its path.
 * @param {string} root
 */
function teachExec(root) {
  writeFileSync(join(root, 'node_modules', '.bin', 'exec.cmd'), '@%*\r\n');
}

/**
 * Whether everything the lock file asks for is recorded as installed, and nothing else.
 * @param {Record<string, Entry>} wanted
 * @param {Record<string, Entry>} installed
 * @returns {boolean}
 */
export function matches(wanted, installed) {
  const complete = Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || path in installed || entry.optional === true || entry.devOptional === true,
  );
  return (
    complete &&
    Object.entries(installed).every(
      ([path, entry]) =>
        wanted[path]?.version === entry.version && wanted[path]?.integrity === entry.integrity,
    )
  );
}

/**
 * @param {string} root
 * @returns {string}
 */
function fingerprint(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}\n`;
}

/**
 * @param {string} root
 * @returns {string}
 */
function stampFile(root) {
  return join(root, 'node_modules', '.atoll-installed');
}

/**
 * @param {string} file
 * @returns {Record<string, Entry>}
 */
function readPackages(file) {
  const lock = /** @type {{ packages?: Record<string, Entry> }} */ (JSON.parse(readFileSync(file, 'utf8')));
  return lock.packages ?? {};
}

/**
 * The npm that started this program, run by its own Node: the packaged one is about to be replaced.
 * @returns {{ command: string, args: string[] }}
 */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script === undefined || !/npm-cli\.[cm]?js$/.test(script)) return { command: 'npm', args: [] };
  return { command: process.env.npm_node_execpath ?? process.execPath, args: [script] };
}
