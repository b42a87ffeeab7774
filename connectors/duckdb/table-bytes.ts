import type { LocalEngine } from '../../engine/spi/connector.ts';
import { quoteName, quoteText } from './sql-text.ts';

/** A table beyond this is not asked about: there is a line for each column of each 122,880 rows. */
const MOST_ROWS = 50_000_000;
/** For all tables together, ms. */
const LONGEST_MS = 300;

/**
 * How many bytes of the file tables take: each is written into blocks of its own, which are counted. Null where a part
 * has not been written there yet, for very large tables, and where the time is over.
 */
export class TableBytes {
  readonly #local: LocalEngine;
  readonly #alias: string;
  readonly #block: number | null;
  readonly #end = performance.now() + LONGEST_MS;

  private constructor(local: LocalEngine, alias: string, block: number | null) {
    this.#local = local;
    this.#alias = alias;
    this.#block = block;
  }

  static async of(local: LocalEngine, alias: string, signal: AbortSignal): Promise<TableBytes> {
    const { rows } = await local.query(
      `SELECT block_size::DOUBLE FROM pragma_database_size() WHERE database_name = ${quoteText(alias)}`,
      signal,
    );
    const block = rows[0]?.[0];
    return new TableBytes(local, alias, typeof block === 'number' ? block : null);
  }

  async table(
    { schema, name, rows }: { readonly schema: string; readonly name: string; readonly rows: number | null },
    signal: AbortSignal,
  ): Promise<number | null> {
    const block = this.#block;
    if (block === null || rows === null || rows > MOST_ROWS || performance.now() > this.#end) return null;
    const place = quoteText([this.#alias, schema, name].map(quoteName).join('.'));
    try {
      return await this.#count(place, block, signal);
    } catch {
      // What is wrong with the table is for those to be told who read it.
      signal.throwIfAborted();
      return null;
    }
  }

  async #count(place: string, block: number, signal: AbortSignal): Promise<number | null> {
    const { rows } = await this.#local.query(
      `SELECT count(*) FILTER (NOT persistent) = 0, count(DISTINCT block) FILTER (block >= 0)::DOUBLE FROM (
         SELECT persistent, unnest(list_append(additional_block_ids, block_id)) AS block
         FROM pragma_storage_info(${place}))`,
      signal,
    );
    const [isWritten, blocks] = rows[0] ?? [];
    return isWritten === true && typeof blocks === 'number' ? blocks * block : null;
  }
}
