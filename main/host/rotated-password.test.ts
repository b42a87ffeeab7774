import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../../e2e/fixtures/postgres.ts';
import { TcpProxy } from '../../e2e/fixtures/tcp-proxy.ts';
import { reportOf } from '../../engine/errors/atoll-error.ts';
import { KeychainStore } from '../services/vault/keychain-store.ts';
import { SystemVault } from '../services/vault/system-vault.ts';
import { type Host, openHost } from './open-host.ts';

const NEVER = new AbortController().signal;

let postgres: TestPostgres;
let proxy: TcpProxy;
let dir: string;
let vault: SystemVault;
let host: Host;
beforeEach(async () => {
  postgres = await startPostgres();
  await postgres.createDatabase('shop');
  await postgres.run(
    'shop',
    "CREATE ROLE app LOGIN PASSWORD 'old'; CREATE TABLE t AS SELECT 1 AS n; GRANT SELECT ON t TO app",
  );
  proxy = await TcpProxy.start(postgres);
  dir = await mkdtemp(path.join(tmpdir(), 'atoll-rotated-'));
  await writeFile(
    path.join(dir, 'atoll.yaml'),
    `version: 1\nsources:\n  shop: { kind: postgres, host: 127.0.0.1, port: ${proxy.port}, database: shop, user: app, secret: keychain }\n`,
  );
  vault = new SystemVault({ home: dir, keychain: new KeychainStore({}) });
  await vault.choose({ store: 'memory' });
  await vault.keep({ workspaceDir: dir, source: 'shop' }, 'old');
  host = await openHost(dir, { onNotice: () => undefined, warm: 1, vault });
});
afterEach(async () => {
  await host.close();
  await proxy.stop();
  await postgres.stop();
  await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

const run = (): Promise<unknown> =>
  host.queries.run('SELECT n FROM shop.t', { mode: 'full', parameters: new Map(), signal: NEVER });
/** What reading rows and reading the catalog fail with; `fine` where they do not. */
const codes = async (): Promise<readonly string[]> =>
  await Promise.all(
    [run(), host.catalogs.refresh('shop', NEVER)].map((work) =>
      work.then(
        () => 'fine',
        (error: unknown) => reportOf(error).code,
      ),
    ),
  );

test('a password that was changed at the server in mid-session is hardly tried again, and the new one at once', {
  timeout: 60_000,
}, async () => {
  expect(await codes()).toEqual(['fine', 'fine']);
  await postgres.run(
    'shop',
    "ALTER ROLE app PASSWORD 'new'; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'app'",
  );
  const before = proxy.connections;
  const failure = await host.catalogs.refresh('shop', NEVER).catch(reportOf);
  expect(failure).toMatchObject({ code: 'secret-rejected', source: 'shop', step: 'login' });
  for (let time = 0; time < 4; time += 1)
    expect(await codes()).toEqual(['secret-rejected', 'secret-rejected']);
  const { steps } = await host.source('shop').probe(NEVER);
  expect(steps.at(-1)).toMatchObject({ step: 'login', ok: false, error: { code: 'secret-rejected' } });
  // Connections and not only logins: a server counts those too that are given up when it asks for the password.
  // It may be tried again after ten seconds, which a slow machine takes for this test.
  expect(proxy.connections - before).toBeLessThanOrEqual(3);
  await vault.keep({ workspaceDir: dir, source: 'shop' }, 'new');
  expect(await codes()).toEqual(['fine', 'fine']);
});
