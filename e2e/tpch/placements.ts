import type { TpchTableName } from './schema.ts';

/** Names of the three sources, as SQL uses them. */
export const TPCH_SOURCES = { postgres: 'pg', sqlite: 'lite', files: 'lake' } as const;

export type TpchSource = (typeof TPCH_SOURCES)[keyof typeof TPCH_SOURCES];

/** Where each table of TPC-H is read from in one run of the queries. */
export interface Placement {
  readonly name: string;
  readonly sites: Readonly<Record<TpchTableName, TpchSource>>;
}

/** The dimensions alone away; the facts beside SQLite's dimensions; orders and lines at different sources. */
export const PLACEMENTS: readonly Placement[] = [
  {
    name: 'P1',
    sites: {
      region: 'lite',
      nation: 'lite',
      supplier: 'pg',
      customer: 'pg',
      part: 'pg',
      partsupp: 'pg',
      orders: 'pg',
      lineitem: 'pg',
    },
  },
  {
    name: 'P2',
    sites: {
      region: 'lite',
      nation: 'lite',
      supplier: 'lite',
      customer: 'lite',
      orders: 'lite',
      part: 'lake',
      partsupp: 'lake',
      lineitem: 'pg',
    },
  },
  {
    name: 'P3',
    sites: {
      region: 'lite',
      nation: 'lite',
      supplier: 'lite',
      part: 'lite',
      partsupp: 'lite',
      orders: 'pg',
      customer: 'pg',
      lineitem: 'lake',
    },
  },
];

/** The names that the queries' texts use under a placement, such as `pg.lineitem`. */
export function placesOf(placement: Placement): Readonly<Record<TpchTableName, string>> {
  const pairs = Object.entries(placement.sites).map(
    ([table, source]) => [table, `${source}.${table}`] as const,
  );
  return Object.fromEntries(pairs) as Record<TpchTableName, string>;
}

/** The tables that at least one placement reads from the source. */
export function tablesAt(source: TpchSource): readonly TpchTableName[] {
  const names = PLACEMENTS.flatMap((placement) => Object.entries(placement.sites))
    .filter(([, site]) => site === source)
    .map(([table]) => table as TpchTableName);
  return [...new Set(names)];
}
