import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AtollError } from '../../../engine/errors/atoll-error.ts';

/** How long a writer waits for another, ms. A write takes some milliseconds. */
const PATIENCE_MS = 5000;
const POLL_MS = 15;
/** A lock of this age belongs to nobody any more, whatever it says, ms. */
const OLD_MS = 30_000;
/** A lock whose owner can't be read is being written, or its writer died in that moment, ms. */
const HALF_WRITTEN_MS = 2000;

/**
 * Does something while no other process that asks for the same lock does. For the moment of writing a file, never for
 * longer: whoever reads does not ask. A lock whose process died is taken over. Throws `usage` after five seconds.
 */
export async function withWriteLock<Result>(lockFile: string, act: () => Promise<Result>): Promise<Result> {
  await mkdir(dirname(lockFile), { recursive: true });
  const owner = `${hostname()} ${process.pid} ${randomUUID()}`;
  const until = performance.now() + PATIENCE_MS;
  while (!(await take(lockFile, owner))) {
    if (performance.now() > until)
      throw new AtollError('usage', 'Another program has been writing atoll.yaml for five seconds.', {
        hint: `Try again; if no other program runs, remove ${lockFile}.`,
      });
    await removeStale(lockFile);
    await sleep(POLL_MS * (0.5 + Math.random()));
  }
  try {
    return await act();
  } finally {
    if ((await readFile(lockFile, 'utf8').catch(() => null)) === owner) await rm(lockFile, { force: true });
  }
}

async function take(lockFile: string, owner: string): Promise<boolean> {
  try {
    const file = await open(lockFile, 'wx');
    try {
      await file.writeFile(owner);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes away a lock whose owner is gone; that of a living one, which came in the meantime, is put back. */
async function removeStale(lockFile: string): Promise<void> {
  const found = await readFile(lockFile, 'utf8').catch(() => null);
  const age = await stat(lockFile).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  if (found === null || !isStale(found, age)) return;
  const aside = `${lockFile}.${randomUUID()}`;
  await rename(lockFile, aside).catch(() => undefined);
  const taken = await readFile(aside, 'utf8').catch(() => null);
  if (taken !== null && taken !== found) await rename(aside, lockFile).catch(() => undefined);
  else await rm(aside, { force: true });
}

function isStale(owner: string, ageMs: number): boolean {
  if (ageMs > OLD_MS) return true;
  const [host, pid] = owner.split(' ');
  if (host === undefined || pid === undefined) return ageMs > HALF_WRITTEN_MS;
  return host === hostname() && !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It lives, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
