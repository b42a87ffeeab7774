import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { makeWorkspace } from '../../../e2e/fixtures/cli.ts';
import { API, type ApiInput, type ApiOutput } from '../../contract/api/api.ts';
import { windowEvent } from '../../contract/events.ts';
import { WindowHost } from './window-host.ts';

type Results = 'runs' | 'results' | 'exports' | 'history';

/** Asks as the window does: input and answer are held against the contract. */
function asker(host: WindowHost) {
  return async <S extends Results, M extends keyof (typeof API)[S] & string>(
    service: S,
    method: M,
    input: ApiInput<S, M>,
  ): Promise<ApiOutput<S, M>> => {
    const schemas = (API[service] as Record<string, { input: Schema; output: Schema }>)[method];
    const handlers = host.handlers[service] as Record<string, Handler> | undefined;
    const answer = await handlers?.[method]?.(schemas?.input.parse(input), {
      signal: new AbortController().signal,
    });
    return schemas?.output.parse(JSON.parse(JSON.stringify(answer))) as ApiOutput<S, M>;
  };
}

interface Schema {
  parse(value: unknown): unknown;
}
type Handler = (input: unknown, call: { readonly signal: AbortSignal }) => Promise<unknown>;

test('what a window is told of runs, results, exports and history is as the contract says', async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'atoll-home-'));
  await using workspace = await makeWorkspace();
  const host = new WindowHost({ shell: 'browser', home });
  const ask = asker(host);
  try {
    await host.openWorkspace(workspace.dir);
    const sql = 'SELECT id, status FROM crm.tickets WHERE id >= $least ORDER BY id';
    const question = { sql, parameters: { least: '2' } };
    const { exceeds, report } = await ask('runs', 'foresee', question);
    expect(exceeds).toEqual([]);
    expect(report.fragments).toHaveLength(1);
    const { runId } = await ask('runs', 'start', question);
    while ((await ask('runs', 'get', { runId })).ms === null) await sleep(10);
    expect(await ask('runs', 'get', { runId })).toMatchObject({ state: 'complete', rows: 2 });
    await ask('runs', 'pin', { runId, pinned: true });
    await ask('runs', 'cancel', { runId });
    expect((await ask('runs', 'list', { limit: 5 })).runs).toMatchObject([{ runId, pinned: true }]);

    const area = { runId, columns: [0], from: 0, to: 2 };
    expect(await ask('results', 'describe', { runId })).toMatchObject({ rows: 2, ordered: true });
    const sort = [{ column: 0, descending: true }];
    expect((await ask('results', 'derive', { runId, sort, filter: [] })).sql).toContain('ORDER BY "id" DESC');
    const place = { text: 'open', row: 0, column: 0, backwards: false };
    expect(await ask('results', 'find', { runId, ...place })).toEqual({ found: { row: 1, column: 1 } });
    expect(await ask('results', 'measure', area)).toMatchObject({ sum: '5', average: '2.5' });
    expect(await ask('results', 'cell', { runId, row: 0, column: 1, limit: 9 })).toMatchObject({
      value: 'closed',
    });
    expect((await ask('results', 'record', { runId, row: 1 })).cells).toHaveLength(2);
    expect(await ask('results', 'copy', { ...area, format: 'in-list' })).toEqual({ text: '(2, 3)' });
    expect(await ask('results', 'profile', { runId, column: 1 })).toMatchObject({ shape: 'frequent' });

    const file = { runId, format: 'csv', file: 'out.csv', overwrite: false } as const;
    const { exportId } = await ask('exports', 'start', file);
    const states = async (): Promise<readonly string[]> =>
      (await ask('exports', 'list', {})).exports.map(({ state }) => state);
    while ((await states()).includes('running')) await sleep(10);
    await ask('exports', 'cancel', { exportId });
    expect(await host.exported?.(exportId)).toEqual({
      path: path.join(workspace.dir, 'out.csv'),
      name: 'out.csv',
    });
    const wish = { runId, from: 0, count: 9, columns: null };
    expect(await host.pages?.(wish, new AbortController().signal)).toMatchObject({
      rows: 2,
      provisional: false,
    });

    expect(await ask('history', 'search', { text: 'tickets', limit: 5, before: null })).toMatchObject({
      entries: [{ runId, stored: true, state: 'complete', sources: ['crm'] }],
      more: false,
    });
    await ask('history', 'clear', {});
    await ask('runs', 'remove', { runId });
    expect((await ask('runs', 'list', { limit: 5 })).runs).toEqual([]);
    const told = new Set<string>();
    host.events.follow(0, ({ event }) => told.add(windowEvent.parse(event).kind));
    expect([...told]).toEqual(expect.arrayContaining(['run', 'export', 'history']));
  } finally {
    await host.close();
    await rm(home, { recursive: true, force: true });
  }
});
