import { readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { SqliteFile } from './sqlite-file.fixture.ts';

const CALM = new AbortController().signal;

describe('a file that another program holds', () => {
  test('is waited for without blocking, then named as locked', async () => {
    await using file = await SqliteFile.create('CREATE TABLE t(a INT)');
    file.writer.exec('BEGIN EXCLUSIVE');
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 5);
    const report = { code: 'source-unavailable', source: 'ledger', step: 'file' };
    await expect(file.source({ busyTimeout: 200 }).catalog(CALM)).rejects.toMatchObject({ report });
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(3);
  });

  test('is read once it is free', async () => {
    await using file = await SqliteFile.create('CREATE TABLE t(a INT)');
    file.writer.exec('BEGIN EXCLUSIVE');
    setTimeout(() => file.writer.exec('COMMIT'), 100);
    expect((await file.source({ busyTimeout: 5000 }).catalog(CALM)).tables).toHaveLength(1);
  });

  test('the wait ends with its signal', async () => {
    await using file = await SqliteFile.create('CREATE TABLE t(a INT)');
    file.writer.exec('BEGIN EXCLUSIVE');
    const started = performance.now();
    await expect(file.source({ busyTimeout: 60_000 }).begin(AbortSignal.timeout(100))).rejects.toThrow();
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('a file that is not what it should be', () => {
  test('a damaged one is named as damaged', async () => {
    await using file = await SqliteFile.create(`
      CREATE TABLE t(a TEXT);
      WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5000) INSERT INTO t SELECT 'row ' || x FROM n`);
    const source = file.source();
    expect(await file.read('t')).toBe(5000);
    await truncate(file.file, 9000);
    const report = { code: 'file-format', source: 'ledger', step: 'read' };
    await expect(file.read('t')).rejects.toMatchObject({ report });
    await source.close();
  });

  test('a bit flipped in a page', async () => {
    await using file = await SqliteFile.create(`CREATE TABLE t(a TEXT); INSERT INTO t VALUES ('x')`);
    const bytes = await readFile(file.file);
    bytes[4096] = 0xff;
    await writeFile(file.file, bytes);
    await expect(file.read('t')).rejects.toMatchObject({ report: { code: 'file-format' } });
  });

  test('an encrypted one, which looks like noise', async () => {
    await using file = await SqliteFile.create('CREATE TABLE t(a INT)');
    await writeFile(path.join(file.folder, 'noise.db'), Buffer.alloc(8192, 0x9d));
    const report = await file.source({ path: 'noise.db' }).probe(CALM);
    expect(report.steps).toMatchObject([{ step: 'file', ok: false, error: { code: 'file-format' } }]);
    expect(report.steps[0]?.error?.message).toMatch(/encrypted/u);
  });

  test('an empty file is an empty database', async () => {
    await using file = await SqliteFile.create('CREATE TABLE t(a INT)');
    await writeFile(path.join(file.folder, 'empty.db'), '');
    expect((await file.source({ path: 'empty.db' }).catalog(CALM)).tables).toEqual([]);
  });
});

describe('what a file brings along', () => {
  test('a value of 20 MB is read whole', async () => {
    await using file = await SqliteFile.create(`CREATE TABLE t(a TEXT, b BLOB)`);
    file.writer
      .prepare('INSERT INTO t VALUES (?, ?)')
      .run('é'.repeat(10_000_000), new Uint8Array(20_000_000));
    expect(await file.read('t')).toBe(1);
  });

  test('a table of 1,900 columns', async () => {
    const columns = Array.from({ length: 1900 }, (_, at) => `c${at} INT`).join(', ');
    await using file = await SqliteFile.create(`CREATE TABLE t(${columns}); INSERT INTO t(c0) VALUES (1)`);
    expect((await file.table('t')).columns).toHaveLength(1900);
    expect(await file.read('t')).toBe(1);
  });

  test('a rollback-journal database keeps its state for the session by holding writers off', async () => {
    await using file = await SqliteFile.create('CREATE TABLE t(a INT); INSERT INTO t VALUES (1)');
    const session = await file.source().begin(CALM);
    expect(() => file.writer.exec('INSERT INTO t VALUES (2)')).toThrow(/locked/u);
    await session.close();
    file.writer.exec('INSERT INTO t VALUES (2)');
    expect(await file.read('t')).toBe(2);
  });
});
