import { describe, expect, test } from 'vitest';
import { Lake } from '../../e2e/fixtures/lake.ts';

describe('CSV', () => {
  test('delimiters, quotes, dates and headers are found in the file and stay fixed', async () => {
    await using lake = await Lake.create({
      'semi.csv': 'id;name;day\n1;"a;b";31/12/2024\n2;c;01/02/2025\n',
      'bare.csv': '1,2\n3,4\n',
      'tabs.tsv': 'a\tb\n1\t2\n',
      'bom.csv': '\uFEFFid,n\n1,a\n',
      'headonly.csv': 'a,b\n',
      'comment.csv': '# made by hand\na,b\n1,2\n',
    });
    expect(await lake.types('semi')).toEqual({ id: 'BIGINT', name: 'VARCHAR', day: 'DATE' });
    expect((await lake.read(await lake.table('semi'), 'SELECT name, day::VARCHAR')).rows).toEqual([
      ['a;b', '2024-12-31'],
      ['c', '2025-02-01'],
    ]);
    expect(await lake.types('bare')).toEqual({ column0: 'BIGINT', column1: 'BIGINT' });
    expect((await lake.read(await lake.table('bare'))).rows).toEqual([
      [1n, 2n],
      [3n, 4n],
    ]);
    expect(await lake.types('tabs')).toEqual({ a: 'BIGINT', b: 'BIGINT' });
    expect(await lake.types('bom')).toEqual({ id: 'BIGINT', n: 'VARCHAR' });
    expect(await lake.types('headonly')).toEqual({ a: 'VARCHAR', b: 'VARCHAR' });
    expect((await lake.read(await lake.table('headonly'))).rows).toEqual([]);
    expect(await lake.types('comment')).toEqual({ a: 'BIGINT', b: 'BIGINT' });
  });

  test('quotes that appear only beyond the sample are quotes', async () => {
    const rows = Array.from({ length: 25_000 }, (_, row) => `${row},plain`).join('\n');
    await using lake = await Lake.create({ 'late.csv': `n,t\n${rows}\n25000,"a ""quoted"", text"\n` });
    const { rows: found } = await lake.read(await lake.table('late'), 'SELECT max(n), min(t)');
    expect(found).toEqual([[25_000n, 'a "quoted", text']]);
  });

  test('what was understood at planning holds when the file has changed', async () => {
    await using lake = await Lake.create({ 't.csv': 'a,b\n1,2\n' });
    const table = await lake.table('t');
    await lake.write('t.csv', 'b,a\n20,10\n');
    expect((await lake.read(table, 'SELECT a, b')).rows).toEqual([[10n, 20n]]);
    await lake.write('t.csv', 'a,c\n1,2\n');
    await expect(lake.read(table)).rejects.toThrow(/"b" do not exist/u);
    await lake.write('t.csv', 'a,b\n1,two\n');
    await expect(lake.read(table)).rejects.toThrow(/two/u);
    expect((await lake.read(table, 'SELECT a')).rows).toEqual([[1n]]);
  });

  test('options: encoding, null text, types, header, by name or pattern', async () => {
    await using lake = await Lake.create({
      'latin.csv': Buffer.from('id,n\n1,caf\u00E9\n', 'latin1'),
      'nulls.csv': 'a,b\n1,NA\n-,x\n',
      'zip.csv': 'code,n\n01067,1\n',
      'sub/one.csv': '1|2\n',
    });
    const options = {
      latin: { encoding: 'latin-1' },
      nulls: { nullstr: ['NA', '-'] },
      'zip.*': { types: { code: 'VARCHAR' } },
      'sub/*': { delimiter: '|', header: false },
    };
    expect((await lake.read(await lake.table('latin', { options }), 'SELECT n', { options })).rows).toEqual([
      ['caf\u00E9'],
    ]);
    expect(
      (await lake.read(await lake.table('nulls', { options }), 'SELECT a, b', { options })).rows,
    ).toEqual([
      [1n, null],
      [null, 'x'],
    ]);
    expect(await lake.types('zip', { options })).toEqual({ code: 'VARCHAR', n: 'BIGINT' });
    expect((await lake.read(await lake.table('zip', { options }), 'SELECT code', { options })).rows).toEqual([
      ['01067'],
    ]);
    expect(await lake.types('sub', { options })).toEqual({ column0: 'BIGINT', column1: 'BIGINT' });
  });

  test('a scan of no column counts rows as its options say', async () => {
    await using lake = await Lake.create({ 't.csv': 'x;y\nz;w\n' });
    const count = async (config: Readonly<Record<string, unknown>>): Promise<unknown> => {
      const table = { ...(await lake.table('t', config)), columns: [] };
      return (await lake.read(table, 'SELECT count(*)', config)).rows;
    };
    expect(await count({ options: { t: { header: false } } })).toEqual([[2n]]);
    expect(await count({ options: { t: { header: true } } })).toEqual([[1n]]);
  });

  test('a folder is united by names', async () => {
    await using lake = await Lake.create({
      'u/1.csv': 'id,v\n1,2\n',
      'u/2.csv': 'v,id,w\n5,6,x\n',
      'u/0.csv': '',
    });
    const table = await lake.table('u');
    expect(await lake.types('u')).toEqual({ id: 'BIGINT', v: 'BIGINT', w: 'VARCHAR' });
    expect((await lake.read(table, 'SELECT id, v, w')).rows).toEqual([
      [1n, 2n, null],
      [6n, 5n, 'x'],
    ]);
  });
});

