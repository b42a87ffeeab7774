import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenRuns, openRuns } from '../../../e2e/fixtures/open-runs.ts';
import { Database } from '../../../engine/duckdb/database.ts';
import type { ExportFormat, ExportState } from '../../contract/api/results.ts';

let open: OpenRuns;
let values: string;
beforeAll(async () => {
  open = await openRuns();
  values = await open.result(VALUES);
});
afterAll(() => open[Symbol.asyncDispose]());

const VALUES = `
  SELECT * FROM (VALUES
    (9007199254740993, 12345678901234567.25::DECIMAL(20,2), 'a;"b', DATE '2026-07-01', TIMESTAMP '2026-07-01 10:00:00.5', 0.1::DOUBLE),
    (-5, 0.50, '=1+1 <x> _x0041_', DATE '1899-12-31', TIMESTAMP '2026-07-01 10:00:00.000001', 'nan'),
    (NULL, NULL, NULL, NULL, NULL, NULL)
  ) AS v (big, price, t, d, ts, f)`;

interface Wish {
  readonly runId?: string;
  readonly overwrite?: boolean;
  readonly header?: boolean;
  readonly delimiter?: string;
}

const start = (format: ExportFormat, file: string, wish: Wish = {}): Promise<ExportState> =>
  open.services.exports.start({
    runId: values,
    format,
    file,
    overwrite: false,
    header: true,
    delimiter: ',',
    ...wish,
  });

const stateOf = (exportId: string): ExportState => {
  const found = open.services.exports.list().find((each) => each.exportId === exportId);
  if (found === undefined) throw new Error('The export is not known');
  return found;
};

async function over(exportId: string): Promise<ExportState> {
  for (let tries = 0; tries < 1000 && stateOf(exportId).state === 'running'; tries += 1) await sleep(10);
  return stateOf(exportId);
}

/** Exports to the end, and gives the file's path. */
async function written(format: ExportFormat, file: string, wish: Wish = {}): Promise<string> {
  const state = await over((await start(format, file, wish)).exportId);
  expect(state).toMatchObject({ state: 'complete', message: null, file: path.join(open.dir, file) });
  expect(state.bytes).toBe((await readFile(state.file)).length);
  return state.file;
}

async function rowsIn(sql: string): Promise<readonly (readonly string[])[]> {
  const db = await Database.open();
  try {
    return (await db.query(sql)).rows.map((row) => row.map(String));
  } finally {
    db.close();
  }
}

const ROWS = [
  ['9007199254740993', '12345678901234567.25', 'a;"b', '2026-07-01', '2026-07-01 10:00:00.5', '0.1'],
  ['-5', '0.50', '=1+1 <x> _x0041_', '1899-12-31', '2026-07-01 10:00:00.000001', 'NaN'],
  ['null', 'null', 'null', 'null', 'null', 'null'],
];
const LIST = 'big, price::DECIMAL(20,2)::VARCHAR, t, d::DATE::VARCHAR, ts::TIMESTAMP::VARCHAR, f::DOUBLE';

describe('an exported file has the rows exactly', () => {
  test('Parquet', async () => {
    const file = await written('parquet', 'out.parquet');
    expect(await rowsIn(`SELECT ${LIST} FROM '${file}'`)).toEqual(ROWS);
  });

  test('CSV, with the delimiter wished and without a header', async () => {
    const file = await written('csv', 'out.csv', { delimiter: ';' });
    expect(
      await rowsIn(`SELECT ${LIST} FROM read_csv('${file}', delim = ';', header = true, all_varchar = true)`),
    ).toEqual(ROWS);
    expect((await readFile(file, 'utf8')).split('\r\n')[1]).toContain(';"a;""b";');
    const bare = await written('csv', 'bare.csv', { header: false });
    expect(await readFile(bare, 'utf8')).toMatch(/^9007199254740993,/);
  });

  test('JSON', async () => {
    const file = await written('json', 'out.json');
    expect(await rowsIn(`SELECT ${LIST.replace('big,', 'big::BIGINT,')} FROM read_json('${file}')`)).toEqual(
      ROWS,
    );
  });

  test('Arrow', async () => {
    const table = tableFromIPC(await readFile(await written('arrow', 'out.arrow')));
    expect(table.numRows).toBe(3);
    expect(table.getChild('big')?.toArray()[0]).toBe(9007199254740993n);
    expect([...(table.getChild('t') ?? [])]).toEqual(['a;"b', '=1+1 <x> _x0041_', null]);
  });

  test('Excel: what a double does not hold as text, dates as dates', async () => {
    const sheet = await partOf(await written('xlsx', 'out.xlsx'), 'xl/worksheets/sheet1.xml');
    expect(cellsOf(sheet)).toEqual([
      ...['big', 'price', 't', 'd', 'ts', 'f'].map((name, at) => [`${'ABCDEF'[at]}1`, 'text', name]),
      ['A2', 'text', '9007199254740993'],
      ['B2', 'text', '12345678901234567.25'],
      ['C2', 'text', 'a;"b'],
      // 46,204 days since 1899-12-30, which is how Excel counts.
      ['D2', 'number', '46204'],
      // A ten-thousand-millionth of a day is a hundredth of a millisecond.
      ['E2', 'number', '46204.4166724537'],
      ['F2', 'number', '0.1'],
      ['A3', 'number', '-5'],
      ['B3', 'number', '0.5'],
      ['C3', 'text', '=1+1 &lt;x&gt; _x005F_x0041_'],
      ['D3', 'text', '1899-12-31'],
      ['E3', 'text', '2026-07-01T10:00:00.000001'],
      ['F3', 'text', 'NaN'],
    ]);
  });

  test('Excel goes on in a second sheet, with the header', { timeout: 120_000 }, async () => {
    const runId = await open.result('SELECT range AS n FROM range(1048576)');
    const file = await written('xlsx', 'large.xlsx', { runId });
    expect(cellsOf(await partOf(file, 'xl/worksheets/sheet2.xml'))).toEqual([
      ['A1', 'text', 'n'],
      ['A2', 'number', '1048575'],
    ]);
  });

  test('a text too long for a cell of Excel fails by name', async () => {
    const runId = await open.result("SELECT repeat('x', 40000) AS story");
    const state = await over((await start('xlsx', 'long.xlsx', { runId })).exportId);
    expect(state).toMatchObject({ state: 'failed', message: expect.stringMatching(/row 1 of story.*32767/) });
    expect((await readdir(open.dir)).filter((name) => name.includes('long'))).toEqual([]);
  });
});

