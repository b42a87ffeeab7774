import { stat } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CatalogProblem, CatalogTable, SourceCatalog } from '../../engine/types/catalog.ts';
import { type CatalogPiece, catalogPieces } from './catalog-pieces.ts';
import { describeInThread } from './describe-in-thread.ts';
import { checkFile, openSnapshot } from './open-database.ts';
import type { SchemaOrder } from './schema-thread.ts';
import { sqliteError } from './sqlite-error.ts';

/** A file up to this size is described in place: it has room for a thousand tables, which take no 20 ms to look up. */
const IN_PLACE_BYTES = 4_194_304;
/** For how long the thread may be kept from other work, ms. */
const HOLD_MS = 10;

/**
 * The catalog of a file as it is now, without holding the event loop for long. Rejects as `openSnapshot` does, with an
 * error of SQLite's, and with the signal's reason.
 */
export async function readCatalog(order: SchemaOrder, signal: AbortSignal): Promise<SourceCatalog> {
  await checkFile(order.source, order.config.file);
  const { size } = await stat(order.config.file);
  const pieces = size > IN_PLACE_BYTES ? describeInThread(order, signal) : describeInPlace(order, signal);
  const tables: CatalogTable[] = [];
  const problems: CatalogProblem[] = [];
  for await (const piece of pieces) {
    tables.push(...piece.tables);
    problems.push(...piece.problems);
  }
  const found = { source: order.source, defaultSchema: null, tables, fetchedAt: new Date().toISOString() };
  return problems.length === 0 ? found : { ...found, problems };
}

async function* describeInPlace(
  { source, config }: SchemaOrder,
  signal: AbortSignal,
): AsyncGenerator<CatalogPiece> {
  const database = await openSnapshot(source, config, signal);
  try {
    let began = performance.now();
    for (const piece of catalogPieces(database, config.text)) {
      yield piece;
      if (performance.now() - began < HOLD_MS) continue;
      await nextTurn();
      signal.throwIfAborted();
      began = performance.now();
    }
  } catch (error) {
    throw sqliteError(error, source, config.file);
  } finally {
    database.close();
  }
}