describe('CSV dates and times', () => {
  test.each([
    ['2023-01-01T00:30:00', 'TIMESTAMP', '2023-01-01 00:30:00'],
    ['2023-01-01 00:30:00.25', 'TIMESTAMP', '2023-01-01 00:30:00.25'],
    ['2023-01-01T00:30:00Z', 'TIMESTAMP WITH TIME ZONE', '2023-01-01 00:30:00+00'],
    ['2023-01-01T00:30:00+02:00', 'TIMESTAMP WITH TIME ZONE', '2022-12-31 22:30:00+00'],
    ['02-13-2023', 'DATE', '2023-02-13'],
    ['13/02/2023 10:00:00', 'TIMESTAMP', '2023-02-13 10:00:00'],
  ])('%s is the %s that DuckDB takes it for', async (text, type, value) => {
    await using lake = await Lake.create({ 'c.csv': `n,at\n1,${text}\n2,\n` });
    expect(await lake.types('c')).toEqual({ n: 'BIGINT', at: type });
    const { rows } = await lake.read(await lake.table('c'), 'SELECT n, "at"::VARCHAR');
    expect(rows).toEqual([
      [1n, value],
      [2n, null],
    ]);
  });
});

describe('JSON', () => {
  test('lines, arrays, plain values, nested types', async () => {
    await using lake = await Lake.create({
      'lines.ndjson': '{"a":1,"b":{"c":[1,2]}}\n{"a":2.5,"day":"2024-02-29"}\n',
      'array.json': '[{"n":1},{"n":null}]',
      'plain.json': '[1,2]',
      'nothing.json': '[]',
    });
    expect(await lake.types('lines')).toEqual({ a: 'DOUBLE', b: 'STRUCT("c" BIGINT[])', day: 'DATE' });
    expect((await lake.read(await lake.table('lines'), 'SELECT a, b.c[2], day::VARCHAR')).rows).toEqual([
      [1, 2n, null],
      [2.5, null, '2024-02-29'],
    ]);
    expect((await lake.read(await lake.table('array'))).rows).toEqual([[1n], [null]]);
    expect((await lake.read(await lake.table('plain'))).rows).toEqual([[1n], [2n]]);
    expect((await lake.read(await lake.table('nothing'))).rows).toEqual([]);
  });

  test.each([
    ['2023-01-01T00:30:00', 'TIMESTAMP', '2023-01-01 00:30:00'],
    ['2023-01-01 00:30:00', 'TIMESTAMP', '2023-01-01 00:30:00'],
    ['2023-01-01T00:30:00Z', 'TIMESTAMP', '2023-01-01 00:30:00'],
    ['2023-01-01T00:30:00.5Z', 'TIMESTAMP', '2023-01-01 00:30:00.5'],
    ['2023-01-01T00:30:00+02:00', 'TIMESTAMP', '2022-12-31 22:30:00'],
    ['2023-01-01', 'DATE', '2023-01-01'],
    ['02-13-2023', 'DATE', '2023-02-13'],
    ['13/02/2023', 'VARCHAR', '13/02/2023'],
  ])('%s is the %s that DuckDB takes it for', async (text, type, value) => {
    await using lake = await Lake.create({ 'j.ndjson': `{"n":1,"at":"${text}"}\n{"n":2}\n` });
    expect(await lake.types('j')).toEqual({ n: 'BIGINT', at: type });
    const { rows } = await lake.read(await lake.table('j'), 'SELECT n, "at"::VARCHAR');
    expect(rows).toEqual([
      [1n, value],
      [2n, null],
    ]);
  });

  test('a key that appears only beyond the sample is no column, and one planned for is NULL where it is missing', async () => {
    await using lake = await Lake.create({ 'j.ndjson': '{"a":1,"b":2}\n' });
    const table = await lake.table('j');
    await lake.write('j.ndjson', '{"c":3,"a":1}\n');
    expect((await lake.read(table, 'SELECT a, b')).rows).toEqual([[1n, null]]);
  });
});

