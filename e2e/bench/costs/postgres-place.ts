import { availableParallelism } from 'node:os';
import { postgresConnector } from '../../../connectors/postgres/connector.ts';
import { openPostgresSource } from '../../fixtures/postgres-source.ts';
import { startPostgres } from '../../fixtures/postgres.ts';
import { parentOf, serverCpuMs } from './clock.ts';
import { type FactsText, factsSql } from './facts.ts';
import type { Place } from './place.ts';
import { factsTable, pingMs, readFacts } from './read-facts.ts';

const DATABASE = 'costs';
const TEXT: FactsText = {
  table: 'UNLOGGED TABLE',
  decimal: 'decimal(15,2)',
  numbers: (count) => `generate_series(1::bigint, ${count}) AS i`,
  day: (days) => `date '1992-01-01' + (${days})::integer`,
  decimalOf: (expression) => expression,
  text: (parts) => parts.join(' || '),
};

/** A PostgreSQL with its default settings. */
export async function postgresPlace(rows: number): Promise<Place> {
  const server = await startPostgres();
  await server.createDatabase(DATABASE);
  const client = await server.connect(DATABASE);
  for (const sql of factsSql(TEXT, rows)) await client.query(sql);
  await client.query('VACUUM (FREEZE, ANALYZE)');
  const told = await client.query<{ pid: number; version: string }>(
    "SELECT pg_backend_pid() AS pid, current_setting('server_version') AS version",
  );
  const [row] = told.rows;
  if (row === undefined) throw new Error('PostgreSQL tells nothing of itself.');
  const postmaster = await parentOf(row.pid);
  const one = openPostgresSource(server, DATABASE, { limits: { connections: 1 } });
  const both = openPostgresSource(server, DATABASE, { limits: { connections: 2 } });
  const table = await factsTable(one);
  return {
    name: `PostgreSQL ${row.version}`,
    profile: postgresConnector.costs,
    coresOf: async (sql) => {
      const { rows: lines } = await client.query<Record<string, string>>(`EXPLAIN ${sql}`);
      const workers = /Workers Planned: (\d+)/.exec(lines.map((line) => line['QUERY PLAN']).join(' '))?.[1];
      return Math.min(1 + Number(workers ?? 0), availableParallelism());
    },
    readingCores: 1,
    sortBy: 'offset',
    parallel: true,
    run: (sql) => client.query(sql),
    read: (columns, inRanges) => readFacts(inRanges ? both : one, table, columns, inRanges),
    pingMs: (runs) => pingMs(one, runs),
    cpuMs: () => serverCpuMs(postmaster),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([client.end(), one.close(), both.close()]);
      await server.stop();
    },
  };
}
