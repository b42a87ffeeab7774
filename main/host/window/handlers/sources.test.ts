import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWorkspace } from '../../../../e2e/fixtures/cli.ts';
import { NO_MARIADB, startMariadb } from '../../../../e2e/fixtures/mariadb.ts';
import { freePort, startPostgres, type TestPostgres } from '../../../../e2e/fixtures/postgres.ts';
import type { SourceDraft } from '../../../contract/api/sources.ts';
import type { EventOf } from '../../../contract/events.ts';
import { type OpenWindow, openWindow } from '../open-window.fixture.ts';

const CANARY = 'canary-91c4';

let made: Awaited<ReturnType<typeof makeWorkspace>>;
let server: TestPostgres;
let window: OpenWindow;
beforeAll(async () => {
  [made, server] = await Promise.all([makeWorkspace(), startPostgres()]);
  await server.createDatabase('shop');
  window = await openWindow(made.dir);
});
afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await server.stop();
  await made[Symbol.asyncDispose]();
});

const yaml = (): Promise<string> => readFile(path.join(made.dir, 'atoll.yaml'), 'utf8');
const names = async (): Promise<readonly string[]> =>
  (await window.ask('sources', 'list', {})).sources.map(({ name }) => name);

function draft(config: SourceDraft['config'], more: Partial<SourceDraft> = {}): SourceDraft {
  return {
    name: 'tried',
    kind: 'postgres',
    config: { host: server.host, port: server.port, database: 'shop', user: server.user, ...config },
    secret: { kind: 'value', value: server.password },
    limits: {},
    region: null,
    tags: [],
    tunnel: null,
    hue: null,
    monogram: null,
    production: false,
    ...more,
  };
}

/** The steps of a test as they were told, to its end. */
async function probed(
  probeId: string,
): Promise<{ readonly ok: boolean; readonly steps: EventOf<'probe-step'>['step'][] }> {
  const { ok } = await window.event('probe-ended', (event) => event.probeId === probeId);
  const steps = window.events.flatMap((event) =>
    event.kind === 'probe-step' && event.probeId === probeId ? [event.step] : [],
  );
  return { ok, steps };
}

async function probedDraft(tried: SourceDraft): ReturnType<typeof probed> {
  return await probed((await window.ask('sources', 'probeDraft', { draft: tried, name: null })).probeId);
}

