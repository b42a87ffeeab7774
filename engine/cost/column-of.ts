import type { DelimScanNode, PlanNode, WindowNode } from '../plan/node.ts';
import { combinations } from './combinations.ts';
import { type ColumnEstimate, thinned } from './column-estimate.ts';
import {
  aggregatedColumn,
  combinedColumn,
  joinColumn,
  valuesColumn,
  windowColumn,
} from './derived-column.ts';
import type { Estimates } from './estimates.ts';
import { tableColumn } from './table-column.ts';
import { valueEstimate } from './value-estimate.ts';

/** What is expected of a column of an operator's rows; null where that is nothing. */
export function columnOf(node: PlanNode, index: number, estimates: Estimates): ColumnEstimate | null {
  switch (node.kind) {
    case 'scan':
      return tableColumn(node, index, estimates.table(node));
    case 'fragment-scan':
      return ofFragment(node.fragment, index, estimates);
    case 'filter':
      return estimates.filtered(node).column(index);
    case 'project': {
      const expression = node.expressions[index];
      return expression === undefined
        ? null
        : valueEstimate(expression, (at) => estimates.column(node.child, at));
    }
    case 'join':
    case 'delim-join':
      return joinColumn(node, index, estimates);
    case 'delim-scan':
      return ofKeys(node, index, estimates);
    case 'aggregate':
      return aggregatedColumn(node, index, estimates);
    case 'window':
      return ofWindow(node, index, estimates);
    case 'limit':
    case 'top-n':
    case 'sample':
      return partOf(node.child, index, estimates.rows(node), estimates);
    case 'model':
    case 'governed':
    case 'sort':
    case 'distinct':
      return estimates.column(node.child, index);
    case 'values':
      return valuesColumn(node, index);
    case 'set-operation':
      return combinedColumn(node, index, estimates);
    case 'cte':
      return estimates.column(node.body, index);
    case 'cte-ref': {
      const definition = estimates.definition(node.cte);
      return definition === null ? null : estimates.column(definition, index);
    }
    case 'unnest':
      return index < node.child.columns.length ? estimates.column(node.child, index) : null;
    case 'table-function':
      return null;
  }
}

function ofKeys(node: DelimScanNode, index: number, estimates: Estimates): ColumnEstimate | null {
  const join = estimates.definition(node.delim);
  const key = join?.kind === 'delim-join' ? join.keys[index] : undefined;
  if (join?.kind !== 'delim-join' || key === undefined) return null;
  return valueEstimate(key, (at) => estimates.column(join.left, at));
}

function ofWindow(node: WindowNode, index: number, estimates: Estimates): ColumnEstimate | null {
  const width = node.child.columns.length;
  if (index < width) return estimates.column(node.child, index);
  const keys = node.windows[index - width]?.partitionBy ?? [];
  const partitions = keys.length === 0 ? 1 : combinations(node.child, keys, estimates);
  return windowColumn(node, index - width, estimates.rows(node), partitions);
}

function ofFragment(fragment: string, index: number, estimates: Estimates): ColumnEstimate | null {
  const plan = estimates.fragment(fragment);
  return plan === null ? null : partOf(plan, index, estimates.fragmentRows(fragment), estimates.ofFragments);
}

/** A column of a subtree of which only some rows are taken. */
function partOf(
  node: PlanNode,
  index: number,
  taken: number | null,
  estimates: Estimates,
): ColumnEstimate | null {
  const column = estimates.column(node, index);
  const rows = estimates.rows(node);
  if (column === null || rows === null || taken === null || taken >= rows) return column;
  return thinned(column, rows, taken / rows);
}
