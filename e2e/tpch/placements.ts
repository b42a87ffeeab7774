import type { TpchTableName } from './schema.ts';

/** The sources of TPC-H under the names that SQL uses: two PostgreSQL servers, a MariaDB, a SQLite file, Parquet files. */
export const TPCH_SOURCES = ['pg1', 'pg2', 'maria', 'lite', 'lake'] as const;

export type TpchSource = (typeof TPCH_SOURCES)[number];

/** Where each table of TPC-H is read from in one run of the queries. */
export interface Placement {
  readonly name: string;
  readonly sites: Readonly<Record<TpchTableName, TpchSource>>;
}

export const PLACEMENTS: readonly Placement[] = [
  // The dimensions alone are away.
  {
    name: 'A',
    sites: {
      region: 'lite',
      nation: 'lite',
      supplier: 'pg1',
      customer: 'pg1',
      part: 'pg1',
      partsupp: 'pg1',
      orders: 'pg1',
      lineitem: 'pg1',
    },
  },
  // The placement TD1 of XDB's evaluation (Gavriilidis et al., ICDE 2023) on four kinds of source.
  {
    name: 'B',
    sites: {
      region: 'lite',
      nation: 'lite',
      supplier: 'lite',
      customer: 'maria',
      orders: 'maria',
      part: 'lake',
      partsupp: 'lake',
      lineitem: 'pg1',
    },
  },
  // Three servers, so that one of them can be the hub of a comparison.
  {
    name: 'C',
    sites: {
      region: 'pg2',
      nation: 'pg2',
      orders: 'pg2',
      supplier: 'pg1',
      lineitem: 'pg1',
      customer: 'maria',
      part: 'maria',
      partsupp: 'maria',
    },
  },
  // The largest table in a file, and large ones in SQLite, which the others do not have.
  {
    name: 'D',
    sites: {
      region: 'lite',
      nation: 'lite',
      supplier: 'lite',
      part: 'lite',
      partsupp: 'lite',
      orders: 'pg1',
      customer: 'pg1',
      lineitem: 'lake',
    },
  },
];

/** The placement of the name. */
export function placementOf(name: string): Placement {
  const found = PLACEMENTS.find((placement) => placement.name === name);
  if (found === undefined) throw new Error(`There is no placement ${name} of TPC-H.`);
  return found;
}

/** The names that the queries' texts use under a placement, such as `pg1.lineitem`. */
export function placesOf(placement: Placement): Readonly<Record<TpchTableName, string>> {
  const pairs = Object.entries(placement.sites).map(
    ([table, source]) => [table, `${source}.${table}`] as const,
  );
  return Object.fromEntries(pairs) as Record<TpchTableName, string>;
}

/** The tables that at least one of the placements reads from the source. */
export function tablesAt(
  source: TpchSource,
  placements: readonly Placement[] = PLACEMENTS,
): readonly TpchTableName[] {
  const names = placements
    .flatMap((placement) => Object.entries(placement.sites))
    .filter(([, site]) => site === source)
    .map(([table]) => table as TpchTableName);
  return [...new Set(names)];
}
