import { filter, join } from '../plan/builders.ts';
import type { Column } from '../plan/column.ts';
import type { Comparison, Expression } from '../plan/expression.ts';
import type { JoinType, PlanNode, ScanNode } from '../plan/node.ts';
import type { CatalogColumn, CatalogTable, ColumnStatistics, TableKey } from '../types/catalog.ts';
import { BOOLEAN, type DataType } from '../types/data-type.ts';
import { Estimator } from './estimator.ts';

/** A column of a sample table: its type and what its source keeps of it. */
export type SampleColumn = readonly [type: DataType, statistics?: Partial<ColumnStatistics>];

const TABLES = new Map<string, CatalogTable>();
let nodes = 0;

function id(): string {
  nodes += 1;
  return `n${nodes}`;
}

/** A scan of a table of its own. A key is a list of column names; the first is the primary one. */
export function tableOf(
  rows: number | null,
  columns: Readonly<Record<string, SampleColumn>>,
  keys: readonly (readonly string[])[] = [],
): ScanNode {
  const name = `t${TABLES.size + 1}`;
  const fields = Object.entries(columns).map(([field, [type, statistics]]): CatalogColumn => {
    const unknown = { distinct: null, nullFraction: null, averageBytes: null, min: null, max: null };
    const known = statistics === undefined ? null : { ...unknown, ...statistics };
    const shape = { name: field, nativeType: '', type, nullable: true, collation: null, comment: null };
    return { ...shape, statistics: known, typeEnforced: true };
  });
  const path = { schema: null, name };
  const unique = keys.map((one): TableKey => ({ kind: 'primary', columns: one, references: null }));
  const facts = { rows, bytes: null, comment: null, fingerprint: '' };
  TABLES.set(name, { path, kind: 'table', columns: fields, keys: unique, ...facts });
  return { kind: 'scan', id: id(), source: 'shop', table: path, fields, columns: fields.map(columnOf) };
}

export function columnOf({ name, type }: { name: string; type: DataType }): Column {
  return { name, type, nullable: true, collation: null, origins: [], tags: [] };
}

export function estimatorOver(): Estimator {
  return new Estimator({
    table: ({ table }) => {
      const found = TABLES.get(table.name);
      if (found === undefined) throw new Error(`There is no table ${table.name}`);
      return found;
    },
  });
}

export function at(index: number, type: DataType): Expression {
  return { kind: 'column', index, type };
}

export function constant(value: string | null, type: DataType): Expression {
  return { kind: 'literal', value, type };
}

export function compare(left: Expression, op: Comparison, right: Expression): Expression {
  return { kind: 'compare', type: BOOLEAN, op, left, right };
}

export function call(name: string, args: readonly Expression[], type: DataType = BOOLEAN): Expression {
  return { kind: 'call', name, args, type };
}

export function filtered(child: PlanNode, ...predicates: readonly Expression[]): PlanNode {
  return filter(child, predicates, id());
}

export function joined(
  joinType: JoinType,
  left: PlanNode,
  right: PlanNode,
  ...conditions: readonly Expression[]
): PlanNode {
  return join(joinType, left, right, conditions, id());
}

export function grouped(child: PlanNode, groups: readonly Expression[], sum?: Expression): PlanNode {
  const shape = { type: { id: 'DOUBLE' }, distinct: false, filter: null, orderBy: [] } as const;
  const aggregates =
    sum === undefined ? [] : [{ kind: 'aggregate-call', name: 'sum', args: [sum], ...shape } as const];
  const columns = [...groups, ...aggregates].map(({ type }, index) => columnOf({ name: `c${index}`, type }));
  const sets = { groupingSets: [[...groups.keys()]], groupingFunctions: [] };
  return { kind: 'aggregate', id: id(), child, groups, aggregates, ...sets, columns };
}
