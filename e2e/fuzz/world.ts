import { openWorld } from '../breadth/world.ts';
import { openFederation, type PlanningFederation } from '../fixtures/open-federation.ts';
import type { Oracle } from '../fixtures/oracle.ts';
import { exaggerate } from './exaggerate.ts';
import { FUZZ_DATA } from './tables.ts';

/** All sources behind two planners, and the DuckDB that says what is right. */
export interface FuzzWorld extends AsyncDisposable {
  /** Knows the sources' own figures. */
  readonly honest: PlanningFederation;
  /** Takes the tables for large ones, so that it makes other plans. */
  readonly exaggerating: PlanningFederation;
  readonly oracle: Oracle;
  close(): Promise<void>;
}

/** Starts the servers and loads every source. The caller closes it. */
export async function openFuzzWorld(): Promise<FuzzWorld> {
  const world = await openWorld(FUZZ_DATA);
  const exaggerating = await openFederation(world.sources, { told: exaggerate });
  const close = async (): Promise<void> => {
    await exaggerating.close();
    await world.close();
  };
  const { federation: honest, oracle } = world;
  return { honest, exaggerating, oracle, close, [Symbol.asyncDispose]: close };
}
