import { readFile } from 'node:fs/promises';
import type { Client } from 'pg';
import { DatabaseError } from 'pg';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { ManagedHome } from './managed-home.ts';
import type { ManagedCluster } from './managed-state.ts';
import { ADMIN, serverClient } from './server-process.ts';

/** The seed script and what hears of its progress. */
export interface Seed {
  readonly file: string;
  readonly onProgress: (text: string) => void;
}

/** Makes the user and the database in an empty cluster and runs the seed script as that user. */
export async function seedCluster(
  home: ManagedHome,
  cluster: ManagedCluster,
  port: number,
  seed?: Seed,
): Promise<void> {
  await withClient(serverClient(port, ADMIN, cluster.adminPassword, 'postgres'), async (client) => {
    const user = client.escapeIdentifier(cluster.user);
    const database = client.escapeIdentifier(cluster.database);
    await client.query(`CREATE ROLE ${user} LOGIN PASSWORD ${client.escapeLiteral(cluster.password)}`);
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [cluster.database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${database} OWNER ${user}`);
    else await client.query(`ALTER DATABASE ${database} OWNER TO ${user}`);
  });
  if (seed === undefined) return;
  await withClient(serverClient(port, cluster.user, cluster.password, cluster.database), async (client) => {
    await runScript(home, client, seed);
  });
  seed.onProgress('collecting statistics');
  await withClient(serverClient(port, ADMIN, cluster.adminPassword, cluster.database), async (client) => {
    // The visibility map and the statistics that the source's planner, and ours, estimate with.
    await client.query('VACUUM (ANALYZE)');
  });
}

/** One simple query: a single transaction unless the script itself begins others. Its notices are progress. */
async function runScript(home: ManagedHome, client: Client, seed: Seed): Promise<void> {
  const script = await readFile(seed.file, 'utf8');
  client.on('notice', (notice) => seed.onProgress(notice.message ?? ''));
  try {
    await client.query(script);
  } catch (cause) {
    if (!(cause instanceof DatabaseError)) throw cause;
    const before = script.slice(0, Number(cause.position ?? 1) - 1);
    throw new AtollError(
      'source-unavailable',
      `The seed script of ${home.source} failed: ${cause.message}.`,
      {
        source: home.source,
        step: 'start',
        file: seed.file,
        line: cause.position === undefined ? null : before.split('\n').length,
        column: cause.position === undefined ? null : before.length - before.lastIndexOf('\n'),
        hint: 'Correct the script; the next use of the source begins it afresh.',
        cause,
      },
    );
  }
}

async function withClient(client: Client, work: (client: Client) => Promise<void>): Promise<void> {
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
