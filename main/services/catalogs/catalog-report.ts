import { reportOf } from '../../../engine/errors/atoll-error.ts';
import type { CatalogTable, SourceCatalog } from '../../../engine/types/catalog.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import type { CatalogReport, CatalogReportTable } from '../../contract/catalog.ts';
import type { SourceDefinition } from '../workspace/workspace.ts';
import type { CatalogService } from './catalog-service.ts';
import { nameText, pathText } from './path-text.ts';

type SourceReport = CatalogReport['sources'][number];

/** The catalogs of several sources, as they are now, read side by side; one that can't be read has its error in its place. */
export async function catalogsOf(
  sources: readonly SourceDefinition[],
  catalogs: CatalogService,
  signal: AbortSignal,
): Promise<readonly SourceReport[]> {
  return Promise.all(
    sources.map(async ({ name, kind }): Promise<SourceReport> => {
      try {
        return sourceReport(kind, await catalogs.refresh(name, signal));
      } catch (error) {
        signal.throwIfAborted();
        return { name, kind, fetchedAt: null, tables: [], problems: [], error: reportOf(error) };
      }
    }),
  );
}

function sourceReport(kind: string, catalog: SourceCatalog): SourceReport {
  return {
    name: catalog.source,
    kind,
    fetchedAt: catalog.fetchedAt,
    tables: catalog.tables.map((table) => tableReport(catalog, table)),
    problems: (catalog.problems ?? []).map(({ path, message }) => ({ table: pathText(path), message })),
    error: null,
  };
}

function tableReport(catalog: SourceCatalog, table: CatalogTable): CatalogReportTable {
  const { path, kind, rows, bytes, comment } = table;
  const short = path.schema === catalog.defaultSchema ? { ...path, schema: null } : path;
  return {
    name: `${nameText(catalog.source)}.${pathText(short)}`,
    schema: path.schema,
    table: path.name,
    kind,
    rows,
    bytes,
    comment,
    columns: table.columns.map((column) => ({
      name: column.name,
      type: typeToSql(column.type),
      nativeType: column.nativeType,
      nullable: column.nullable,
      collation: column.collation?.name ?? null,
      comment: column.comment,
    })),
    keys: table.keys.map((key) => ({
      kind: key.kind,
      columns: key.columns,
      references:
        key.references === null
          ? null
          : { table: pathText(key.references.table), columns: key.references.columns },
    })),
  };
}