describe('Parquet', () => {
  test('footers give rows and statistics', async () => {
    await using lake = await Lake.create({
      'p/1.parquet': {
        sql: "SELECT i AS n, 'x' || i AS t, (i / 4)::DECIMAL(9,2) AS d, DATE '2020-01-01' + i::INT AS day FROM range(-5, 10) t(i)",
      },
      'p/2.parquet': {
        sql: "SELECT NULL::BIGINT AS n, 'zz' AS t, 100.25::DECIMAL(9,2) AS d, NULL::DATE AS day",
      },
    });
    const { rows, bytes, columns } = await lake.table('p');
    expect(rows).toBe(16);
    expect(bytes).toBeGreaterThan(100);
    const statistics = Object.fromEntries(columns.map((column) => [column.name, column.statistics]));
    expect(statistics['n']).toMatchObject({ nullFraction: 1 / 16, min: null, max: null });
    expect(statistics['t']).toMatchObject({ nullFraction: 0, min: 'x-1', max: 'zz' });
    expect(statistics['d']).toMatchObject({ min: '-1.25', max: '100.25' });
    expect(columns.every(({ typeEnforced }) => typeEnforced)).toBe(true);
  });

  test('a footer that counts distinct values tells them, of one row group', async () => {
    await using lake = await Lake.create({
      'one.parquet': { sql: 'SELECT (i % 3)::INTEGER AS n FROM range(100) t(i)' },
      'two/1.parquet': { sql: 'SELECT (i % 3)::INTEGER AS n FROM range(100) t(i)' },
      'two/2.parquet': { sql: 'SELECT 7 AS n' },
    });
    expect((await lake.table('one')).columns[0]?.statistics).toMatchObject({ distinct: 3 });
    expect((await lake.table('two')).columns[0]?.statistics).toMatchObject({
      distinct: null,
      min: '0',
      max: '7',
    });
  });

  test('a folder of different schemas is united by names', async () => {
    await using lake = await Lake.create({
      'm/1.parquet': { sql: 'SELECT 1 AS a, 2 AS b' },
      'm/2.parquet': { sql: "SELECT 'x' AS c, 3::BIGINT AS a" },
    });
    expect(await lake.types('m')).toEqual({ a: 'BIGINT', b: 'INTEGER', c: 'VARCHAR' });
    expect((await lake.read(await lake.table('m'), 'SELECT a, b, c')).rows).toEqual([
      [1n, 2, null],
      [3n, null, 'x'],
    ]);
  });
});
