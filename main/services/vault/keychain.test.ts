import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NO_KEYRING, TestKeyring } from '../../../e2e/fixtures/keyring.ts';
import type { VaultState } from '../../contract/api/app.ts';
import { KeychainStore } from './keychain-store.ts';
import { SystemVault } from './system-vault.ts';

let home: string;
const open: (AsyncDisposable | { close(): void })[] = [];
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'atoll-vault-'));
});
afterEach(async () => {
  for (const one of open.splice(0).reverse()) {
    if (Symbol.asyncDispose in one) await one[Symbol.asyncDispose]();
    else one.close();
  }
  await rm(home, { recursive: true });
});

async function keyring(what?: 'empty'): Promise<TestKeyring> {
  const started = await TestKeyring.start(what);
  open.push(started);
  return started;
}

function vaultOver(environment: NodeJS.ProcessEnv, askMs = 20_000): SystemVault {
  const vault = new SystemVault({ home, keychain: new KeychainStore(environment, { checkMs: 8000, askMs }) });
  open.push(vault);
  return vault;
}

const key = (source: string, workspaceDir = home): { workspaceDir: string; source: string } => ({
  workspaceDir,
  source,
});

describe.skipIf(NO_KEYRING !== null)('the keychain of the system', () => {
  test('keeps, reads and forgets passwords, by workspace and source', async () => {
    const { environment } = await keyring();
    const vault = vaultOver(environment);
    expect(await vault.ready()).toEqual({
      store: 'keychain',
      locked: false,
      hasFile: false,
      keychainProblem: null,
    });
    expect(await vault.read(key('shop'))).toBe(null);
    await vault.keep(key('shop'), 'pä$$"wörd\n');
    await vault.keep(key('crm'), 'other');
    const another = vaultOver(environment);
    expect(await another.read(key('SHOP'))).toBe('pä$$"wörd\n');
    expect(await another.read(key('shop', tmpdir()))).toBe(null);
    await another.keep(key('shop'), 'rotated');
    expect(await vault.read(key('shop'))).toBe('rotated');
    await vault.forget(key('shop'));
    await vault.forget(key('shop'));
    expect(await another.read(key('shop'))).toBe(null);
    expect(await another.read(key('crm'))).toBe('other');
    expect(await readdir(home)).toEqual([]);
  });

  test('that is locked and not unlocked is asked once, and nothing is kept elsewhere unasked', async () => {
    const started = await keyring();
    const vault = vaultOver(started.environment);
    await vault.keep(key('shop'), 'secret');
    started.lock();
    const states: VaultState[] = [];
    vault.onChange((state) => states.push(state));
    expect(await Promise.all([vault.read(key('shop')), vault.read(key('shop'))])).toEqual([null, null]);
    expect(vault.state.keychainProblem).toMatch(/locked/);
    expect(vault.state.store).toBe('memory');
    expect(states.length).toBeGreaterThan(0);
    expect(await readdir(home)).toEqual([]);
  });

  test('that gives no answer holds nothing up, and is given up', async () => {
    const started = await keyring();
    const vault = vaultOver(started.environment, 1500);
    await vault.keep(key('shop'), 'secret');
    started.freeze();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const began = performance.now();
    expect(await vault.read(key('shop'))).toBe(null);
    expect(performance.now() - began).toBeLessThan(6000);
    delay.disable();
    // A native call in this thread would have shown as a delay of all the time that it took.
    expect(delay.max / 1e6).toBeLessThan(700);
    expect(vault.state).toMatchObject({
      store: 'memory',
      keychainProblem: expect.stringMatching(/no answer/) as string,
    });
    const again = performance.now();
    expect(await vault.read(key('crm'))).toBe(null);
    expect(performance.now() - again).toBeLessThan(200);
  });

  test('is asked again when the user says so, and gets what was entered meanwhile', async () => {
    const started = await keyring();
    const vault = vaultOver(started.environment);
    await vault.choose({ store: 'memory' });
    await vault.keep(key('shop'), 'entered');
    expect(await vault.choose({ store: 'keychain' })).toMatchObject({
      store: 'keychain',
      keychainProblem: null,
    });
    expect(await vaultOver(started.environment).read(key('shop'))).toBe('entered');
  });

  test('that is not there is said to be not there, and is not replaced by the keys of the kernel', async () => {
    const { environment } = await keyring('empty');
    const vault = vaultOver(environment);
    const state = await vault.ready();
    expect(state.store).toBe('memory');
    expect(state.keychainProblem).toMatch(/No Secret Service answers/);
    await vault.keep(key('shop'), 'for this session');
    expect(await vault.read(key('shop'))).toBe('for this session');
    expect(await vaultOver(environment).read(key('shop'))).toBe(null);
  });
});

