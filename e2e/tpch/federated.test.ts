import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Federation, PUSHDOWN_MODES } from '../fixtures/federation.ts';
import { openFederation } from '../fixtures/open-federation.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { differenceOf } from '../oracle/compare.ts';
import { type LoadedTpch, loadTpch } from './load.ts';
import { PLACEMENTS, placesOf } from './placements.ts';
import { tpchQueries, tpchText } from './queries.ts';
import { TPCH_TABLES, type TpchTableName } from './schema.ts';

const SCALE = 0.01;
const PLAIN = Object.fromEntries(TPCH_TABLES.map(({ name }) => [name, name])) as Record<
  TpchTableName,
  string
>;

let server: TestPostgres;
let folder: string;
let data: LoadedTpch;
let federation: Federation;

beforeAll(async () => {
  server = await startPostgres();
  folder = await mkdtemp(path.join(tmpdir(), 'atoll-tpch-'));
  data = await loadTpch(server, folder, SCALE);
  federation = await openFederation(data.sources);
});
afterAll(async () => {
  await federation.close();
  await data.oracle.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.each(PLACEMENTS)('placement $name', (placement) => {
  describe.each(PUSHDOWN_MODES)('pushdown %s', (pushdown) => {
    test.each(tpchQueries())('$name', async (query) => {
      const expected = await data.oracle.run(tpchText(query, PLAIN, SCALE), { pushdown });
      const actual = await federation.run(tpchText(query, placesOf(placement), SCALE), { pushdown });
      const ordered = query.orderKeys.length === 0 ? {} : { ordered: query.orderKeys };
      expect(differenceOf(actual, expected, { ...ordered, anyInteger: true })).toBeUndefined();
    });
  });
});
