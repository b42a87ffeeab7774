import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CatalogProblem, CatalogTable, SourceCatalog } from '../../engine/types/catalog.ts';
import { CollationFinder } from './collations.ts';
import { catalogTable } from './catalog-table.ts';
import type { TextColumns } from './config.ts';
import { isSqliteFailure } from './sqlite-error.ts';
import { listTables } from './table-list.ts';
import { tableFigures } from './table-statistics.ts';

/** Tables between two turns of the event loop: SQLite's calls block the thread. */
const TABLES_A_TURN = 50;

/** All tables and views of the open file. One that SQLite can't describe is a problem and hides no other. */
export async function readCatalog(
  source: string,
  database: DatabaseSync,
  text: TextColumns,
  signal: AbortSignal,
): Promise<SourceCatalog> {
  using finder = new CollationFinder(database);
  const figures = tableFigures(database);
  const tables: CatalogTable[] = [];
  const problems: CatalogProblem[] = [];
  for (const [at, table] of listTables(database).entries()) {
    if (at % TABLES_A_TURN === TABLES_A_TURN - 1) await nextTurn();
    signal.throwIfAborted();
    try {
      tables.push(catalogTable(database, table, text, finder, figures.get(table.name)));
    } catch (error) {
      if (!isSqliteFailure(error) || (error.errcode & 0xff) !== 1) throw error;
      problems.push({
        path: { schema: null, name: table.name },
        message: `It can't be read: ${error.message}.`,
      });
    }
  }
  const found = { source, defaultSchema: null, tables, fetchedAt: new Date().toISOString() };
  return problems.length === 0 ? found : { ...found, problems };
}