/** One file of a ZIP archive, unpacked by a program that had no part in writing it. */
async function partOf(file: string, part: string): Promise<string> {
  const script =
    'import sys, zipfile; sys.stdout.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())';
  const { stdout } = await promisify(execFile)('python3', ['-c', script, file, part], { maxBuffer: 1e9 });
  return stdout;
}

/** The cells of a sheet that are not empty: place, kind, content. */
function cellsOf(xml: string): string[][] {
  const cells = xml.matchAll(/<c r="([A-Z]+\d+)"([^>]*)>(?:<v>|<is><t[^>]*>)([^<]*)</g);
  return [...cells].map(([, place = '', attributes = '', content = '']) => [
    place,
    attributes.includes('inlineStr') ? 'text' : 'number',
    content.replaceAll('&quot;', '"'),
  ]);
}

describe('a file', () => {
  test('that is there is not replaced unless that is wished', async () => {
    const file = path.join(open.dir, 'kept.csv');
    await writeFile(file, 'mine');
    await expect(start('csv', 'kept.csv')).rejects.toMatchObject({ report: { code: 'file-exists' } });
    expect(await readFile(file, 'utf8')).toBe('mine');
    await written('csv', 'kept.csv', { overwrite: true });
    expect(await readFile(file, 'utf8')).toContain('9007199254740993');
  });

  test('that appears meanwhile is not replaced either', async () => {
    const runId = await open.result('SELECT range AS n, range AS m FROM range(1000000)');
    const { exportId, file } = await start('csv', 'race.csv', { runId });
    await writeFile(file, 'mine');
    expect(await over(exportId)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('already there'),
    });
    expect(await readFile(file, 'utf8')).toBe('mine');
    expect((await readdir(open.dir)).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  test('can not be in a folder that is not there, nor be a folder', async () => {
    await expect(start('csv', '../no such folder/out.csv')).rejects.toMatchObject({
      report: { code: 'usage' },
    });
    await expect(start('csv', 'data')).rejects.toMatchObject({ report: { code: 'usage' } });
    await expect(start('csv', 'x.csv', { runId: 'none' })).rejects.toMatchObject({
      report: { code: 'result-missing' },
    });
  });

  test.each(['x'.repeat(300), 'a\0b'])('can not be named %j', async (name) => {
    await expect(start('csv', name, { overwrite: true })).rejects.toMatchObject({
      report: { code: 'usage', message: expect.stringContaining('too long') },
    });
  });

  test('may have the longest name that there is', async () => {
    await written('csv', `${'x'.repeat(251)}.csv`);
  });

  test.each(['atoll.yaml', '.atoll/history.jsonl', '.atoll/new.csv', 'data/crm.db'])(
    'that the workspace lives on is never replaced: %s',
    async (name) => {
      await expect(start('csv', name, { overwrite: true })).rejects.toMatchObject({
        report: { code: 'usage', message: expect.stringContaining('belongs to the workspace') },
      });
    },
  );

  test('of a cancelled export is not left; progress is told before', async () => {
    const runId = await open.result('SELECT range AS n, md5(range::VARCHAR) AS t FROM range(3000000)');
    const { exportId } = await start('csv', 'stopped.csv', { runId });
    while (stateOf(exportId).rows === 0) await sleep(5);
    const begun = performance.now();
    open.services.exports.cancel(exportId);
    expect(await over(exportId)).toMatchObject({ state: 'cancelled', of: 3_000_000 });
    expect(performance.now() - begun).toBeLessThan(1500);
    expect((await readdir(open.dir)).filter((name) => name.includes('stopped'))).toEqual([]);
    const told = open.events.flatMap((event) =>
      event.kind === 'export' && event.export.exportId === exportId ? [event.export.state] : [],
    );
    expect(told.at(-1)).toBe('cancelled');
    expect(() => open.services.exports.finished(exportId)).toThrow('no finished export');
  });
});
