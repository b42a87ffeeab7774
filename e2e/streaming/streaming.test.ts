import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFederation, type PlanningFederation } from '../fixtures/open-federation.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';

const ROWS = 2_000_000;
/** Milliseconds within which a statement that nobody reads any more must be gone from its server. */
const STOP_MS = 5000;

let left: TestPostgres;
let right: TestPostgres;
let federation: PlanningFederation;

beforeAll(async () => {
  [left, right] = await Promise.all([startPostgres(), startPostgres()]);
  await fill(
    left,
    `CREATE TABLE big AS SELECT i AS id, i % 1000 AS k, 'row number ' || i AS label FROM generate_series(1, ${ROWS}) i`,
  );
  await fill(right, 'CREATE TABLE few AS SELECT i AS k, i * 2 AS twice FROM generate_series(0, 499) i');
  federation = await openFederation(
    [left, right].map(({ host, port, user, password }, at) => ({
      kind: 'postgres' as const,
      name: at === 0 ? 'big' : 'small',
      host,
      port,
      user,
      password,
      database: 'data',
    })),
  );
});
afterAll(async () => {
  await federation.close();
  await Promise.all([left.stop(), right.stop()]);
});

async function fill(server: TestPostgres, table: string): Promise<void> {
  const client = await server.connect(await server.createDatabase('data'));
  await client.query(`${table}; ANALYZE`);
  await client.end();
}

/** Statements of ours that the server runs now. */
async function running(server: TestPostgres): Promise<number> {
  const client = await server.connect('data');
  const { rows } = await client.query(
    "SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() AND query LIKE '%label%'",
  );
  await client.end();
  return Number(rows[0]?.n);
}

describe('a limit over a join of two servers', () => {
  // The key of the join is computed, so that no keys are sent: all of the large table would come.
  const sql = 'SELECT b.label, f.twice FROM big.big b JOIN small.few f ON b.k + random() * 0 = f.k LIMIT 20';

  test('stops the statement that it needs no more of; the next query works', async () => {
    const plan = await federation.plan(sql, 'full');
    expect(plan.fragments).toHaveLength(2);
    const { answer, measurement } = await federation.execute(plan);
    expect(answer.rows).toHaveLength(20);
    const cut = Object.values(measurement.fragments).filter((fragment) => fragment.cut === true);
    expect(cut).toHaveLength(1);
    expect(cut[0]?.rows).toBeLessThan(ROWS / 2);
    await expect.poll(() => running(left), { timeout: STOP_MS }).toBe(0);
    const next = await federation.run('SELECT count(*) AS n FROM big.big', { pushdown: 'full' });
    expect(next.rows).toEqual([[BigInt(ROWS)]]);
  });

  test('two fragments of one session: the other one is read to its end', async () => {
    const both = `SELECT a.n, b.label FROM (SELECT count(*) AS n FROM big.big) a, (${sql}) b`;
    const { rows } = await federation.run(both, { pushdown: 'full' });
    expect(rows).toHaveLength(20);
    expect(rows.every(([n]) => n === BigInt(ROWS))).toBe(true);
  });
});

describe('all rows of a join', () => {
  const sql =
    'SELECT count(*) AS n, sum(length(b.label)) AS letters, sum(f.twice) AS twice FROM big.big b JOIN small.few f ON b.k + random() * 0 = f.k';

  test('are the same as unpushed', async () => {
    const [streamed, unpushed] = [
      await federation.run(sql, { pushdown: 'full' }),
      await federation.run(sql, { pushdown: 'none' }),
    ];
    expect(streamed.rows).toEqual(unpushed.rows);
  });

  test('a server that goes in the middle fails the query', async () => {
    const plan = await federation.plan(sql, 'full');
    const failing = federation.execute(plan);
    const client = await left.connect('data');
    const stop = setInterval(() => {
      void client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() AND query LIKE '%label%'",
      );
    }, 100);
    await expect(failing).rejects.toMatchObject({ report: { code: 'source-lost', source: 'big' } });
    clearInterval(stop);
    await client.end();
  });
});
