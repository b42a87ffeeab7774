/** Runs a TypeScript program under Node 24 in place of this process: same streams, signals and exit code. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join, resolve as resolvePath } from 'node:path';
import { cacheFolder, ROOT } from './places.mjs';

/** Repeats of a signal within this time are one press of Ctrl-C that came by several ways, ms. */
const ONE_PRESS = 500;

/**
 * The environment of every program of the house.
 * Each running DuckDB query holds a libuv thread, and four would stop all file and name look-up work.
 * @param {Record<string, string | undefined>} env
 * @returns {Record<string, string | undefined>}
 */
export function programEnvironment(env = process.env) {
  return { UV_THREADPOOL_SIZE: '16', NODE_COMPILE_CACHE: join(cacheFolder(), 'compiled'), ...env };
}

/**
 * Starts `file` (relative to the checkout, or absolute) and waits for it.
 *
 * Ctrl-C must reach it once. At a terminal the kernel gives the signal to the whole process group, so it is not
 * passed on. Without one the program gets a process group of its own and each signal is passed on, once, whether it
 * was sent to npm, to this process or to their group.
 * @param {string} node
 * @param {string} file
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code, 128 + n for a program ended by signal n
 */
export async function runProgram(node, file, args) {
  const terminal = [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);
  const detached = !terminal && process.platform !== 'win32';
  const follow = new URL('follow-parent.mjs', import.meta.url).href;
  const child = spawn(node, ['--import', follow, resolvePath(ROOT, file), ...args], {
    stdio: 'inherit',
    detached,
    env: programEnvironment(),
  });
  passSignals(child, detached);
  followNpm(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {boolean} detached
 */
function passSignals(child, detached) {
  /** @type {Map<NodeJS.Signals, number>} */
  const last = new Map();
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) {
    process.on(signal, () => {
      const now = Date.now();
      const repeated = now - (last.get(signal) ?? 0) < ONE_PRESS;
      last.set(signal, now);
      if (repeated || (!detached && signal !== 'SIGTERM')) return;
      child.kill(signal);
    });
  }
}

/**
 * npm gives a signal sent to it to the shell between npm and this process; that shell ends without passing it on.
 * So the end of the shell ends the program.
 * @param {import('node:child_process').ChildProcess} child
 */
function followNpm(child) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 100);
  watch.unref();
}
