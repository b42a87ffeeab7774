import type { Fragment, PlacedPlan } from '../plan/fragment.ts';
import type { CatalogTable } from '../types/catalog.ts';

type Untimed = Omit<PlacedPlan, 'planMs'>;

/** A table that a text names. */
interface NamedTable {
  readonly source: string;
  readonly table: CatalogTable;
}

/**
 * A plan also relies on tables that it does not read: on the key of one whose join adds nothing, on the types of one
 * whose rows can't matter. They are checked against drift with the first fragment of their source; sources without any
 * fragment are named in `unread`.
 */
export function withReliedTables(placed: Untimed, named: readonly NamedTable[]): Untimed {
  const checked = new Set(
    placed.fragments.flatMap(({ source, tables }) => tables.map(({ path }) => keyOf(source, path))),
  );
  const left = named.filter(({ source, table }) => !checked.has(keyOf(source, table.path)));
  if (left.length === 0) return placed;
  const first = new Map<string, Fragment>();
  for (const fragment of placed.fragments.toReversed()) first.set(fragment.source, fragment);
  const fragments = placed.fragments.map((fragment) => {
    const more =
      first.get(fragment.source) === fragment ? left.filter(({ source }) => source === fragment.source) : [];
    return more.length === 0
      ? fragment
      : { ...fragment, tables: [...fragment.tables, ...more.map(({ table }) => table)] };
  });
  const unread = [...new Set(left.map(({ source }) => source))].filter((source) => !first.has(source));
  return unread.length === 0 ? { ...placed, fragments } : { ...placed, fragments, unread };
}

function keyOf(source: string, path: CatalogTable['path']): string {
  return JSON.stringify([source, path.schema, path.name]);
}
