import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NEVER, openPostgresSource } from '../../e2e/fixtures/postgres-source.ts';
import { startPostgres, type TestPostgres } from '../../e2e/fixtures/postgres.ts';
import type { ColumnStatistics, SourceCatalog } from '../../engine/types/catalog.ts';

let server: TestPostgres;
let client: Client;

beforeAll(async () => {
  server = await startPostgres();
  await server.createDatabase('kept');
  client = await server.connect('kept');
});

afterAll(async () => {
  await client.end();
  await server.stop();
});

async function catalogOf(): Promise<SourceCatalog> {
  const source = openPostgresSource(server, 'kept', {});
  try {
    return await source.catalog(NEVER);
  } finally {
    await source.close();
  }
}

function statisticsOf({ tables }: SourceCatalog, table: string, column: string): ColumnStatistics | null {
  const found = tables.find(({ path }) => path.name === table)?.columns.find(({ name }) => name === column);
  if (found === undefined) throw new Error(`The catalog has no ${table}.${column}.`);
  return found.statistics;
}

test('with the common values, the bounds between the others, and their share of NULLs', async () => {
  await client.query(`
    CREATE TABLE kept_of (n integer, flag boolean, padded char(6), day date, list integer[], wide text, none text);
    INSERT INTO kept_of SELECT
      CASE WHEN i % 4 = 0 THEN 7 ELSE i END, i % 10 = 0, CASE WHEN i % 2 = 0 THEN 'ab' ELSE 'abc' END,
      DATE '2020-01-01' + i, ARRAY[i % 2, 3], repeat('x', 200) || i % 3, NULL
    FROM generate_series(1, 1000) AS i;
    ANALYZE kept_of`);
  const catalog = await catalogOf();
  const statistics = (name: string): ColumnStatistics | null => statisticsOf(catalog, 'kept_of', name);
  // A table of fewer rows than the sample is counted whole.
  expect(statistics('n')).toMatchObject({ common: [{ value: '7', share: 0.251 }], min: null, max: null });
  const bounds = statistics('n')?.histogram ?? [];
  expect([bounds[0], bounds.at(-1)]).toEqual(['1', '999']);
  expect(bounds.length).toBeGreaterThan(20);
  expect(bounds.length).toBeLessThanOrEqual(51);
  expect(statistics('flag')?.common).toEqual([
    { value: 'false', share: 0.9 },
    { value: 'true', share: 0.1 },
  ]);
  expect(
    statistics('padded')
      ?.common?.map(({ value }) => value)
      .toSorted(),
  ).toEqual(['ab', 'abc']);
  expect(statistics('day')?.histogram?.[0]).toBe('2020-01-02');
  expect(statistics('list')).not.toHaveProperty('common');
  expect(statistics('wide')).toMatchObject({ distinct: 3 });
  expect(statistics('wide')).not.toHaveProperty('common');
  expect(statistics('none')).toMatchObject({ nullFraction: 1 });
});

test('of a partitioned table, over its partitions', async () => {
  await client.query(`
    CREATE TABLE years (year integer, n integer) PARTITION BY LIST (year);
    CREATE TABLE years_1 PARTITION OF years FOR VALUES IN (2001);
    CREATE TABLE years_2 PARTITION OF years FOR VALUES IN (2002);
    INSERT INTO years SELECT 2001 + i % 2, i FROM generate_series(1, 1000) AS i;
    ANALYZE years`);
  const catalog = await catalogOf();
  expect(statisticsOf(catalog, 'years', 'year')).toMatchObject({ distinct: 2 });
  expect(statisticsOf(catalog, 'years_1', 'year')).toMatchObject({ distinct: 1 });
});
