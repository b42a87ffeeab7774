import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SourceSpec } from '../fixtures/federation.ts';
import { openFederation, type PlanningFederation } from '../fixtures/open-federation.ts';
import type { Oracle } from '../fixtures/oracle.ts';
import { startMariadb } from '../fixtures/mariadb.ts';
import { startPostgres } from '../fixtures/postgres.ts';
import { loadOracle, loadSources } from './load.ts';
import { MARIADB_STORAGES } from './load-mariadb.ts';
import type { TestTable } from './table.ts';

/** The same tables twice: in real sources behind Atoll, and in the one DuckDB that says what is right. */
export interface World extends AsyncDisposable {
  readonly federation: PlanningFederation;
  readonly oracle: Oracle;
  readonly sources: readonly SourceSpec[];
  close(): Promise<void>;
}

/** Starts the servers that the tables need, loads every source and the oracle. The caller closes it. */
export async function openWorld(tables: readonly TestTable[]): Promise<World> {
  const postgres = await startPostgres();
  const needsMariadb = tables.some(({ storage }) => MARIADB_STORAGES.some((one) => one === storage));
  const mariadb = needsMariadb ? await startMariadb() : undefined;
  const servers = { postgres, ...(mariadb === undefined ? {} : { mariadb }) };
  const folder = await mkdtemp(path.join(tmpdir(), 'atoll-world-'));
  const oracle = await loadOracle(tables);
  const sources = await loadSources(tables, oracle, servers, folder);
  const federation = await openFederation(sources);
  const close = async (): Promise<void> => {
    await federation.close();
    await oracle.close();
    await Promise.all([postgres.stop(), mariadb?.stop()]);
    await rm(folder, { recursive: true, force: true });
  };
  return { federation, oracle, sources, close, [Symbol.asyncDispose]: close };
}
