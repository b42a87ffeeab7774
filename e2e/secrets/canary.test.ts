import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outputOf, runCli } from '../fixtures/cli.ts';
import { NO_KEYRING, TestKeyring } from '../fixtures/keyring.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { processesBelow, publicTextOf } from '../fixtures/processes.ts';
import { ServedWindow } from '../fixtures/served-window.ts';

/** Two passwords that must be found nowhere: the right one, and one that the server does not take. */
const CANARY = 'canary-7f3a-yellow';
const WRONG = 'canary-7f3a-wrong';
const ANY = 'canary-7f3a';

describe.skipIf(NO_KEYRING !== null)('a password', () => {
  let postgres: TestPostgres;
  let keyring: TestKeyring;
  let folder: string;
  let workspace: string;
  let home: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    postgres = await startPostgres();
    await postgres.createDatabase('shop');
    await postgres.run(
      'shop',
      `CREATE ROLE app LOGIN PASSWORD '${CANARY}';
      CREATE TABLE orders AS SELECT n FROM generate_series(1, 20000) AS n;
      GRANT SELECT ON orders TO app`,
    );
    keyring = await TestKeyring.start();
    folder = await mkdtemp(path.join(tmpdir(), 'atoll-canary-'));
    [workspace, home] = [path.join(folder, 'workspace'), path.join(folder, 'home')];
    await mkdir(workspace);
    await writeFile(path.join(workspace, 'atoll.yaml'), 'version: 1\nsources: {}\n');
    env = { ...keyring.environment, ATOLL_HOME: home, TMPDIR: folder };
  });
  afterAll(async () => {
    await postgres.stop();
    await keyring[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  });

  const urlWith = (password: string): string => `postgres://app:${password}@127.0.0.1:${postgres.port}/shop`;
  /** Runs far longer than the test. */
  const LONG = 'SELECT count(*) FROM shop.orders a, shop.orders b, shop.orders c WHERE a.n + b.n + c.n > 0';
  const running = async (): Promise<number> => {
    const client = await postgres.connect('shop');
    const { rows } = await client.query<{ n: string }>(
      "SELECT count(*) AS n FROM pg_stat_activity WHERE usename = 'app' AND state = 'active'",
    );
    await client.end();
    return Number(rows[0]?.n);
  };

  /** Every file below the folder that holds the text, as bytes. */
  async function filesWith(text: string): Promise<readonly string[]> {
    const found: string[] = [];
    for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const name = path.join(file.parentPath, file.name);
      if ((await readFile(name, 'latin1').catch(() => '')).includes(text)) found.push(name);
    }
    return found;
  }

  async function ended(window: ServedWindow, runId: unknown): Promise<string> {
    const state = async (): Promise<unknown> => (await window.get('runs', 'get', { runId }))['state'];
    await expect.poll(state, { timeout: 20_000 }).toMatch(/complete|failed|cancelled/);
    return String(await state());
  }

  const start = async (window: ServedWindow, sql: string): Promise<unknown> =>
    (await window.get('runs', 'start', { sql, parameters: {} }))['runId'];

  async function testSource(window: ServedWindow): Promise<void> {
    const { probeId } = await window.get('sources', 'probe', { name: 'shop' });
    await expect.poll(() => window.said).toMatch(new RegExp(`"probe-ended","probeId":"${String(probeId)}"`));
  }

  test('that came in a URL is in the keychain and nowhere else', { timeout: 120_000 }, async () => {
    await using window = await ServedWindow.start(workspace, env);
    const broken = await window.call('sources', 'addUrl', { text: `postgres://app:${WRONG}@host:port/shop` });
    expect(broken.status).not.toBe(200);
    const { source } = await window.get('sources', 'addUrl', { text: urlWith(CANARY) });
    expect(source).toMatchObject({ name: 'shop', secret: 'keychain', secretState: 'present' });
    await testSource(window);
    expect(window.said).toContain('"ok":true');

    const answer = await start(window, 'SELECT sum(n) AS s FROM shop.orders');
    expect(await ended(window, answer)).toBe('complete');
    await window.get('runs', 'foresee', { sql: 'SELECT * FROM shop.orders', parameters: {} });
    await window.get('exports', 'start', {
      runId: answer,
      format: 'csv',
      file: 'answer.csv',
      overwrite: true,
    });
    await expect
      .poll(() => readFile(path.join(workspace, 'answer.csv'), 'utf8').catch(() => ''))
      .toContain('200010000');
    await window.get('sources', 'list', {});
    await window.get('app', 'state', {});

    const long = await start(window, LONG);
    await expect.poll(running, { timeout: 15_000 }).toBeGreaterThan(0);
    const below = await processesBelow(window.pid);
    expect(below.length).toBeGreaterThan(1);
    for (const pid of [window.pid, ...below]) expect(await publicTextOf(pid)).not.toContain(ANY);
    for (const pid of below) {
      const isRunner = (await publicTextOf(pid)).includes('runner.ts');
      process.kill(pid, isRunner ? 'SIGKILL' : 0);
    }
    expect(await ended(window, long)).toBe('failed');
    expect(await ended(window, await start(window, 'SELECT count(*) AS c FROM shop.orders'))).toBe(
      'complete',
    );

    await window.get('vault', 'set', { source: 'shop', secret: WRONG });
    await testSource(window);
    expect(window.said).toContain('secret-rejected');
    expect(await ended(window, await start(window, 'SELECT max(n) AS m FROM shop.orders'))).toBe('failed');
    await window.get('vault', 'set', { source: 'shop', secret: CANARY });
    expect(await ended(window, await start(window, 'SELECT min(n) AS m FROM shop.orders'))).toBe('complete');
    expect(window.said).not.toContain(ANY);
    expect(await filesWith(ANY)).toEqual([]);
    expect(await filesWith('secret: keychain')).toContain(path.join(workspace, 'atoll.yaml'));
  });

  test('in the keychain serves the command line too, which repeats it nowhere', {
    timeout: 120_000,
  }, async () => {
    const run = (...args: readonly string[]): ReturnType<typeof runCli> =>
      runCli([...args, '-w', workspace], { env });
    expect(outputOf(await run('query', 'SELECT count(*) AS n FROM shop.orders'))).toBe('n\r\n20000\r\n');
    const added = await runCli(
      [
        'sources',
        '-w',
        workspace,
        'add',
        `postgres://app@127.0.0.1:${postgres.port}/shop`,
        '--name',
        'again',
        '--secret',
        'keychain',
      ],
      { env, input: `${CANARY}\n` },
    );
    expect(outputOf(added)).toContain('added again');
    expect(outputOf(await run('query', 'SELECT max(n) AS n FROM again.orders'))).toBe('n\r\n20000\r\n');
    expect(outputOf(await runCli(['secrets', 'set', 'again', '-w', workspace], { env, input: WRONG }))).toBe(
      '',
    );
    const wrong = await run('query', '--format', 'json', 'SELECT max(n) AS n FROM again.orders');
    expect(JSON.parse(wrong.stderr)).toMatchObject({
      error: { code: 'secret-rejected', source: 'again', step: 'login' },
    });
    outputOf(await run('secrets', 'forget', 'again'));
    const missing = await run('query', '--format', 'json', 'SELECT max(n) AS n FROM again.orders');
    expect(JSON.parse(missing.stderr)).toMatchObject({ error: { code: 'secret-missing', source: 'again' } });
    const explained = await run('explain', 'SELECT * FROM shop.orders');
    for (const { stdout, stderr } of [added, wrong, missing, explained])
      expect(`${stdout.toString()}${stderr}`).not.toContain(ANY);
    expect(await filesWith(ANY)).toEqual([]);
  });
});
