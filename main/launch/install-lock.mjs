/** A lock file that keeps two launches of one checkout from installing at once, and that goes stale by itself. */
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A holder touches its lock this often, ms. */
const HEARTBEAT = 2_000;
/** A lock that nobody touched for this long has lost its holder, ms. */
const STALE = 15_000;

/**
 * Runs `work` while holding the lock at `path`, waiting for another holder first.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @param {{ staleAfter?: number, poll?: number, onWait?: () => void }} [options] times in ms
 * @returns {Promise<T>}
 */
export async function withInstallLock(path, work, { staleAfter = STALE, poll = 200, onWait } = {}) {
  mkdirSync(dirname(path), { recursive: true });
  const token = `${process.pid} ${Date.now()} ${Math.random()}`;
  let waited = false;
  while (!take(path, token)) {
    if (removeIfStale(path, staleAfter)) continue;
    if (!waited) onWait?.();
    waited = true;
    await sleep(poll);
  }
  const heartbeat = setInterval(() => touch(path), HEARTBEAT);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    if (readOrNothing(path) === token) rmSync(path, { force: true });
  }
}

/**
 * @param {string} path
 * @param {string} token
 * @returns {boolean}
 */
function take(path, token) {
  try {
    writeFileSync(path, token, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Moves a stale lock aside. Two waiters may try at once: the one that moved a fresh lock by mistake puts it back.
 * @param {string} path
 * @param {number} staleAfter
 * @returns {boolean} whether it was stale, so that taking it is worth another try
 */
function removeIfStale(path, staleAfter) {
  const token = readOrNothing(path);
  if (token === undefined) return true;
  if (!isStale(path, token, staleAfter)) return false;
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (readOrNothing(aside) !== token) linkSync(aside, path);
  } catch (error) {
    if (!isCode(error, 'ENOENT') && !isCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
  return true;
}

/**
 * @param {string} path
 * @param {string} token
 * @param {number} staleAfter
 * @returns {boolean}
 */
function isStale(path, token, staleAfter) {
  try {
    if (Date.now() - statSync(path).mtimeMs > staleAfter) return true;
    const pid = Number.parseInt(token, 10);
    if (pid > 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    return isCode(error, 'ESRCH');
  }
}

/** @param {string} path */
function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  }
}

/**
 * @param {string} path
 * @returns {string | undefined}
 */
function readOrNothing(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 * @returns {boolean}
 */
function isCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}
