import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withInstallLock } from './install-lock.mjs';

describe('the lock around an installation', () => {
  let folder: string;
  let lock: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-lock-'));
    lock = join(folder, 'deep', 'install.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('lets one work at a time and is gone afterwards', async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(20);
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 4 }, () => withInstallLock(lock, work, { poll: 5 })));
    expect(most).toBe(1);
    expect(existsSync(lock)).toBe(false);
  });

  it('is released when the work fails', async () => {
    const failing = withInstallLock(lock, () => Promise.reject(new Error('no network')));
    await expect(failing).rejects.toThrow('no network');
    expect(existsSync(lock)).toBe(false);
  });

  it('passes over a lock whose holder is gone', async () => {
    await withInstallLock(lock, () => Promise.resolve());
    writeFileSync(lock, '999999999 0 0');
    await expect(withInstallLock(lock, () => Promise.resolve('done'), { poll: 5 })).resolves.toBe('done');
  });

  it('passes over a lock that nobody touches any more', async () => {
    await withInstallLock(lock, () => Promise.resolve());
    writeFileSync(lock, `${process.pid} 0 0`);
    const past = new Date(Date.now() - 60_000);
    utimesSync(lock, past, past);
    await expect(withInstallLock(lock, () => Promise.resolve('done'), { poll: 5 })).resolves.toBe('done');
  });

  it('respects a live holder, and tells once that it waits', async () => {
    let released = false;
    const holder = withInstallLock(lock, async () => {
      await sleep(80);
      released = true;
    });
    let waits = 0;
    const onWait = () => {
      waits += 1;
    };
    await withInstallLock(lock, () => Promise.resolve(expect(released).toBe(true)), { poll: 5, onWait });
    await holder;
    expect(waits).toBe(1);
  });
});
