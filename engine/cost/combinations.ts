import type { Expression } from '../plan/expression.ts';
import type { PlanNode } from '../plan/node.ts';
import { type ColumnEstimate, distinctLeft } from './column-estimate.ts';
import type { Estimates } from './estimates.ts';
import { hasKey } from './unique-keys.ts';
import { valueEstimate } from './value-estimate.ts';

/**
 * Rows of a subtree that differ in some expressions: the product P of their values over all tables, but of a table as
 * many as its n rows are expected to show, P(1 − (1 − 1/P)^n), or what its key among them has; and never more than the
 * rows there are. Null where nothing bounds it.
 */
export function combinations(
  node: PlanNode,
  keys: readonly Expression[],
  estimates: Estimates,
): number | null {
  const rows = estimates.rows(node);
  const columns = new Set(keys.flatMap((key) => (key.kind === 'column' ? [key.index] : [])));
  if (hasKey(estimates.uniqueKeys(node), columns)) return rows;
  const values = keys.map((key) => valueEstimate(key, (index) => estimates.column(node, index)));
  let product = 1;
  for (const group of byTable(values).values()) {
    const count = ofOneTable(group, rows);
    if (count === null) return rows;
    product *= Math.max(1, count);
  }
  return rows === null ? product : Math.min(rows, product);
}

/** The values by the scan that they come from; computed ones each by itself. */
function byTable(
  values: readonly (ColumnEstimate | null)[],
): ReadonlyMap<string, readonly (ColumnEstimate | null)[]> {
  const groups = new Map<string, (ColumnEstimate | null)[]>();
  for (const [at, value] of values.entries()) {
    const place = value?.origin?.scan.id ?? `computed ${at}`;
    groups.set(place, [...(groups.get(place) ?? []), value]);
  }
  return groups;
}

function ofOneTable(group: readonly (ColumnEstimate | null)[], rows: number | null): number | null {
  const counts: number[] = [];
  for (const value of group) {
    if (value === null || value.distinct === null) return keyCount(group);
    counts.push(value.distinct + ((value.nulls ?? 0) > 0 ? 1 : 0));
  }
  const key = keyCount(group);
  if (key !== null) return key;
  const product = counts.reduce((all, one) => all * Math.max(1, one), 1);
  const tableRows = group[0]?.origin?.rows ?? null;
  if (counts.length < 2 || tableRows === null || product <= 1) return product;
  const shown = product * (1 - (1 - 1 / product) ** tableRows);
  const taken = rows === null ? 1 : Math.min(1, rows / Math.max(1, tableRows));
  return Math.max(...counts, distinctLeft(shown, tableRows, taken));
}

/** Values of a column of the group that is a key of its table: it decides the others. */
function keyCount(group: readonly (ColumnEstimate | null)[]): number | null {
  const key = group.find((one) => one?.origin?.isKey === true);
  return key?.distinct ?? null;
}
