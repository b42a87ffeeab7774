import type { Column } from '../../plan/column.ts';
import type { FragmentScanNode, ScanNode, ValuesNode } from '../../plan/node.ts';
import type { DataType } from '../../types/data-type.ts';
import type { Kept, Positions } from './kept.ts';
import { unchanged } from './kept.ts';

/** Scans and constant rows read the required columns; where none is, the one that is cheapest to carry. */
export function pruneLeaf(node: ScanNode | FragmentScanNode | ValuesNode, required: Positions): Kept {
  if (node.columns.length === 0) return unchanged(node);
  const wanted = required.size > 0 ? required : new Set([narrowest(node.columns)]);
  const positions = [...node.columns.keys()].filter((index) => wanted.has(index));
  const at = new Map(positions.map((position, index) => [position, index]));
  const pick = <T>(list: readonly T[]): readonly T[] => list.filter((_, index) => at.has(index));
  const columns = pick(node.columns);
  switch (node.kind) {
    case 'scan':
      return { node: { ...node, columns, fields: pick(node.fields) }, at };
    case 'values':
      return { node: { ...node, columns, rows: node.rows.map(pick) }, at };
    case 'fragment-scan':
      return unchanged(node);
  }
}

const WIDTHS: Readonly<Record<string, number>> = {
  BOOLEAN: 1,
  TINYINT: 1,
  SMALLINT: 2,
  INTEGER: 4,
  DATE: 4,
  BIGINT: 8,
  DOUBLE: 8,
};

/** The position of the column that is cheapest to carry. */
export function narrowest(columns: readonly Pick<Column, 'type'>[]): number {
  const width = (type: DataType): number => WIDTHS[type.id] ?? 16;
  let best = 0;
  for (const [at, column] of columns.entries()) {
    const current = columns[best];
    if (current !== undefined && width(column.type) < width(current.type)) best = at;
  }
  return best;
}
