import type { CatalogColumn, CatalogTable, SourceCatalog } from '../../engine/types/catalog.ts';
import { randomFrom } from './random.ts';

const LETTERS = 31;

/**
 * A catalog whose tables are said to hold from a few hundred to some hundred million rows. What pays only over large
 * tables (keys that cut another source's table, partial aggregates) is then done over small ones. Figures are not to
 * be relied on for anything else, so answers stay the same.
 */
export function exaggerate(catalog: SourceCatalog): SourceCatalog {
  return { ...catalog, tables: catalog.tables.map((table) => exaggerated(catalog.source, table)) };
}

function exaggerated(source: string, table: CatalogTable): CatalogTable {
  const seed = [...`${source}.${table.path.name}`].reduce((sum, letter) => {
    return (sum * LETTERS + letter.charCodeAt(0)) >>> 0;
  }, 1);
  const random = randomFrom(seed);
  const rows = 10 ** random.int(2, 8) * random.int(1, 9);
  const columns = table.columns.map((column): CatalogColumn => {
    const distinct = Math.max(1, Math.round(rows / 10 ** random.int(0, 5)));
    const none = { nullFraction: null, averageBytes: null, min: null, max: null };
    return { ...column, statistics: { ...none, ...column.statistics, distinct } };
  });
  return { ...table, rows, bytes: rows * 100, columns };
}
