import type { DatabaseSync } from 'node:sqlite';
import type { CatalogProblem, CatalogTable } from '../../engine/types/catalog.ts';
import { catalogTable } from './catalog-table.ts';
import type { TextColumns } from './config.ts';
import { DescribedFile } from './described-file.ts';
import { SchemaReader, type TableShape } from './schema-reader.ts';
import { isSqliteFailure } from './sqlite-error.ts';
import { type ListedTable, listTables } from './table-list.ts';
import { tableSizes } from './table-sizes.ts';
import { tableFigures } from './table-statistics.ts';

/** A part of a catalog: a few milliseconds of SQLite's work, which blocks its thread. */
export interface CatalogPiece {
  readonly tables: readonly CatalogTable[];
  readonly problems: readonly CatalogProblem[];
}

/** How much is described at once: so many tables, and so many characters of their CREATE statements. */
const TABLES_A_PIECE = 40;
const TEXT_A_PIECE = 20_000;

/** All tables and views of the open file. One that SQLite can't describe is a problem and hides no other. */
export function* catalogPieces(database: DatabaseSync, text: TextColumns): Generator<CatalogPiece, void> {
  using file = new DescribedFile(database, text);
  const reader = new SchemaReader(database);
  const figures = tableFigures(database);
  const sizes = tableSizes(database, file.bytes);
  for (const listed of inPieces(listTables(database))) {
    const shapes = shapesOf(reader, listed);
    const tables: CatalogTable[] = [];
    const problems: CatalogProblem[] = [];
    for (const [at, table] of listed.entries()) {
      const found = describe(table, () => {
        const shape = shapes?.[at] ?? reader.shape(table);
        const bytes = sizes.get(table.name) ?? null;
        return { ...catalogTable(file, table, shape, figures.get(table.name)), bytes };
      });
      if ('message' in found) problems.push(found);
      else tables.push(found);
    }
    yield { tables, problems };
  }
}

/** Null where one of them hides the others: then each is asked for by itself. */
function shapesOf(reader: SchemaReader, listed: readonly ListedTable[]): readonly TableShape[] | null {
  try {
    return reader.shapes(listed);
  } catch (error) {
    if (isUndescribable(error)) return null;
    throw error;
  }
}

function describe(table: ListedTable, make: () => CatalogTable): CatalogTable | CatalogProblem {
  try {
    return make();
  } catch (error) {
    if (!isUndescribable(error)) throw error;
    return { path: { schema: null, name: table.name }, message: `It can't be read: ${error.message}.` };
  }
}

/** SQLITE_ERROR (rescode.html): a statement that can't be compiled. */
function isUndescribable(error: unknown): error is Error {
  return isSqliteFailure(error) && (error.errcode & 0xff) === 1;
}

function* inPieces(tables: readonly ListedTable[]): Generator<readonly ListedTable[], void> {
  let piece: ListedTable[] = [];
  let text = 0;
  for (const table of tables) {
    piece.push(table);
    text += table.sql.length;
    if (piece.length < TABLES_A_PIECE && text < TEXT_A_PIECE) continue;
    yield piece;
    piece = [];
    text = 0;
  }
  yield piece;
}
