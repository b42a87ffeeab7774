import type { PlanNode, SetOperationNode, ValuesNode, WindowNode } from '../plan/node.ts';
import { aggregateColumn, groupColumn } from './aggregate-column.ts';
import {
  type ColumnEstimate,
  constantColumn,
  nullSupplied,
  thinned,
  unknownColumn,
} from './column-estimate.ts';
import { equalitiesOf } from './equalities.ts';
import type { AnyJoin, Estimates } from './estimates.ts';
import { valueEstimate } from './value-estimate.ts';

/** A column of a join's rows. */
export function joinColumn(node: AnyJoin, index: number, estimates: Estimates): ColumnEstimate | null {
  const width = node.left.columns.length;
  const isLeft = index < width;
  const join = estimates.join(node);
  if (!isLeft && node.joinType === 'mark') return markColumn(join.leftMet);
  const side = isLeft ? node.left : node.right;
  const column = estimates.column(side, isLeft ? index : index - width);
  if (column === null) return null;
  const rows = estimates.rows(side);
  const met = isLeft ? join.leftMet : join.rightMet;
  switch (node.joinType) {
    case 'semi':
    case 'inner': {
      const other = otherOf(node, index, estimates);
      const left = thinned(column, rows, met);
      return other === null ? left : equated(left, other);
    }
    case 'anti':
      return thinned(column, rows, 1 - met);
    case 'left':
    case 'single':
      return isLeft ? column : supplied(column, rows, met, join.leftMet);
    case 'right':
      return isLeft ? supplied(column, rows, met, join.rightMet) : column;
    case 'full': {
      const all = estimates.rows(node);
      const kept =
        rows === null || all === null ? 1 : Math.min(1, Math.max(rows, join.matches ?? rows) / all);
      return nullSupplied(column, kept);
    }
    default:
      return column;
  }
}

/** Where a row of the other side meets none of this one, the column is NULL. */
function supplied(column: ColumnEstimate, rows: number | null, met: number, kept: number): ColumnEstimate {
  return nullSupplied(thinned(column, rows, met), kept);
}

/** What the other side has in the column that this one must equal; null where it need not equal any. */
function otherOf(node: AnyJoin, index: number, estimates: Estimates): ColumnEstimate | null {
  const width = node.left.columns.length;
  const [own, other] = index < width ? (['left', 'right'] as const) : (['right', 'left'] as const);
  const position = index < width ? index : index - width;
  for (const pair of equalitiesOf(node.conditions, width).pairs) {
    const expression = pair[own];
    if (expression.kind !== 'column' || expression.index !== position) continue;
    return valueEstimate(pair[other], (at) => estimates.column(node[other], at));
  }
  return null;
}

/** Equal columns have the values that both sides have. */
function equated(column: ColumnEstimate, other: ColumnEstimate): ColumnEstimate {
  const distinct = least(column.distinct, other.distinct);
  return { ...column, nulls: 0, distinct, domain: least(column.domain, other.distinct) };
}

function least(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

/** The mark of a mark join is true for the rows that meet one of the other side. */
function markColumn(met: number): ColumnEstimate {
  const common = [
    { value: 'true', share: met },
    { value: 'false', share: 1 - met },
  ];
  return { ...unknownColumn({ id: 'BOOLEAN' }), common };
}

/** A column of a union: all that its inputs have; of other set operations what the first one has. */
export function combinedColumn(
  node: SetOperationNode,
  index: number,
  estimates: Estimates,
): ColumnEstimate | null {
  const columns = node.inputs.map((input) => estimates.column(input, index));
  const [first] = columns;
  if (first === undefined || first === null || node.op !== 'union') return first ?? null;
  const sum = (key: 'distinct' | 'domain'): number | null =>
    columns.reduce<number | null>((all, one) => {
      const count = one?.[key] ?? null;
      return all === null || count === null ? null : all + count;
    }, 0);
  const widths = columns.flatMap((one) => one?.averageBytes ?? []);
  return {
    ...unknownColumn(first.type),
    distinct: unknownColumn(first.type).distinct ?? sum('distinct'),
    domain: unknownColumn(first.type).distinct ?? sum('domain'),
    averageBytes: widths.length === columns.length ? Math.max(...widths) : null,
  };
}

/** A column of constants, each as often as it is there. */
export function valuesColumn(node: ValuesNode, index: number): ColumnEstimate | null {
  const type = node.columns[index]?.type;
  if (type === undefined) return null;
  const texts = node.rows.map((row) => {
    const value = row[index];
    return value?.kind === 'literal' && typeof value.value === 'string' ? value.value : null;
  });
  const counts = Map.groupBy(texts, (text) => text);
  counts.delete(null);
  const [only] = texts;
  if (texts.length === 1) return constantColumn(type, only ?? null);
  const common = [...counts].flatMap(([value, all]) =>
    value === null ? [] : [{ value, share: all.length / texts.length }],
  );
  return { ...unknownColumn(type), distinct: common.length, domain: common.length, common };
}

/** Row numbers and ranks go from 1 to the rows of a partition. */
export function windowColumn(
  node: WindowNode,
  at: number,
  rows: number | null,
  partitions: number | null,
): ColumnEstimate | null {
  const call = node.windows[at];
  if (call === undefined) return null;
  const unknown = unknownColumn(call.type);
  if (rows === null || partitions === null) return unknown;
  if (!['row_number', 'rank', 'dense_rank'].includes(call.name)) return unknown;
  const most = Math.max(1, Math.round(rows / Math.max(1, partitions)));
  return { ...unknown, min: '1', max: String(most), distinct: most, domain: most, nulls: 0 };
}

/** A column of an aggregate: a group, or a call's values. */
export function aggregatedColumn(
  node: Extract<PlanNode, { kind: 'aggregate' }>,
  index: number,
  estimates: Estimates,
): ColumnEstimate | null {
  const group = node.groups[index];
  if (group !== undefined) return groupColumn(node, group, estimates);
  const call = node.aggregates[index - node.groups.length];
  return call === undefined ? null : aggregateColumn(node, call, estimates);
}
