import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UNCALIBRATED } from '../../../engine/cost/calibration.ts';
import type { Fragment, PlacedPlan } from '../../../engine/plan/fragment.ts';
import type { ScanNode } from '../../../engine/plan/node.ts';
import { placedOver } from '../../../engine/plan/placed-plan.fixture.ts';
import type { FragmentMeasurement } from '../../../engine/types/explain.ts';
import { DEFAULT_LIMITS } from '../../../engine/types/limits.ts';
import type { SourceDefinition } from '../workspace/workspace.ts';
import { CostStore } from './cost-store.ts';

const SHOP = source('shop', 'postgres', { host: 'db.example', port: 5432, user: 'app' });
const LEDGER = source('ledger', 'sqlite', { path: 'data/ledger.db' });

function source(name: string, kind: string, config: SourceDefinition['config']): SourceDefinition {
  const marks = { hue: null, monogram: null, production: false, tunnel: null };
  return { name, kind, config, secret: null, limits: DEFAULT_LIMITS, region: null, tags: [], ...marks };
}

const SCAN: ScanNode = {
  kind: 'scan',
  id: 'n1',
  source: 'shop',
  table: { schema: null, name: 't' },
  fields: [],
  columns: [],
};
const TWICE: FragmentMeasurement = {
  rows: 10,
  bytes: 80,
  connectMs: null,
  firstRowMs: null,
  ms: 200,
  retries: 0,
};

/** A plan of one fragment, foretold to take 100 ms of work at a source. */
function planAt(name: string): PlacedPlan {
  const fragment: Fragment = {
    id: 'f1',
    source: name,
    plan: SCAN,
    sql: '',
    params: [],
    columns: [],
    covers: [],
    estimated: { rows: 10, bytes: 80 },
    foretold: { startupMs: 0, scanMs: 100, blockingMs: 0, streamingMs: 0, sendMs: 0 },
    tables: [],
    partition: null,
  };
  return placedOver(SCAN, [fragment]);
}

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'atoll-costs-'));
  file = join(dir, 'costs.json');
});
afterEach(() => rm(dir, { recursive: true }));

const open = (...sources: readonly SourceDefinition[]): Promise<CostStore> => CostStore.open(dir, sources);

/** Lets one run of a source be seen, and all be written. */
async function learn(store: CostStore, name: string, runs = 1): Promise<void> {
  for (let run = 0; run < runs; run += 1) store.observe(planAt(name), { f1: TWICE });
  await store.close();
}

test('what runs have shown is there after a restart', async () => {
  const store = await open(SHOP, LEDGER);
  expect(store.of('shop')).toBe(UNCALIBRATED);
  await learn(store, 'shop');
  const again = await open(SHOP, LEDGER);
  expect(again.of('shop').work).toBeCloseTo(2 ** 0.3, 5);
  expect(again.of('shop').fragments).toBe(1);
  expect(again.of('ledger')).toBe(UNCALIBRATED);
});

test('a run that tells nothing writes nothing', async () => {
  const store = await open(SHOP);
  store.observe(planAt('shop'), { f1: { ...TWICE, ms: 2 } });
  await store.close();
  expect(await readdir(dir)).toEqual([]);
});

test('a source that is somewhere else by now begins anew; another user of it does not', async () => {
  await learn(await open(SHOP, LEDGER), 'shop');
  const user = source('shop', 'postgres', { ...SHOP.config, user: 'other' });
  expect((await open(user)).of('shop').fragments).toBe(1);
  const port = source('shop', 'postgres', { ...SHOP.config, port: 5433 });
  const moved = await open(port, LEDGER);
  expect(moved.of('shop')).toBe(UNCALIBRATED);
  await learn(moved, 'ledger');
  expect(Object.keys(await keptSources())).toEqual(['ledger']);
});

test('nothing of a configuration is in the file', async () => {
  await learn(await open(SHOP), 'shop');
  expect(await readFile(file, 'utf8')).not.toContain('db.example');
});

test.for([
  ['half a file', '{"version": 1, "sour'],
  ['a newer form', '{"version": 2, "sources": {}, "more": 1}'],
  [
    'factors out of bounds',
    '{"version":1,"sources":{"shop":{"place":"x","work":1e9,"send":1,"fragments":1}}}',
  ],
])('%s counts for nothing and is replaced', async ([, text]) => {
  await writeFile(file, text ?? '');
  const store = await open(SHOP);
  expect(store.of('shop')).toBe(UNCALIBRATED);
  await learn(store, 'shop');
  expect((await open(SHOP)).of('shop').fragments).toBe(1);
});

test('a query is not hindered where nothing can be written', async () => {
  const store = await CostStore.open(join(dir, 'missing'), [SHOP]);
  await learn(store, 'shop');
  expect(store.of('shop').fragments).toBe(1);
});

test('several that write at once leave a whole file, the last one', async () => {
  const stores = await Promise.all(Array.from({ length: 5 }, () => open(SHOP, LEDGER)));
  await Promise.all(stores.map((store, at) => learn(store, at % 2 === 0 ? 'shop' : 'ledger', 4)));
  const sources = Object.entries(await keptSources());
  expect(sources).toHaveLength(1);
  expect(sources[0]?.[1]).toMatchObject({ fragments: 4 });
  expect(await readdir(dir)).toEqual(['costs.json']);
});

async function keptSources(): Promise<Record<string, { fragments: number }>> {
  const text = await readFile(file, 'utf8');
  return (JSON.parse(text) as { sources: Record<string, { fragments: number }> }).sources;
}
