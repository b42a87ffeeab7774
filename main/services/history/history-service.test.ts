import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunState } from '../../contract/api/queries.ts';
import { HistoryService } from './history-service.ts';

let dir: string;
let file: string;
let changes: number;
const live = new Set<string>();
const stored = new Set<string>();
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'atoll-history-'));
  file = path.join(dir, 'state', 'history.jsonl');
  changes = 0;
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const open = (): HistoryService =>
  new HistoryService({
    file,
    results: { ids: async () => stored },
    isLive: (runId) => live.has(runId),
    changed: () => {
      changes += 1;
    },
  });

const run = (sql: string, change: Partial<RunState> = {}): RunState => ({
  runId: randomUUID(),
  tab: null,
  sql,
  title: sql,
  mode: 'full',
  sample: null,
  state: 'complete',
  startedAt: '2026-07-01T10:00:00.000Z',
  ms: 5,
  columns: [],
  rows: 3,
  fragments: [{ fragment: 'f1', source: 'shop', state: 'done', rows: 1, bytes: 1, ms: 1 }],
  localFraction: null,
  error: null,
  report: null,
  pinned: false,
  stored: true,
  ...change,
});

const textsOf = async (history: HistoryService, text = ''): Promise<string[]> =>
  (await history.search(text, 100, null)).entries.map(({ sql }) => sql);

test('finds runs whose text holds every word, newest first, page by page', async () => {
  const history = open();
  for (const sql of ['SELECT Orders', 'SELECT tickets', 'select ORDERS of tickets'])
    await history.record(run(sql));
  expect(await textsOf(history, 'orders  Select')).toEqual(['select ORDERS of tickets', 'SELECT Orders']);
  const first = await history.search('', 2, null);
  expect(first).toMatchObject({
    more: true,
    entries: [{ sources: ['shop'], rows: 3 }, { sql: 'SELECT tickets' }],
  });
  const rest = await history.search('', 2, first.entries.at(-1)?.id ?? null);
  expect(rest).toMatchObject({ more: false, entries: [{ sql: 'SELECT Orders' }] });
  expect(changes).toBe(3);
});

test('a run is one entry from its start to its end, also for the next program', async () => {
  const begun = run('SELECT 1', { state: 'queued', ms: null });
  live.add(begun.runId);
  stored.add(begun.runId);
  const history = open();
  await history.record(begun);
  await history.record(run('SELECT 2'));
  expect((await history.search('', 9, null)).entries[1]).toMatchObject({ state: 'queued', ms: null });
  await history.record({ ...begun, state: 'complete', ms: 7 });
  const { entries } = await open().search('', 9, null);
  expect(entries).toMatchObject([
    { sql: 'SELECT 2', stored: false },
    { sql: 'SELECT 1', state: 'complete', ms: 7, stored: true },
  ]);
});

test('a run that did not outlive its program is told as such', async () => {
  await open().record(run('SELECT 1', { state: 'running', ms: null }));
  expect((await open().search('', 9, null)).entries).toMatchObject([
    { state: 'failed', message: 'The program ended before the run did.' },
  ]);
});

test('a line that is cut or damaged costs only itself', async () => {
  const history = open();
  for (const sql of ['one', 'two', 'three']) await history.record(run(sql));
  const { length } = await readFile(file);
  await truncate(file, length - 20);
  const later = open();
  expect(await textsOf(later)).toEqual(['two', 'one']);
  await later.record(run('four'));
  await appendFile(file, '{"runId": 7}\n\u0000\u0001\n');
  await later.record(run('five'));
  expect(await textsOf(later)).toEqual(['five', 'four', 'two', 'one']);
  expect(await textsOf(open())).toEqual(['five', 'four', 'two', 'one']);
});

test('two programs append to one file', async () => {
  const [one, other] = [open(), open()];
  await one.record(run('one'));
  await other.record(run('two'));
  await one.record(run('three'));
  expect(await textsOf(other)).toEqual(['three', 'two', 'one']);
  await one.clear();
  expect(await textsOf(one)).toEqual([]);
  await one.record(run('4'));
  expect(await textsOf(other)).toEqual(['4']);
});

test('the oldest are let go when there are very many', { timeout: 60_000 }, async () => {
  const history = open();
  await history.record(run('first'));
  const line = (await readFile(file, 'utf8')).trim();
  const many = Array.from({ length: 25_000 }, (_, at) =>
    line.replace(/"runId":"[^"]*"/, `"runId":"${randomUUID()}"`).replaceAll('first', `text ${at}`),
  );
  await appendFile(file, `${many.join('\n')}\n`);
  await history.record(run('last'));
  const { entries } = await history.search('', 2, null);
  expect(entries.map(({ sql }) => sql)).toEqual(['last', 'text 24999']);
  expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(20_001);
  expect(await textsOf(history, 'first')).toEqual([]);
});
