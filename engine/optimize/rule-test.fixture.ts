import { Binder } from '../bind/binder.ts';
import { CatalogTables } from '../bind/catalog-tables.ts';
import { NodeIds } from '../plan/ids.ts';
import type { PlanNode } from '../plan/node.ts';
import { printPlan } from '../plan/print-plan.ts';
import { refreshColumns } from '../plan/refresh-columns.ts';
import type { CatalogColumn, CatalogTable, SourceCatalog } from '../types/catalog.ts';
import type { DataType } from '../types/data-type.ts';
import { BIGINT, DOUBLE, INTEGER, VARCHAR } from '../types/data-type.ts';
import { optimize } from './driver.ts';
import type { Rule } from './rule.ts';

const MONEY: DataType = { id: 'DECIMAL', width: 12, scale: 2 };

/** Two sources: `shop` with orders and customers, `crm` with tickets and regions. */
const CATALOGS: readonly SourceCatalog[] = [
  source('shop', [
    table('orders', [
      key('id'),
      column('customer', INTEGER),
      column('amount', MONEY),
      column('status', VARCHAR),
      column('weight', DOUBLE),
    ]),
    table('customers', [
      key('id'),
      column('name', VARCHAR),
      column('region', VARCHAR),
      column('credit', BIGINT),
    ]),
  ]),
  source('crm', [
    table('tickets', [
      key('id'),
      column('customer', INTEGER),
      column('opened', { id: 'DATE' }),
      column('text', VARCHAR),
    ]),
    table('regions', [{ ...column('name', VARCHAR), nullable: false }, column('manager', VARCHAR)]),
  ]),
];

/** The bound plan of a text over the sources above. */
export async function planOf(sql: string): Promise<PlanNode> {
  const binder = await Binder.create();
  try {
    const tables = new CatalogTables(CATALOGS, new Map());
    const bound = await binder.bind(
      sql,
      { find: (parts) => tables.find(parts), suggest: () => tables.names(), model: () => null },
      new Map(),
    );
    if (bound.plan === null) throw new Error(`No plan: ${bound.opaque?.reason ?? ''}`);
    return refreshColumns(bound.plan);
  } finally {
    binder.close();
  }
}

/**
 * The text's plan after the rule, printed. `prepare` are rules that bring it into the shape that the rule looks for;
 * what they did does not count. Throws where the rule did not fire.
 */
export async function fires(rule: Rule, sql: string, prepare: readonly Rule[] = []): Promise<string> {
  const { plan, fired } = await apply(rule, sql, prepare);
  if (!fired) throw new Error(`${rule.name} did not fire on:\n${printPlan(plan)}`);
  return printPlan(plan);
}

/** Throws where the rule fired. */
export async function doesNotFire(rule: Rule, sql: string, prepare: readonly Rule[] = []): Promise<void> {
  const { plan, fired } = await apply(rule, sql, prepare);
  if (fired) throw new Error(`${rule.name} fired and made:\n${printPlan(plan)}`);
}

async function apply(
  rule: Rule,
  sql: string,
  prepare: readonly Rule[],
): Promise<{ plan: PlanNode; fired: boolean }> {
  const bound = await planOf(sql);
  const ids = NodeIds.after(bound);
  const prepared = optimize(bound, [{ name: 'prepare', rules: prepare }], { ids });
  const { plan, trace } = optimize(prepared.plan, [{ name: 'test', rules: [rule] }], { ids });
  return { plan, fired: trace.length > 0 };
}

function source(name: string, tables: readonly CatalogTable[]): SourceCatalog {
  return { source: name, defaultSchema: null, tables, fetchedAt: '2026-01-01T00:00:00Z' };
}

function table(name: string, columns: readonly CatalogColumn[]): CatalogTable {
  const primary = columns.filter((one) => one.name === 'id').map((one) => one.name);
  const keys = primary.length > 0 ? [{ kind: 'primary' as const, columns: primary, references: null }] : [];
  return {
    path: { schema: null, name },
    kind: 'table',
    columns,
    keys,
    rows: 1000,
    bytes: null,
    comment: null,
    fingerprint: name,
  };
}

function key(name: string): CatalogColumn {
  return { ...column(name, INTEGER), nullable: false };
}

function column(name: string, type: DataType): CatalogColumn {
  const isText = type.id === 'VARCHAR';
  return {
    name,
    nativeType: type.id.toLowerCase(),
    type,
    nullable: true,
    collation: isText ? { name: 'C', equalityIsBytes: true, orderIsBytes: true, padded: false } : null,
    comment: null,
    statistics: null,
    typeEnforced: true,
  };
}