describe('a test of a draft', () => {
  test('tells each step, and writes nothing', async () => {
    const before = await yaml();
    const { ok, steps } = await probedDraft(draft({}));
    expect(ok).toBe(true);
    expect(steps.map(({ step }) => step)).toEqual(['config', 'lookup', 'tcp', 'tls', 'login', 'query']);
    expect(await yaml()).toBe(before);
  });

  test.each([
    ['lookup', { host: 'no-such-host.invalid' }, {}, /Check the spelling/],
    ['tls', { sslmode: 'require' }, {}, /sslmode/],
    ['login', { database: 'nothing_here' }, {}, /.+/],
    ['login', {}, { secret: { kind: 'value', value: 'guess' } }, /password/i],
    [
      'secret',
      {},
      { secret: { kind: 'reference', reference: 'env:ATOLL_TEST_NOT_SET' } },
      /Set ATOLL_TEST_NOT_SET/,
    ],
  ] as const)('names the step %s and what to do', async (step, config, more, hint) => {
    const { ok, steps } = await probedDraft(draft(config, more));
    const last = steps.at(-1);
    expect(ok).toBe(false);
    expect(last?.error?.hint).toMatch(hint);
    expect([last?.step, last?.error?.step]).toContain(step);
    expect(steps.slice(0, -1).every((one) => one.ok)).toBe(true);
    expect(JSON.stringify(steps)).not.toContain('guess');
  });

  test('names TCP where nobody listens, and a setting that is wrong', async () => {
    const closed = await probedDraft(draft({ port: await freePort() }));
    expect(closed.steps.at(-1)).toMatchObject({ step: 'tcp', ok: false });
    expect(closed.steps.at(-1)?.error?.hint).not.toBeNull();
    const wrong = await probedDraft(draft({ sslmode: 'maybe' }));
    expect(wrong.steps).toMatchObject([{ step: 'config', error: { code: 'workspace-invalid', line: null } }]);
  });

  test('fails at the first query where the account may not ask', async () => {
    await server.run(
      'shop',
      "CREATE ROLE blocked LOGIN PASSWORD 'b'; REVOKE EXECUTE ON FUNCTION pg_catalog.pg_is_in_recovery() FROM public",
    );
    const { ok, steps } = await probedDraft(
      draft({ user: 'blocked' }, { secret: { kind: 'value', value: 'b' } }),
    );
    expect(ok).toBe(false);
    expect(steps.at(-1)).toMatchObject({
      step: 'query',
      ok: false,
      error: { code: 'source-query', source: 'tried' },
    });
    expect(steps.at(-1)?.error?.hint).not.toBeNull();
  });

  test('ends at once when it is cancelled', async () => {
    await using silent = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { readonly port: number };
    const { probeId } = await window.ask('sources', 'probeDraft', { draft: draft({ port }), name: null });
    await window.event('probe-step', (event) => event.probeId === probeId && event.step.step === 'tcp');
    const began = performance.now();
    await window.ask('sources', 'cancelProbe', { probeId });
    expect(await probed(probeId)).toMatchObject({ ok: false });
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

test.skipIf(NO_MARIADB !== null)(
  'MariaDB names the steps as well',
  async () => {
    await using maria = await startMariadb();
    await maria.createDatabase('desk');
    const { host, port, user, password } = maria;
    const config = { host, port, user, database: 'desk' };
    const more = { kind: 'mysql', secret: { kind: 'value', value: password } } as const;
    const right = { ...draft({}, more), config };
    expect((await probedDraft(right)).ok).toBe(true);
    const failing = async (tried: SourceDraft): Promise<unknown> =>
      (await probedDraft(tried)).steps.at(-1)?.step;
    expect(await failing({ ...right, config: { ...config, host: 'no-such-host.invalid' } })).toBe('lookup');
    expect(await failing({ ...right, config: { ...config, port: await freePort() } })).toBe('tcp');
    expect(await failing({ ...right, config: { ...config, sslmode: 'verify-full' } })).toBe('tls');
    expect(await failing({ ...right, secret: { kind: 'value', value: 'guess' } })).toBe('login');
  },
  60_000,
);

describe('sources of the workspace', () => {
  test('are added by a URL, whose password goes to the vault and nowhere else', async () => {
    const url = `postgres://${server.user}:${CANARY}@${server.host}:${server.port}/shop`;
    const parsed = await window.ask('sources', 'parse', { text: url });
    expect(parsed).toMatchObject({ kind: 'postgres', name: 'shop', hasSecret: true });
    expect(JSON.stringify(parsed)).not.toContain(CANARY);
    const { source } = await window.ask('sources', 'addUrl', { text: url });
    expect(source).toMatchObject({
      name: 'shop',
      secret: 'keychain',
      secretState: 'present',
      hue: 3,
      monogram: 'SH',
    });
    expect(await window.host.vault.read({ workspaceDir: made.dir, source: 'shop' })).toBe(CANARY);
    expect(`${await yaml()}${JSON.stringify(window.events)}${JSON.stringify(source)}`).not.toContain(CANARY);
    expect((await window.ask('sources', 'addUrl', { text: url })).source.name).toBe('shop_2');
  });

  test('take their password along when they are renamed or copied, and leave it when they go', async () => {
    const kept = (source: string): Promise<string | null> =>
      window.host.vault.read({ workspaceDir: made.dir, source });
    const renamed = draft({}, { name: 'store', secret: { kind: 'keep' }, hue: 3, monogram: 'SH' });
    await window.ask('sources', 'edit', { name: 'shop', draft: renamed });
    expect([await kept('shop'), await kept('store')]).toEqual([null, CANARY]);
    const { source } = await window.ask('sources', 'duplicate', { name: 'store' });
    expect(await kept(source.name)).toBe(CANARY);
    const typed = draft({}, { name: 'store' });
    await window.ask('sources', 'edit', { name: 'store', draft: typed });
    expect(await kept('store')).toBe(server.password);
    await window.ask('sources', 'remove', { name: source.name });
    await window.ask('sources', 'remove', { name: 'shop_2' });
    expect([await kept(source.name), await kept('shop_2')]).toEqual([null, null]);
    expect(await names()).toEqual(['crm', 'lake', 'local', 'store']);
    expect(await yaml()).toContain('# the service desk');
  });

  test('say that they are reached, soon after they were changed', async () => {
    await window.event('health', ({ source, health }) => source === 'store' && health.state === 'ok');
    await window.ask('sources', 'edit', {
      name: 'store',
      draft: draft({ port: 1 }, { name: 'store', secret: { kind: 'keep' } }),
    });
    const { health } = await window.event(
      'health',
      (event) => event.source === 'store' && event.health.error?.step === 'tcp',
    );
    expect(health).toMatchObject({ state: 'failed', error: { source: 'store' } });
    await window.ask('sources', 'edit', {
      name: 'store',
      draft: draft({}, { name: 'store', secret: { kind: 'keep' } }),
    });
    const { probeId } = await window.ask('sources', 'probe', { name: 'store' });
    expect((await probed(probeId)).ok).toBe(true);
    const { sources } = await window.ask('sources', 'list', {});
    expect(sources.find(({ name }) => name === 'store')?.health.state).toBe('ok');
  });

  test('with a taken or an impossible name are refused, and nothing is kept', async () => {
    const before = await yaml();
    for (const name of ['CRM', '1x', 'main', ''])
      await expect(window.ask('sources', 'add', { draft: draft({}, { name }) })).rejects.toHaveProperty(
        'report.hint',
        expect.any(String),
      );
    expect(await yaml()).toBe(before);
    expect(await window.host.vault.read({ workspaceDir: made.dir, source: '1x' })).toBeNull();
    expect(await window.host.vault.read({ workspaceDir: made.dir, source: 'CRM' })).toBeNull();
  });

  test('are put in order, marked, switched off and on', async () => {
    await window.ask('sources', 'reorder', { names: ['store', 'crm', 'lake', 'local'] });
    expect(await names()).toEqual(['store', 'crm', 'lake', 'local']);
    const { source } = await window.ask('sources', 'mark', { name: 'crm', hue: 8, production: true });
    expect(source).toMatchObject({ hue: 8, production: true, monogram: 'CR' });
    expect((await window.ask('sources', 'kill', { name: 'crm' })).source.state).toBe('killed');
    await expect(window.ask('catalog', 'tables', { source: 'crm' })).rejects.toMatchObject({
      report: { code: 'source-killed' },
    });
    expect((await window.ask('sources', 'revive', { name: 'crm' })).source.state).toBe('active');
  });

  test('tell what a refresh found', async () => {
    await window.ask('catalog', 'tables', { source: 'crm' });
    const db = new DatabaseSync(path.join(made.dir, 'data/crm.db'));
    db.exec('CREATE TABLE agents (id INTEGER); ALTER TABLE tickets ADD COLUMN mood TEXT');
    db.close();
    expect(await window.ask('sources', 'refresh', { name: 'crm' })).toMatchObject({
      compared: true,
      added: ['agents'],
      changed: [{ table: 'tickets', changes: ['column mood VARCHAR is new'] }],
    });
    const { tables } = await window.ask('catalog', 'tables', { source: 'crm' });
    expect(tables.map(({ sql }) => sql)).toEqual(['crm.agents', 'crm.tickets']);
  });

  test('can be changed while a query runs, which ends as it began', async () => {
    const { host } = window.host.workspace();
    const { release } = window.host.workspace().lease();
    const running = host.queries.run(
      'SELECT count(*) AS n FROM local.numbers a, range(2000) r WHERE a.n + r.range > 7',
      {
        mode: 'full',
        parameters: new Map(),
        signal: new AbortController().signal,
      },
    );
    await window.ask('sources', 'mark', { name: 'local', hue: 2 });
    expect(window.host.workspace().host).not.toBe(host);
    expect((await running).result.rows).toBe(1);
    release();
    const { tables } = await window.ask('catalog', 'tables', { source: 'local' });
    expect(tables).toHaveLength(2);
  });
});
