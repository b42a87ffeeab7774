import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_MARIADB, startMariadb } from '../../e2e/fixtures/mariadb.ts';
import type { CatalogTable } from '../../engine/types/catalog.ts';
import { ofHistogram } from './catalog/mysql-histogram.ts';
import { readCatalog } from './catalog/read-catalog.ts';
import { parseConfig } from './config.ts';
import type { Wire } from './wire/wire.ts';

describe.skipIf(NO_MARIADB !== null)('MariaDB', () => {
  let server: Awaited<ReturnType<typeof startMariadb>>;
  let wire: Wire;

  beforeAll(async () => {
    server = await startMariadb();
    await server.createDatabase('kept');
    wire = await server.connect('kept');
    await wire.command(
      `CREATE TABLE t (id INT PRIMARY KEY, few INT, price DECIMAL(9,2), day DATE, name VARCHAR(20), none INT)`,
    );
    await wire.command(`INSERT INTO t SELECT seq, seq % 4, seq / 4, DATE '2020-01-01' + INTERVAL seq DAY,
      concat('name ', lpad(seq, 4, '0')), IF(seq % 2 = 0, NULL, 1) FROM seq_1_to_1000`);
  });

  afterAll(async () => {
    wire.end();
    await server.stop();
  });

  async function table(): Promise<CatalogTable> {
    const config = parseConfig('kept', {
      host: server.host,
      port: server.port,
      user: server.user,
      database: 'kept',
    });
    const found = (await readCatalog(wire, config)).find(({ path }) => path.name === 't');
    if (found === undefined) throw new Error('The catalog has no t.');
    return found;
  }

  test('nothing but a key is known without ANALYZE, all of a column with it', async () => {
    const before = await table();
    expect(before.columns.map(({ statistics }) => statistics === null)).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
    ]);
    await wire.command(`SET histogram_type = 'DOUBLE_PREC_HB', histogram_size = 254`);
    await wire.command('ANALYZE TABLE t PERSISTENT FOR ALL');
    const { rows, columns } = await table();
    const [id, few, price, day, name, none] = columns.map(({ statistics }) => statistics);
    expect(rows).toBe(1000);
    expect(id).toMatchObject({ distinct: 1000, nullFraction: 0, averageBytes: 4 });
    expect(few).toMatchObject({ distinct: 4 });
    expect(none).toMatchObject({ distinct: 1, nullFraction: 0.5 });
    const middle = (of: typeof price): string => of?.histogram?.[Math.floor(of.histogram.length / 2)] ?? '';
    expect([price?.histogram?.[0], price?.histogram?.at(-1)]).toEqual(['0.25', '250.00']);
    expect(Math.abs(Number(middle(price)) - 125)).toBeLessThan(10);
    expect([day?.histogram?.[0], day?.histogram?.at(-1)]).toEqual(['2020-01-02', '2022-09-27']);
    expect(middle(day)).toMatch(/^2021-0[4-7]/);
    // Of text the server keeps two bytes of each bound: the ends alone are values.
    expect(name?.histogram).toEqual(['name 0001', 'name 1000']);
  });

  test('buckets of JSON histograms: frequent values, and the bounds of the others', async () => {
    await wire.command(`UPDATE t SET few = 7 WHERE id <= 500`);
    await wire.command(`SET histogram_type = 'JSON_HB'`);
    await wire.command('ANALYZE TABLE t PERSISTENT FOR ALL');
    const [, few, , , name] = (await table()).columns.map(({ statistics }) => statistics);
    expect(few?.common?.[0]).toEqual({ value: '7', share: 0.5 });
    expect(name?.histogram?.[0]).toBe('name 0001');
    expect(name?.histogram?.length).toBeGreaterThan(20);
  });
});

describe('histograms of MySQL', () => {
  test('a value a bucket', () => {
    const json = JSON.stringify({
      'histogram-type': 'singleton',
      'null-values': 0.1,
      buckets: [
        ['base64:type254:YQ==', 0.6],
        ['base64:type254:Yg==', 0.9],
      ],
    });
    const { common, distinct, nullFraction } = ofHistogram(json, null);
    expect({ distinct, nullFraction }).toEqual({ distinct: 2, nullFraction: 0.1 });
    expect(common?.map(({ value }) => value)).toEqual(['a', 'b']);
    expect(common?.map(({ share }) => Math.round(share * 10))).toEqual([6, 3]);
  });

  test('buckets of equal height', () => {
    const buckets = [
      [1, 10, 0.5, 4],
      [11, 90, 1, 20],
    ];
    const json = JSON.stringify({ 'histogram-type': 'equi-height', 'null-values': 0, buckets });
    expect(ofHistogram(json, null)).toMatchObject({ distinct: 24, histogram: ['1', '11', '90'] });
  });
});
