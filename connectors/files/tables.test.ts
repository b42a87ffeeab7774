import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Lake } from '../../e2e/fixtures/lake.ts';

const CSV = 'a,b\n1,x\n';
const ONE = { sql: 'SELECT 1 AS a' };

describe('which tables a folder has', () => {
  test('files by their stems, a folder of one format as one table, deeper names joined', async () => {
    await using lake = await Lake.create({
      'orders.csv': CSV,
      'people.parquet': ONE,
      'events.ndjson': '{"a":1}\n',
      'readme.txt': 'no table',
      'sales/2023.csv': CSV,
      'sales/2024.csv': CSV,
      'mixed/a.csv': CSV,
      'mixed/b.parquet': ONE,
      'deep/er/still/x.parquet': ONE,
      'empty/notes.md': 'nothing',
    });
    expect([...(await lake.names())].sort()).toEqual([
      'deep_er_still',
      'events',
      'mixed_a',
      'mixed_b',
      'orders',
      'people',
      'sales',
    ]);
    expect((await lake.table('sales')).kind).toBe('folder');
    expect((await lake.table('orders')).kind).toBe('file');
  });

  test('clashing names, case aside, get their endings', async () => {
    await using lake = await Lake.create({
      'Orders.csv': CSV,
      'orders.parquet': ONE,
      'orders/part.json': '{"a":1}',
      'x.csv': CSV,
      'x.csv.gz': CSV,
    });
    expect([...(await lake.names())].sort()).toEqual([
      'Orders_csv',
      'orders_json',
      'orders_parquet',
      'x_csv',
    ]);
    expect((await lake.catalog()).problems?.map(({ path: { name } }) => name)).toEqual(['x_csv_2']);
  });

  test('Hive partitions are columns, of types that later files do not change', async () => {
    await using lake = await Lake.create({
      'env=prod/sales/year=2023/region=eu/a.parquet': { sql: 'SELECT 1 AS n' },
      'env=prod/sales/year=2024/region=us%20west/a.parquet': { sql: 'SELECT 2 AS n' },
    });
    const config = { path: path.join(lake.root, 'env=prod') };
    expect(await lake.types('sales', config)).toEqual({ n: 'INTEGER', region: 'VARCHAR', year: 'BIGINT' });
    const table = await lake.table('sales', config);
    await lake.write('env=prod/sales/year=later/region=eu/a.parquet', { sql: 'SELECT 3 AS n' });
    await expect(lake.read(table, 'SELECT n, year', config)).rejects.toThrow(/later/u);
    expect((await lake.read(table, 'SELECT DISTINCT region', config)).rows).toEqual([['eu'], ['us west']]);
  });

  test('a root that holds nothing but partitions is one table', async () => {
    await using lake = await Lake.create({ 'data/y=1/a.parquet': ONE, 'data/y=2/a.parquet': ONE });
    const table = await lake.table('data', { path: path.join(lake.root, 'data') });
    expect((await lake.read(table, 'SELECT y', { path: path.join(lake.root, 'data') })).rows).toEqual([
      [1n],
      [2n],
    ]);
  });

  test('include and exclude', async () => {
    await using lake = await Lake.create({
      'a.csv': CSV,
      'b.csv': CSV,
      'old/c.csv': CSV,
      'new/d.parquet': ONE,
    });
    expect(await lake.names({ include: ['*.csv'] })).toEqual(['a', 'b', 'old']);
    expect(await lake.names({ exclude: ['old/**', 'b.*'] })).toEqual(['a', 'new']);
    expect(await lake.names({ include: ['**/*.parquet'] })).toEqual(['new']);
  });

  test('a single file, an empty folder, hidden names', async () => {
    await using lake = await Lake.create({
      'one.csv': CSV,
      'none/.keep': '',
      's/_SUCCESS': '',
      's/_tmp/x.csv': CSV,
    });
    expect(await lake.names({ path: 'one.csv' })).toEqual(['one']);
    expect(await lake.names({ path: 'none' })).toEqual([]);
    expect(await lake.names({ path: 's' })).toEqual([]);
  });

  test('a link that leads out of the folder is not followed', async () => {
    await using lake = await Lake.create({ 'secret.csv': CSV, 'in/a.csv': CSV });
    await symlink(path.join(lake.root, 'secret.csv'), path.join(lake.root, 'in', 'out.csv'));
    await symlink(path.join(lake.root, 'in', 'a.csv'), path.join(lake.root, 'in', 'again.csv'));
    expect(await lake.names({ path: 'in' })).toEqual(['a', 'again']);
  });

  test('characters of globs and quotes in names stand for themselves', async () => {
    await using lake = await Lake.create({
      'f[ab].csv': 'n\nbracket\n',
      'fa.csv': 'n\nplain\n',
      'g*.csv': 'n\nstar\n',
      'gx.csv': 'n\nplain\n',
      'it\'s ?"q".csv': 'n\nquotes\n',
      '[x]/1.parquet': { sql: "SELECT 'folder' AS n" },
      'x/1.parquet': { sql: "SELECT 'plain' AS n" },
    });
    const read = async (name: string): Promise<unknown> => (await lake.read(await lake.table(name))).rows;
    expect(await read('f[ab]')).toEqual([['bracket']]);
    expect(await read('g*')).toEqual([['star']]);
    expect(await read('it\'s ?"q"')).toEqual([['quotes']]);
    expect(await read('[x]')).toEqual([['folder']]);
  });
});

describe('a bad file', () => {
  test('is named, and hides no other', async () => {
    await using lake = await Lake.create({
      'good.parquet': ONE,
      'bad.parquet': 'PAR1 but no more',
      'empty.parquet': '',
      'empty.csv': '',
      'latin.csv': Buffer.from('id,n\n1,caf\u00E9\n', 'latin1'),
      'broken.json': '{"a": 1',
      'folder/1.parquet': ONE,
      'folder/2.parquet': 'damaged',
    });
    const { tables, problems } = await lake.catalog();
    expect(tables.map((table) => table.path.name)).toEqual(['good']);
    const named = Object.fromEntries((problems ?? []).map(({ path: { name }, message }) => [name, message]));
    expect(Object.keys(named).sort()).toEqual([
      'bad',
      'broken',
      'empty_csv',
      'empty_parquet',
      'folder',
      'latin',
    ]);
    expect(named['bad']).toContain('bad.parquet');
    expect(named['folder']).toContain('2.parquet');
    expect(named['empty_csv']).toMatch(/empty/u);
    expect(named['latin']).toMatch(/not utf-8/u);
  });
});
