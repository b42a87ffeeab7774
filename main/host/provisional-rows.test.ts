import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { startPostgres } from '../../e2e/fixtures/postgres.ts';
import { column, fragment, placed } from '../../engine/execute/sample-source.fixture.ts';
import { INTEGER } from '../../engine/types/data-type.ts';
import { DEFAULT_LIMITS } from '../../engine/types/limits.ts';
import { ResultReader } from '../services/results/result-reader.ts';
import { RunnerPool } from './runner-pool.ts';

test('rows of an answer are read from its runner while the source still sends', {
  timeout: 60_000,
}, async () => {
  await using server = await startPostgres();
  const dir = await mkdtemp(path.join(tmpdir(), 'atoll-provisional-'));
  const { host, port, user, password } = server;
  const pool = await RunnerPool.open({
    workspaceDir: dir,
    stateDir: dir,
    memoryBytes: 400_000_000,
    spillBytes: null,
    spillDir: null,
    maxRunning: 1,
    warm: 1,
    threads: 2,
    secret: () => Promise.resolve(password),
  });
  try {
    const id = column('id', INTEGER);
    // 40,000 rows at once, then a few every 50 ms for as long as nobody stops it.
    const sql = `SELECT g::int4 AS id FROM generate_series(1, 1000000) g
      WHERE g <= 40000 OR (g % 5000 = 0 AND pg_sleep(0.05) IS NOT NULL) OR g % 10 = 0`;
    const plan = placed([fragment('f1', 'shop', sql, [id])], 'SELECT id FROM f1', [id], {
      remainder: { kind: 'fragment-scan', id: 'n1', fragment: 'f1', columns: [id] },
    });
    const config = { host, port, user, database: 'postgres' };
    const run = pool.run(plan, [{ name: 'shop', kind: 'postgres', config, limits: DEFAULT_LIMITS }]);
    expect(await run.page(0, 1)).toBeNull();
    for await (const event of run.events) if (event.kind === 'rows-available') break;
    const page = await run.page(2, 3);
    if (page === null) throw new Error('There are no rows');
    await using reader = await ResultReader.open(page);
    expect((await reader.page(0, 10)).flatMap((batch) => batch.column(0))).toEqual([3, 4, 5]);
    const { rows } = await run.done;
    expect(rows).toBe(40_000 + 96_000);
    expect(await run.page(0, 1)).toBeNull();
  } finally {
    await pool.close();
    await rm(dir, { recursive: true, force: true });
  }
});
