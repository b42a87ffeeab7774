import type { Client } from 'pg';
import { columnsOf, fragmentOf } from '../../e2e/fixtures/postgres-source.ts';
import { startPostgres, type TestPostgres } from '../../e2e/fixtures/postgres.ts';

export const BIG_ROWS = 400_000;
export const BIG = columnsOf({ id: { id: 'INTEGER' }, name: { id: 'VARCHAR' } });
/** One row, at once. */
export const ONE = fragmentOf('SELECT 1 AS n', columnsOf({ n: { id: 'INTEGER' } }));

/** A server whose database `shop` has a table `big`, and a view `slow` that sleeps for a minute. */
export interface BigTable {
  readonly server: TestPostgres;
  /** Of its own, for looking at what sessions do. */
  readonly client: Client;
  stop(): Promise<void>;
}

export async function startBigTable(): Promise<BigTable> {
  const server = await startPostgres();
  await server.createDatabase('shop');
  const client = await server.connect('shop');
  await client.query(
    `CREATE TABLE big AS SELECT i AS id, 'row number ' || i AS name FROM generate_series(1, ${BIG_ROWS}) AS i`,
  );
  await client.query('CREATE VIEW slow AS SELECT pg_sleep(60)::text AS v');
  const stop = async (): Promise<void> => {
    await client.end();
    await server.stop();
  };
  return { server, client, stop };
}
