/** Builds the window (`dist/window`) where what it is made of has changed. Node 20, no dependencies. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { withInstallLock } from './install-lock.mjs';
import { ROOT, say } from './places.mjs';

/** What the window is made of: files, and folders with all below them. */
const INPUTS = [
  'renderer',
  'main/contract',
  'engine/types',
  'engine/errors',
  'vite.config.ts',
  'package-lock.json',
];

/**
 * Builds if need be, saying so on standard error. A build that fails leaves the window that was there.
 * @param {string} node the Node 24 to build with
 * @param {string} root
 * @returns {Promise<boolean>} whether there is a window of the present state
 */
export async function buildWindow(node, root = ROOT) {
  if (isBuilt(root)) return true;
  const onWait = () => say('Waiting for another launch that is building the window.');
  return await withInstallLock(join(root, '.atoll', 'build.lock'), () => build(node, root), { onWait });
}

/**
 * @param {string} root
 * @returns {boolean}
 */
export function isBuilt(root) {
  const stamp = join(root, 'dist', 'window.stamp');
  if (!existsSync(stamp) || !existsSync(join(root, 'dist', 'window', 'index.html'))) return false;
  return readFileSync(stamp, 'utf8') === fingerprint(root);
}

/**
 * @param {string} node
 * @param {string} root
 * @returns {Promise<boolean>}
 */
async function build(node, root) {
  if (isBuilt(root)) return true;
  const began = Date.now();
  say('Building the window (once, and when its sources have changed).');
  const [dist, wanted] = [join(root, 'dist'), fingerprint(root)];
  const fresh = join(dist, 'window.new');
  const { code, output } = await runBuild(node, root, fresh);
  if (code !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    say(`${output.trimEnd()}\nThe window could not be built: see above.`);
    return false;
  }
  rmSync(join(dist, 'window'), { recursive: true, force: true });
  renameSync(fresh, join(dist, 'window'));
  writeFileSync(join(dist, 'window.stamp'), wanted);
  say(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
  return true;
}

/**
 * @param {string} node
 * @param {string} root
 * @param {string} outDir
 * @returns {Promise<{ code: number, output: string }>}
 */
function runBuild(node, root, outDir) {
  const program = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  return new Promise((resolve, reject) => {
    const child = spawn(node, [program, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    let output = '';
    child.stdout.on('data', (part) => (output += String(part)));
    child.stderr.on('data', (part) => (output += String(part)));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * A hash over names and contents of all inputs.
 * @param {string} root
 * @returns {string}
 */
function fingerprint(root) {
  const hash = createHash('sha256');
  for (const file of INPUTS.flatMap((input) => filesOf(root, input))) {
    hash.update(
      `${file}\0${createHash('sha256')
        .update(readFileSync(join(root, file)))
        .digest('hex')}\n`,
    );
  }
  return `${hash.digest('hex')}\n`;
}

/**
 * @param {string} root
 * @param {string} input
 * @returns {string[]} relative to the root, with `/`, in an order of their own
 */
function filesOf(root, input) {
  const path = join(root, input);
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [input];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => `${input}/${name.split(sep).join('/')}`)
    .filter((name) => !/\.test\.tsx?$/.test(name) && statSync(join(root, name)).isFile())
    .sort();
}
