/**
 * Completes package-lock.json after a dependency changed (`npm run lock`).
 *
 * Native tools come as one optional package per platform. A registry mirror that does not carry them all makes
 * npm leave the missing ones out of the lock file, and `npm ci` then refuses it everywhere. This adds their
 * entries (version from the parent, platform from the name) without an integrity, which npm fills in on a
 * registry that has them. Nothing is downloaded.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

/**
 * @typedef {{ version?: string, optional?: boolean, dev?: boolean, os?: string[], cpu?: string[], libc?: string[],
 *   optionalDependencies?: Record<string, string> }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry> }} Lock
 */

/**
 * The platform that a package name ends with, such as `linux-arm64-musl` or `win32-x64-msvc`.
 * @param {string} name
 * @returns {{ os: string[], cpu: string[], libc?: string[] } | undefined} nothing when the name does not say
 */
export function platformOf(name) {
  const parts = name.split(/[/-]/);
  const os = parts.find((part) => SYSTEMS.includes(part));
  const cpu = parts.findLast((part) => PROCESSORS.includes(part));
  if (os === undefined || cpu === undefined) return undefined;
  const abi = parts.at(-1) ?? '';
  const libc = abi.startsWith('musl') ? ['musl'] : abi.startsWith('gnu') ? ['glibc'] : undefined;
  return { os: [os], cpu: [cpu], ...(libc === undefined ? {} : { libc }) };
}

/**
 * The entries that the lock file lacks: path in the lock → entry.
 * @param {Lock} lock
 * @returns {Record<string, LockEntry>}
 * @throws {Error} when a missing package is not pinned or its name does not tell its platform
 */
export function missingEntries(lock) {
  /** @type {Record<string, LockEntry>} */
  const missing = {};
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (`${path}/node_modules/${name}` in lock.packages || `node_modules/${name}` in lock.packages)
        continue;
      const platform = platformOf(name);
      if (platform === undefined || !/^\d/.test(version)) {
        throw new Error(`package-lock.json lacks ${name}@${version}, wanted by ${path}: add it by hand`);
      }
      missing[`node_modules/${name}`] = {
        version,
        ...platform,
        ...(entry.dev ? { dev: true } : {}),
        optional: true,
      };
    }
  }
  return missing;
}

function main() {
  const file = new URL('../../package-lock.json', import.meta.url);
  const lock = /** @type {Lock} */ (JSON.parse(readFileSync(file, 'utf8')));
  const missing = missingEntries(lock);
  lock.packages = Object.fromEntries(
    Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, 'en')),
  );
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  process.stderr.write(`package-lock.json: ${Object.keys(missing).length} platform packages added\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
