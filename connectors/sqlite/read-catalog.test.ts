import { monitorEventLoopDelay } from 'node:perf_hooks';
import { beforeAll, afterAll, expect, test } from 'vitest';
import { SqliteFile } from './sqlite-file.fixture.ts';

const TABLES = 4000;

let file: SqliteFile;
beforeAll(async () => {
  const tables = Array.from(
    { length: TABLES },
    (_, at) =>
      `CREATE TABLE t${at}(id INTEGER PRIMARY KEY, a TEXT UNIQUE, b TEXT COLLATE NOCASE, c INT REFERENCES t0(id));`,
  );
  file = await SqliteFile.create(
    `BEGIN; ${tables.join('\n')} CREATE VIEW broken AS SELECT * FROM gone; COMMIT`,
  );
}, 60_000);
afterAll(() => file[Symbol.asyncDispose]());

test('many tables are described beside the event loop, the broken view among them', async () => {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const [own, all] = [process.threadCpuUsage(), process.cpuUsage()];
  const { tables, problems } = await file.source().catalog(new AbortController().signal);
  delay.disable();
  const [here, everywhere] = [process.threadCpuUsage(own), process.cpuUsage(all)];
  const [p99, worst] = [delay.percentile(99) / 1e6, delay.max / 1e6];
  process.stderr.write(
    `${TABLES} tables: loop held p99 ${p99.toFixed(1)} ms, at most ${worst.toFixed(1)} ms\n`,
  );
  // How long others kept the machine busy is no matter here: SQLite's work is another thread's.
  expect(here.user + here.system).toBeLessThan((everywhere.user + everywhere.system) / 2);
  expect(tables).toHaveLength(TABLES);
  expect(problems?.map(({ path }) => path.name)).toEqual(['broken']);
  const last = tables.find(({ path }) => path.name === `t${TABLES - 1}`);
  expect(last?.keys.map(({ kind, columns }) => [kind, ...columns])).toEqual([
    ['primary', 'id'],
    ['unique', 'a'],
    ['foreign', 'c'],
  ]);
  expect(last?.columns.map(({ collation }) => collation?.name ?? null)).toEqual([
    null,
    'BINARY',
    'NOCASE',
    null,
  ]);
});

test('stops when it is asked to', async () => {
  const leaving = new AbortController();
  const reading = file.source().catalog(leaving.signal);
  setTimeout(() => leaving.abort(new Error('Nobody waits any more.')), 5);
  await expect(reading).rejects.toThrow('Nobody waits any more.');
});

test('what goes wrong in the thread has its code', async () => {
  // The thread of an abandoned read may still hold the file for a moment.
  file.writer.exec('PRAGMA busy_timeout = 10000');
  file.writer.exec('BEGIN EXCLUSIVE');
  const reading = file.source({ busyTimeout: 20 }).catalog(new AbortController().signal);
  await expect(reading).rejects.toMatchObject({ report: { code: 'source-unavailable', source: 'ledger' } });
  file.writer.exec('ROLLBACK');
});
