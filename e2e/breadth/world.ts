import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Federation } from '../fixtures/federation.ts';
import { openFederation } from '../fixtures/open-federation.ts';
import type { Oracle } from '../fixtures/oracle.ts';
import { startPostgres } from '../fixtures/postgres.ts';
import { loadOracle, loadSources } from './load.ts';
import type { TestTable } from './table.ts';

/** The same tables twice: in real sources behind Atoll, and in the one DuckDB that says what is right. */
export interface World extends AsyncDisposable {
  readonly federation: Federation;
  readonly oracle: Oracle;
  close(): Promise<void>;
}

/** Starts a server, loads every source and the oracle. The caller closes it. */
export async function openWorld(tables: readonly TestTable[]): Promise<World> {
  const server = await startPostgres();
  const folder = await mkdtemp(path.join(tmpdir(), 'atoll-world-'));
  const oracle = await loadOracle(tables);
  const federation = await openFederation(await loadSources(tables, oracle, server, folder));
  const close = async (): Promise<void> => {
    await federation.close();
    await oracle.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { federation, oracle, close, [Symbol.asyncDispose]: close };
}
