import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SourceSpec } from '../fixtures/federation.ts';
import { openFederation, type PlanningFederation } from '../fixtures/open-federation.ts';
import { type Oracle, openOracle } from '../fixtures/oracle.ts';
import { generateTpch } from './generate.ts';
import { writeParquet, writeSqlite } from './load-files.ts';
import { startLoadedMariadb, startLoadedPostgres } from './load-server.ts';
import { type Placement, PLACEMENTS, TPCH_SOURCES, type TpchSource, tablesAt } from './placements.ts';

/** TPC-H in real sources behind Atoll, and in the one DuckDB that says what is right. */
export interface TpchWorld extends AsyncDisposable {
  readonly scale: number;
  readonly federation: PlanningFederation;
  /** Holds the eight tables under their plain names in its main catalog. */
  readonly oracle: Oracle;
  close(): Promise<void>;
}

/**
 * Generates TPC-H at a scale, starts the servers that the placements name and loads every source with the tables that
 * some placement reads there. The caller closes it.
 */
export async function openTpch(
  scale: number,
  placements: readonly Placement[] = PLACEMENTS,
): Promise<TpchWorld> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atoll-tpch-'));
  const oracle = await openOracle([]);
  const stops: (() => Promise<void>)[] = [];
  const release = async (): Promise<void> => {
    await oracle.close();
    await Promise.all(stops.map((stop) => stop()));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await generateTpch(oracle.connection, scale);
    const used = TPCH_SOURCES.filter((source) => tablesAt(source, placements).length > 0);
    const specs: SourceSpec[] = [];
    for (const source of used) specs.push(await loaded(source, placements, oracle, folder, stops));
    const federation = await openFederation(specs);
    const close = async (): Promise<void> => {
      await federation.close();
      await release();
    };
    return { scale, federation, oracle, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await release();
    throw error;
  }
}

async function loaded(
  source: TpchSource,
  placements: readonly Placement[],
  oracle: Oracle,
  folder: string,
  stops: (() => Promise<void>)[],
): Promise<SourceSpec> {
  const tables = tablesAt(source, placements);
  if (source === 'lite') return await writeSqlite(source, tables, oracle.connection, folder);
  if (source === 'lake') return await writeParquet(source, tables, oracle.connection, folder);
  const start = source === 'maria' ? startLoadedMariadb : startLoadedPostgres;
  const { spec, stop } = await start(source, tables, oracle.connection);
  stops.push(stop);
  return spec;
}
