import { workerData, type MessagePort, parentPort } from 'node:worker_threads';
import { once } from 'node:events';
import { AtollError, type ErrorReport } from '../../engine/errors/atoll-error.ts';
import { type CatalogPiece, catalogPieces } from './catalog-pieces.ts';
import type { SqliteConfig } from './config.ts';
import { openSnapshot } from './open-database.ts';
import { sqliteError } from './sqlite-error.ts';

/** What the thread is started with. */
export interface SchemaOrder {
  readonly source: string;
  readonly config: SqliteConfig;
}

/** What it says. It goes on after each piece when it is told to, so that its listener is never flooded. */
export type SchemaMessage =
  | { readonly kind: 'piece'; readonly piece: CatalogPiece }
  | { readonly kind: 'failed'; readonly report: ErrorReport }
  | { readonly kind: 'done' };

/** Its end comes with its thread. */
const NEVER = new AbortController().signal;

async function describe({ source, config }: SchemaOrder, port: MessagePort): Promise<SchemaMessage> {
  try {
    const database = await openSnapshot(source, config, NEVER);
    for (const piece of catalogPieces(database, config.text)) {
      port.postMessage({ kind: 'piece', piece } satisfies SchemaMessage);
      await once(port, 'message');
    }
    return { kind: 'done' };
  } catch (error) {
    const known = sqliteError(error, source, config.file);
    if (known instanceof AtollError) return { kind: 'failed', report: known.report };
    throw error;
  }
}

if (parentPort !== null) {
  const port = parentPort;
  port.postMessage(await describe(workerData as SchemaOrder, port));
  port.close();
}
