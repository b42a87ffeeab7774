import type { Column } from '../plan/column.ts';
import type { PlanNode, ScanNode } from '../plan/node.ts';
import type { Expression } from '../plan/expression.ts';
import type { CostProfile } from '../spi/cost-profile.ts';
import type { DataType } from '../types/data-type.ts';
import type { SizeEstimates } from './fragment-cost.ts';

/** Figures of which sums can be read off, digit by digit. */
export const ROUND_COSTS: CostProfile = {
  startupMs: 7,
  scan: 1,
  operation: 10,
  decimal: 100,
  group: 1000,
  groupMany: 3000,
  accumulate: 10_000,
  join: 100_000,
  joinMany: 300_000,
  sort: 1_000_000,
  send: 2,
  sendColumn: 3,
  parallelScan: 0.5,
};

export const INTEGER: DataType = { id: 'INTEGER' };
export const PRICE: DataType = { id: 'DECIMAL', width: 15, scale: 2 };

export function column(index: number, type: DataType = INTEGER): Expression {
  return { kind: 'column', index, type };
}

export function literal(value: string, type: DataType = INTEGER): Expression {
  return { kind: 'literal', value, type };
}

/** A table of so many integer columns. */
export function scanOf(id: string, columns: number): ScanNode {
  const named = Array.from({ length: columns }, (_, at) => columnNamed(`c${at}`));
  return { kind: 'scan', id, source: 'shop', table: { schema: null, name: id }, fields: [], columns: named };
}

function columnNamed(name: string): Column {
  return { name, type: INTEGER, nullable: false, collation: null, origins: [], tags: [] };
}

/** Rows by node id, those of others unknown; every row has as many bytes as it has columns. */
export function sizes(rows: Readonly<Record<string, number>>): SizeEstimates {
  return {
    rows: (node: PlanNode) => rows[node.id] ?? null,
    rowBytes: (node: PlanNode) => node.columns.length,
  };
}
