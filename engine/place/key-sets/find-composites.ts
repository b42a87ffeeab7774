import type { Edge } from './find-edges.ts';

/** The edges of one key; several are the columns of a composite one. */
export interface Composite {
  readonly edges: readonly [Edge, ...Edge[]];
  /** Distinct keys that the target is taken to have; null where that is not known. */
  readonly distinct: number | null;
}

/** A key of more columns is taken by none of the usual databases' indexes. */
const MOST_COLUMNS = 16;

/**
 * The composite keys that chosen edges are columns of: all equalities of one join between the same two fragments, also
 * those that were not worth a set of their own. Rows of the key are counted against the rows of the table that brings
 * them (`tableRows`), as if the target had each of them: where that is not known, nothing tells whether they cut more
 * than their columns do, and there is none.
 */
export function findComposites(
  chosen: readonly Edge[],
  edges: readonly Edge[],
  tableRows: (fragment: string) => number | null,
): readonly Composite[] {
  const groups = Map.groupBy(edges, ({ join, from, target }) => `${join} ${from} ${target.scan.id}`);
  return [...groups.values()].flatMap((group): Composite[] => {
    if (!group.some((edge) => chosen.includes(edge))) return [];
    const columns = new Map(group.map((edge) => [edge.target.index, edge]));
    const [first, ...further] = columns.values();
    if (first === undefined || further.length === 0 || columns.size > MOST_COLUMNS) return [];
    const distinct = tableRows(first.from);
    return distinct === null ? [] : [{ edges: [first, ...further], distinct }];
  });
}
