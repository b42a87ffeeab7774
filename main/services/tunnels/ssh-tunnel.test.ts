import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { NO_MARIADB, startMariadb } from '../../../e2e/fixtures/mariadb.ts';
import { freePort, startPostgres, type TestPostgres } from '../../../e2e/fixtures/postgres.ts';
import { makeSshKeys, TestSshServer } from '../../../e2e/fixtures/ssh-server.ts';
import type { ProbeStep } from '../../../engine/spi/probe.ts';
import { DEFAULT_LIMITS } from '../../../engine/types/limits.ts';
import { type OpenedSources, openSources } from '../../compose.ts';
import type { Tunnel } from '../../contract/api/sources.ts';
import { type Host, openHost } from '../../host/open-host.ts';
import { ResultReader } from '../results/result-reader.ts';

const NEVER = new AbortController().signal;
const KEYS = makeSshKeys();
const NO_AGENT = spawnSync('ssh-add', ['-h'], { stdio: 'ignore' }).error !== undefined;

let postgres: TestPostgres;
let ssh: TestSshServer;
let dir: string;
let seen: string[];
let opened: OpenedSources | null = null;

beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.createDatabase('shop');
  await postgres.run(
    'shop',
    'CREATE TABLE orders AS SELECT n, n * 2 AS twice FROM generate_series(1, 50000) AS n',
  );
});
afterAll(() => postgres.stop());

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'atoll-tunnel-'));
  await writeFile(path.join(dir, 'id'), KEYS.private, { mode: 0o600 });
  await writeFile(path.join(dir, 'other'), makeSshKeys().private, { mode: 0o600 });
  await writeFile(path.join(dir, 'closed'), makeSshKeys('open sesame').private, { mode: 0o600 });
  await writeFile(path.join(dir, 'id.pub'), KEYS.public);
  ssh = await TestSshServer.start(KEYS.public);
  seen = [];
});
afterEach(async () => {
  await opened?.close();
  opened = null;
  await ssh.stop();
  await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

const settings = (more: Partial<Tunnel> = {}): Tunnel => ({
  host: '127.0.0.1',
  port: ssh.port,
  user: ssh.user,
  key: 'id',
  hostKey: null,
  ...more,
});

/** Tries the source, whose server is named as its tunnel's far end sees it; its steps and the error of the last. */
async function probe(
  tunnel: Tunnel,
  server: { readonly port?: number; readonly password?: string } = {},
): Promise<{ readonly steps: readonly string[]; readonly last: ProbeStep | undefined }> {
  const { port = postgres.port, password = postgres.password } = server;
  const spec = {
    name: 'shop',
    kind: 'postgres',
    config: { host: '127.0.0.1', port, user: postgres.user, database: 'shop' },
    limits: DEFAULT_LIMITS,
    tunnel,
  };
  await opened?.close();
  opened = openSources([spec], {
    workspaceDir: dir,
    secret: () => Promise.resolve(password),
    onHostKey: (_source, fingerprint) => seen.push(fingerprint),
    onProgress: () => undefined,
  });
  const report = await opened.sources.get('shop')?.probe(NEVER);
  const steps = report?.steps ?? [];
  return { steps: steps.map(({ step, ok }) => `${step} ${ok ? 'ok' : 'failed'}`), last: steps.at(-1) };
}

describe('a tunnel', () => {
  test('leads to the server by a key file, and its key is told of once', async () => {
    const { steps } = await probe(settings());
    expect(steps).toEqual(['config ok', 'tunnel ok', 'tcp ok', 'tls ok', 'login ok', 'query ok']);
    expect(seen).toEqual([ssh.fingerprint]);
    await opened?.sources.get('shop')?.catalog(NEVER);
    expect(ssh.logins).toBe(1);
    expect(ssh.forwards).toBe(2);
  });

  test('whose server shows the known key says nothing, another key is refused', async () => {
    expect((await probe(settings({ hostKey: ssh.fingerprint }))).last?.ok).toBe(true);
    expect(seen).toEqual([]);
    const { port } = ssh;
    await opened?.close();
    await ssh.stop();
    const known = ssh.fingerprint;
    ssh = await TestSshServer.start(KEYS.public, makeSshKeys().private, port);
    const { steps, last } = await probe(settings({ hostKey: known }));
    expect(steps).toEqual(['config ok', 'tunnel failed']);
    expect(last?.error).toMatchObject({ code: 'tunnel-host-changed', source: 'shop', step: 'tunnel' });
    expect(last?.error?.message).toContain(ssh.fingerprint);
    expect(ssh.logins).toBe(0);
  });

  test.each([
    ['other', /does not let ann in with the key other/],
    ['closed', /closed, needs a passphrase/],
    ['id.pub', /holds a public key/],
    ['none', /can't be read/],
  ])('with the key file %s says what is wrong with it', async (key, message) => {
    const { steps, last } = await probe(settings({ key }));
    expect(steps).toEqual(['config ok', 'tunnel failed']);
    expect(last?.error).toMatchObject({ code: 'source-unavailable', source: 'shop', step: 'tunnel' });
    expect(last?.error?.message).toMatch(message);
    expect(last?.error?.hint).not.toBe(null);
    expect(ssh.forwards).toBe(0);
  });

  test('to a server that is not there, or is none, says that it is the tunnel', async () => {
    const free = await freePort();
    expect((await probe(settings({ port: free }))).last?.error?.message).toMatch(
      /tunnel.*refuses connections/,
    );
    const notSsh = await probe(settings({ port: postgres.port }));
    expect(notSsh.last?.error).toMatchObject({ step: 'tunnel' });
    const nowhere = await probe(settings({ host: 'no-such-host.invalid' }));
    expect(nowhere.last?.error?.message).toMatch(/no address is known for no-such-host.invalid/);
  });

  test('that lets nothing through is told apart from a server that is not at its far end', async () => {
    ssh.refusing = true;
    const refused = await probe(settings());
    expect(refused.steps).toEqual(['config ok', 'tunnel ok', 'tcp failed']);
    expect(refused.last?.error?.hint).not.toBe(null);
    ssh.refusing = false;
    const { last } = await probe(settings(), { port: await freePort() });
    expect(last?.error).toMatchObject({ step: 'tcp', source: 'shop' });
  });

  test('hides no failure behind it: a wrong password is one of the login', async () => {
    expect((await probe(settings(), { password: 'wrong' })).last?.error).toMatchObject({ step: 'login' });
  });

  test('that broke is made anew for the next connection', async () => {
    await probe(settings());
    ssh.drop();
    await expect.poll(() => opened?.sources.get('shop')?.catalog(NEVER)).toMatchObject({ source: 'shop' });
    expect(ssh.logins).toBe(2);
  });
});

describe('the SSH agent', () => {
  test('that does not run is named', async () => {
    vi.stubEnv('SSH_AUTH_SOCK', undefined);
    const { last } = await probe(settings({ key: null }));
    vi.unstubAllEnvs();
    expect(last?.error).toMatchObject({ step: 'tunnel', source: 'shop' });
    expect(last?.error?.message).toMatch(/SSH agent, and none runs here/);
  });

  test.skipIf(NO_AGENT)('logs in with a key that it has, and is named where it has none', async () => {
    const socket = path.join(dir, 'agent.sock');
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
    try {
      await expect.poll(() => existsSync(socket)).toBe(true);
      vi.stubEnv('SSH_AUTH_SOCK', socket);
      const without = await probe(settings({ key: null }));
      expect(without.last?.error).toMatchObject({ step: 'tunnel' });
      execFileSync('ssh-add', [path.join(dir, 'id')], { stdio: 'ignore' });
      expect((await probe(settings({ key: null }))).last).toMatchObject({ step: 'query', ok: true });
    } finally {
      vi.unstubAllEnvs();
      agent.kill();
    }
  });
});

describe.skipIf(NO_MARIADB !== null)('a tunnel to MariaDB', () => {
  test('carries reads, and the stop of a statement by another process', async () => {
    await using mariadb = await startMariadb();
    await mariadb.createDatabase('crm');
    const { host, port, user, password } = mariadb;
    opened = openSources(
      [
        {
          name: 'crm',
          kind: 'mysql',
          config: { host, port, user, database: 'crm' },
          limits: DEFAULT_LIMITS,
          tunnel: settings(),
        },
      ],
      { workspaceDir: dir, secret: () => Promise.resolve(password), onProgress: () => undefined },
    );
    const source = opened.sources.get('crm');
    const steps = (await source?.probe(NEVER))?.steps ?? [];
    expect(steps.map(({ step, ok }) => `${step} ${ok}`)).toEqual(
      ['config', 'tunnel', 'tcp', 'tls', 'login', 'query'].map((step) => `${step} true`),
    );
    const wire = await mariadb.connect('crm');
    const sleeping = wire.command('SELECT sleep(30)').then(() => 'ended', String);
    await source?.cancelBackend?.(String(wire.threadId));
    const began = performance.now();
    expect(await sleeping).toContain('interrupted');
    expect(performance.now() - began).toBeLessThan(5000);
    wire.end();
    expect(ssh.forwards).toBe(2);
  });
});

describe('a query through a tunnel', () => {
  let host: Host;
  let notices: string[];
  beforeEach(async () => {
    notices = [];
    await writeFile(path.join(dir, 'password'), postgres.password, { mode: 0o600 });
    await writeFile(path.join(dir, 'atoll.yaml'), workspaceText());
    host = await openHost(dir, { onNotice: (_source, text) => notices.push(text), warm: 1 });
  });
  afterEach(() => host.close());

  const workspaceText = (): string =>
    [
      'version: 1',
      'sources:',
      `  shop: { kind: postgres, host: 127.0.0.1, port: ${postgres.port}, database: shop, user: ${postgres.user}, secret: file:password, tunnel: { host: 127.0.0.1, port: ${ssh.port}, user: ${ssh.user}, key: id } }`,
      '',
    ].join('\n');
  const run = (sql: string, signal = NEVER): ReturnType<Host['queries']['run']> =>
    host.queries.run(sql, { mode: 'full', parameters: new Map(), signal });
  /** Of the long query alone: catalogs are read by the same name. */
  const running = async (): Promise<number> => {
    const client = await postgres.connect('shop');
    const { rows } = await client.query<{ n: string }>(
      `SELECT count(*) AS n FROM pg_stat_activity
       WHERE application_name = 'atoll' AND state = 'active' AND query LIKE '%orders%orders%orders%'`,
    );
    await client.end();
    return Number(rows[0]?.n);
  };
  /** Takes far longer than any test, at the server. */
  const LONG = 'SELECT count(*) FROM shop.orders a, shop.orders b, shop.orders c WHERE a.n + b.n + c.n > 0';

  test('is run by a runner, and the key of the SSH server is in atoll.yaml from then on', async () => {
    const { result } = await run('SELECT sum(twice) AS s FROM shop.orders');
    await using reader = await ResultReader.open(result);
    const rows: (readonly unknown[])[] = [];
    for await (const page of reader.pages()) rows.push(...page);
    expect(rows).toEqual([[2500050000n]]);
    await expect.poll(() => readFile(path.join(dir, 'atoll.yaml'), 'utf8')).toContain(ssh.fingerprint);
    expect(notices.some((text) => text.includes(ssh.fingerprint))).toBe(true);
  });

  test('is cancelled at the server', async () => {
    const stop = new AbortController();
    const failed = run(LONG, stop.signal).catch((error: unknown) => error);
    await expect.poll(running, { timeout: 10_000 }).toBeGreaterThan(0);
    const began = performance.now();
    stop.abort();
    expect(await failed).toMatchObject({ report: { code: 'cancelled' } });
    expect(performance.now() - began).toBeLessThan(2000);
    await expect.poll(running, { timeout: 5000 }).toBe(0);
  });

  test('fails with the name of the source when the tunnel breaks, and the next one works', async () => {
    const failed = run(LONG).catch((error: unknown) => error);
    await expect.poll(running, { timeout: 10_000 }).toBeGreaterThan(0);
    // Before its first row a read is begun once more over a new connection: there is none to be had.
    const { port } = ssh;
    await ssh.stop();
    expect(await failed).toMatchObject({ report: { source: 'shop' } });
    expect(String(await failed)).not.toContain('cancelled');
    ssh = await TestSshServer.start(KEYS.public, ssh.hostKey, port);
    expect((await run('SELECT n FROM shop.orders LIMIT 1')).result.rows).toBe(1);
  });
});
