import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../../e2e/fixtures/postgres.ts';
import { column, fragment, placed } from '../../engine/execute/sample-source.fixture.ts';
import type { PlacedPlan } from '../../engine/plan/fragment.ts';
import { BIGINT, INTEGER } from '../../engine/types/data-type.ts';
import { DEFAULT_LIMITS } from '../../engine/types/limits.ts';
import type { SourceSpec } from './runner/source-spec.ts';
import { type RunnerOwner, type RunnerResources, SharedRunners } from './shared-runners.ts';

let server: TestPostgres;
let dir: string;
beforeAll(async () => {
  server = await startPostgres();
  await server.createDatabase('shop');
});
afterAll(() => server.stop());
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'atoll-shared-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const owner = (): RunnerOwner => ({
  secret: () => Promise.resolve(server.password),
  stored: () => Promise.resolve(server.password),
  onSecretRefused: () => undefined,
  onHostKey: () => undefined,
  onNotice: () => undefined,
});
const resources = (memoryBytes: number): RunnerResources => ({
  workspaceDir: dir,
  stateDir: dir,
  memoryBytes,
  spillBytes: null,
  spillDir: null,
  maxRunning: 3,
  warm: 0,
  threads: 2,
});
const spec = (): SourceSpec => ({
  name: 'shop',
  kind: 'postgres',
  config: { host: server.host, port: server.port, database: 'shop', user: server.user },
  limits: { ...DEFAULT_LIMITS, connections: 1 },
});
const read = (sql: string): PlacedPlan =>
  placed([fragment('f1', 'shop', sql, [column('id', INTEGER)])], 'SELECT count(*) AS n FROM f1', [
    column('n', BIGINT),
  ]);

test('runners that follow others with more memory keep to the same limit of connections', async () => {
  const [first, second] = [owner(), owner()];
  const before = await SharedRunners.take(null, resources(300_000_000), first);
  const after = await SharedRunners.take(before, resources(400_000_000), second);
  expect(after.pool).not.toBe(before.pool);
  const long = before.pool.run(read('SELECT 1 AS id FROM (SELECT pg_sleep(60)) AS s'), [spec()]);
  const next = after.pool.run(read('SELECT 1 AS id'), [spec()]);
  let ended = false;
  const watched = next.done.then(() => {
    ended = true;
  });
  await sleep(1500);
  expect(ended).toBe(false);
  long.cancel();
  await expect(long.done).rejects.toMatchObject({ report: { code: 'cancelled' } });
  // It is let in by what the other pool frees.
  await watched;
  await Promise.all([before.leave(first), after.leave(second)]);
}, 30_000);