test('without a session bus the reason is told, and no password leaves memory', async () => {
  const vault = vaultOver({ PATH: process.env['PATH'] });
  expect(await vault.ready()).toMatchObject({
    store: 'memory',
    keychainProblem: expect.any(String) as string,
  });
  await vault.keep(key('shop'), 'entered');
  expect(await readdir(home)).toEqual([]);
});

describe('the encrypted file', () => {
  const NOWHERE = { PATH: process.env['PATH'] };
  const file = (): string => path.join(home, 'passwords.json');

  test('is made with a passphrase, is for its owner alone, and holds nothing in plain text', async () => {
    const vault = vaultOver(NOWHERE);
    await vault.keep(key('shop'), 'entered before');
    expect(await vault.choose({ store: 'file', passphrase: 'correct horse' })).toMatchObject({
      store: 'file',
      locked: false,
      hasFile: true,
    });
    await vault.keep(key('crm'), 'canary');
    const text = await readFile(file(), 'utf8');
    expect(text).not.toMatch(/canary|entered|shop|crm|correct horse/);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    const later = vaultOver(NOWHERE);
    expect(await later.ready()).toMatchObject({ store: 'file', locked: true, hasFile: true });
    await expect(later.read(key('shop'))).rejects.toMatchObject({
      report: { code: 'secret-locked', source: 'shop' },
    });
    await expect(later.keep(key('shop'), 'x')).rejects.toMatchObject({ report: { code: 'secret-locked' } });
    await expect(later.choose({ store: 'file', passphrase: 'wrong' })).rejects.toMatchObject({
      report: { code: 'secret-locked' },
    });
    expect(await later.choose({ store: 'file', passphrase: 'correct horse' })).toMatchObject({
      locked: false,
    });
    expect(await later.read(key('shop'))).toBe('entered before');
    expect(await later.read(key('crm'))).toBe('canary');
    await later.forget(key('crm'));
    expect(await vault.read(key('crm'))).toBe(null);
  });

  test('that was changed in one bit is refused and kept as it is, under a name that is told', async () => {
    const vault = vaultOver(NOWHERE);
    await vault.choose({ store: 'file', passphrase: 'p' });
    await vault.keep(key('shop'), 'secret');
    const whole = JSON.parse(await readFile(file(), 'utf8')) as Record<string, string>;
    const data = Buffer.from(whole['data'] ?? '', 'base64');
    data[3] = (data[3] ?? 0) ^ 1;
    await writeFile(file(), JSON.stringify({ ...whole, data: data.toString('base64') }));
    await expect(vault.read(key('shop'))).rejects.toMatchObject({
      report: { code: 'secret-locked', message: expect.stringContaining('damaged') as string },
    });
    const [kept] = await readdir(home);
    expect(kept).toMatch(/^passwords\.json\.damaged-/);
    expect(vault.state).toMatchObject({ locked: true, hasFile: false });
  });

  test('is changed by two programs at once without loss', async () => {
    const one = vaultOver(NOWHERE);
    await one.choose({ store: 'file', passphrase: 'p' });
    const other = vaultOver(NOWHERE);
    await other.choose({ store: 'file', passphrase: 'p' });
    await one.keep(key('shop'), 'a');
    await other.keep(key('crm'), 'b');
    await one.keep(key('lake'), 'c');
    expect(await other.read(key('shop'))).toBe('a');
    expect(await other.read(key('lake'))).toBe('c');
  });
});
