import type { CatalogTable } from '../../../engine/types/catalog.ts';
import type { MysqlConfig } from '../config.ts';
import { ServerError } from '../wire/server-error.ts';
import type { TextRows, Wire } from '../wire/wire.ts';
import { buildTables } from './build-catalog.ts';
import {
  columnsSql,
  columnStatisticsSql,
  foreignKeysSql,
  histogramsSql,
  indexesSql,
  jsonChecksSql,
  tablesSql,
  tableStatisticsSql,
} from './catalog-queries.ts';

/** Reads what information_schema has of the databases shown. Rejects as a statement does. */
export async function readCatalog(wire: Wire, config: MysqlConfig): Promise<readonly CatalogTable[]> {
  const { databases } = config;
  const mariadb = wire.version.kind === 'MariaDB';
  const rows = {
    tables: await wire.command(tablesSql(databases)),
    columns: await wire.command(columnsSql(databases)),
    indexes: await wire.command(indexesSql(databases)),
    foreignKeys: await wire.command(foreignKeysSql(databases)),
    jsonChecks: mariadb ? await wire.command(jsonChecksSql(databases)) : [],
    statistics: mariadb ? await permitted(wire, columnStatisticsSql(databases)) : [],
    counts: mariadb ? await permitted(wire, tableStatisticsSql(databases)) : [],
    histograms: mariadb ? [] : await permitted(wire, histogramsSql(databases)),
  };
  return buildTables(rows, config);
}

/** The rows, or none where the account may not see them. */
async function permitted(wire: Wire, sql: string): Promise<TextRows> {
  try {
    return await wire.command(sql);
  } catch (error) {
    if (error instanceof ServerError) return [];
    throw error;
  }
}
