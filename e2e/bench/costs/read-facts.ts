import { Database } from '../../../engine/duckdb/database.ts';
import type { Column } from '../../../engine/plan/column.ts';
import type { Source } from '../../../engine/spi/connector.ts';
import type { CatalogTable } from '../../../engine/types/catalog.ts';
import { stageBatches } from '../../fixtures/local-duckdb.ts';
import { columnsOf, fragmentOf, NEVER, readFragment } from '../../fixtures/postgres-source.ts';

const PING = columnsOf({ n: { id: 'INTEGER' } });

/** The table of facts as a source's own catalog has it. */
export async function factsTable(source: Source): Promise<CatalogTable> {
  const { tables } = await source.catalog(NEVER);
  const found = tables.find(({ path }) => path.name === 'facts');
  if (found === undefined) throw new Error(`${source.name} has no table of facts.`);
  return found;
}

/** Reads columns of the facts through the connector and stages them. */
export async function readFacts(
  source: Source,
  table: CatalogTable,
  names: readonly string[],
  ranges: boolean,
): Promise<void> {
  const columns: readonly Column[] = names.map((name) => {
    const type = table.columns.find((one) => one.name === name)?.type;
    if (type === undefined || type === null) throw new Error(`The facts have no column ${name}.`);
    return { name, type, nullable: false, collation: null, origins: [], tags: [] };
  });
  const sql = `SELECT ${names.join(', ')} FROM facts`;
  const partition = { table: table.path, sql: `${sql} WHERE ctid >= $1 AND ctid < $2` };
  const fragment = fragmentOf(sql, columns, [], ranges ? partition : null);
  const session = await source.begin(NEVER);
  const database = await Database.open();
  try {
    await stageBatches(database, 'f1', columns, readFragment(session, fragment));
  } finally {
    database.close();
    await session.close();
  }
}

/** Milliseconds of the fastest of some reads of one row over an open connection: other work can only slow one down. */
export async function pingMs(source: Source, runs: number): Promise<number> {
  const session = await source.begin(NEVER);
  const fragment = fragmentOf('SELECT 1 AS n', PING);
  let fastest = Number.POSITIVE_INFINITY;
  try {
    for (let run = 0; run < runs; run += 1) {
      const began = performance.now();
      for await (const batch of readFragment(session, fragment)) void batch;
      fastest = Math.min(fastest, performance.now() - began);
    }
  } finally {
    await session.close();
  }
  return fastest;
}
