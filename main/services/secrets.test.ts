import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DEFAULT_LIMITS } from '../../engine/types/limits.ts';
import { readSecret } from './secrets.ts';
import { KeychainStore } from './vault/keychain-store.ts';
import { SystemVault } from './vault/system-vault.ts';
import { parseSecretReference, printSecretReference } from './workspace/secret-reference.ts';

let dir: string;
let vault: SystemVault;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'atoll-secrets-'));
  // No session bus, so no Secret Service: passwords stay in memory.
  vault = new SystemVault({ home: dir, keychain: new KeychainStore({}) });
  await vault.choose({ store: 'memory' });
});
afterAll(() => rm(dir, { recursive: true }));

const read = (secret: string | null): Promise<string | null> =>
  readSecret(
    {
      name: 'shop',
      kind: 'postgres',
      config: {},
      secret: secret === null ? null : parseSecretReference(secret),
      limits: DEFAULT_LIMITS,
      region: null,
      tags: [],
      hue: null,
      monogram: null,
      production: false,
      tunnel: null,
    },
    dir,
    vault,
  );

test('references read back as they are printed', () => {
  for (const text of ['keychain', 'env:SHOP_PASSWORD', 'file:/run/secrets/shop'])
    expect(printSecretReference(parseSecretReference(text) ?? { kind: 'keychain' })).toBe(text);
  for (const text of ['', 'hunter2', 'env:', 'env:1A', 'file:', 'ENV:A'])
    expect(parseSecretReference(text)).toBe(null);
});

test('come from the environment and from files, anew each time', async () => {
  expect(await read(null)).toBe(null);
  vi.stubEnv('ATOLL_TEST_PW', 'one');
  expect(await read('env:ATOLL_TEST_PW')).toBe('one');
  vi.stubEnv('ATOLL_TEST_PW', 'two');
  expect(await read('env:ATOLL_TEST_PW')).toBe('two');
  vi.unstubAllEnvs();
  await expect(read('env:ATOLL_TEST_PW')).rejects.toMatchObject({
    report: { code: 'secret-missing', step: 'secret' },
  });
  await writeFile(path.join(dir, 'pw'), ' with spaces \n', { mode: 0o600 });
  expect(await read('file:pw')).toBe(' with spaces ');
  await expect(read('file:none')).rejects.toMatchObject({ report: { code: 'secret-missing' } });
});

test('a file that others may read is refused', async () => {
  await writeFile(path.join(dir, 'open'), 'x', { mode: 0o600 });
  await chmod(path.join(dir, 'open'), 0o644);
  await expect(read('file:open')).rejects.toMatchObject({
    report: { code: 'secret-missing', source: 'shop' },
  });
});

test('what the vault keeps is read anew each time, and missed with the reason', async () => {
  const key = { workspaceDir: dir, source: 'shop' };
  await vault.keep(key, 'one');
  expect(await read('keychain')).toBe('one');
  await vault.keep(key, 'two');
  expect(await read('keychain')).toBe('two');
  await vault.forget(key);
  await expect(read('keychain')).rejects.toMatchObject({
    report: { code: 'secret-missing', source: 'shop' },
  });
});
