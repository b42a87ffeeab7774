import type { CatalogTable, SourceCatalog } from '../../../engine/types/catalog.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import type { RefreshReport } from '../../contract/sources.ts';
import { pathText } from './path-text.ts';

/** What changed from one catalog of a source to a later one; `before` is null where none is known. */
export function compareCatalogs(before: SourceCatalog | null, after: SourceCatalog): RefreshReport {
  const old = tablesByName(before);
  const now = tablesByName(after);
  const both = [...now].flatMap(([name, table]) => {
    const earlier = old.get(name);
    return earlier === undefined || earlier.fingerprint === table.fingerprint
      ? []
      : [{ table: name, changes: changesOf(earlier, table) }];
  });
  return {
    source: after.source,
    fetchedAt: after.fetchedAt,
    tables: after.tables.length,
    compared: before !== null,
    added: before === null ? [] : [...now.keys()].filter((name) => !old.has(name)),
    removed: [...old.keys()].filter((name) => !now.has(name)),
    changed: both,
    problems: (after.problems ?? []).map(({ path, message }) => ({ table: pathText(path), message })),
  };
}

function tablesByName(catalog: SourceCatalog | null): Map<string, CatalogTable> {
  return new Map((catalog?.tables ?? []).map((table) => [pathText(table.path), table]));
}

function changesOf(before: CatalogTable, after: CatalogTable): readonly string[] {
  const old = new Map(before.columns.map((column) => [column.name, column]));
  const names = new Set(after.columns.map(({ name }) => name));
  const gone = before.columns
    .filter(({ name }) => !names.has(name))
    .map(({ name }) => `column ${name} is gone`);
  const rest = after.columns.flatMap((column) => {
    const earlier = old.get(column.name);
    if (earlier === undefined) return [`column ${column.name} ${typeToSql(column.type)} is new`];
    const [from, to] = [typeToSql(earlier.type), typeToSql(column.type)];
    if (from !== to) return [`column ${column.name} was ${from}, is ${to}`];
    if (earlier.nativeType !== column.nativeType)
      return [`column ${column.name} was ${earlier.nativeType}, is ${column.nativeType} at the source`];
    if (earlier.nullable === column.nullable) return [];
    return [`column ${column.name} ${column.nullable ? 'may' : 'can no longer'} be NULL`];
  });
  const changes = [...gone, ...rest];
  return changes.length === 0 ? ['its definition changed; names and types of its columns did not'] : changes;
}
