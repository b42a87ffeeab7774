import type { Column } from '../../plan/column.ts';
import type { FragmentScanNode, PlanNode } from '../../plan/node.ts';
import { column, id } from '../../spi/sql/testing/shorthand.ts';
import type { DataType } from '../../types/data-type.ts';
import { INTEGER, typeToSql } from '../../types/data-type.ts';
import { Database } from '../database.ts';
import { duckdbDialect } from '../dialect.ts';

const scan = (fragment: string, columns: readonly Column[]): FragmentScanNode => ({
  kind: 'fragment-scan',
  id: id(),
  fragment,
  columns,
});
export const f1 = (): FragmentScanNode => scan('f1', [column('a', INTEGER), column('b', INTEGER)]);
export const f2 = (): FragmentScanNode => scan('f2', [column('x', INTEGER), column('select', INTEGER)]);

/** A database with the staged tables f1 (a, b) and f2 (x, "select"). */
export async function stagedDatabase(): Promise<Database> {
  const db = await Database.open();
  await db.run('CREATE TABLE f1 (a INTEGER, b INTEGER)');
  await db.run('INSERT INTO f1 VALUES (1, 10), (2, NULL), (NULL, 30), (2, 20)');
  await db.run('CREATE TABLE f2 (x INTEGER, "select" INTEGER)');
  await db.run('INSERT INTO f2 VALUES (1, 100), (3, NULL), (2, 200)');
  return db;
}

const show = (value: unknown): unknown => {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'object' && value !== null ? (value as { toString(): string }).toString() : value;
};

export interface Answer {
  readonly sql: string;
  readonly rows: unknown[][];
  readonly names: readonly string[];
}

/** Prints a plan, runs it, checks that its types are the plan's, and gives its rows. */
export async function answer(db: Database, node: PlanNode): Promise<Answer> {
  const refusal = duckdbDialect.refuse(node);
  if (refusal !== null) throw new Error(refusal.reason);
  const { sql, params } = duckdbDialect.print(node);
  if (params.length > 0) throw new Error(`Placeholders in ${sql}`);
  const { columns, rows } = await db.query(sql).catch((error: unknown) => {
    throw new Error(`${sql}\n${String(error)}`);
  });
  const type = (held: { readonly type: DataType }): string => typeToSql(held.type);
  const [expected, found] = [node.columns.map(type).join(), columns.map(type).join()];
  if (expected !== found)
    throw new Error(`${sql}
gives ${found} instead of ${expected}`);
  return { sql, rows: rows.map((row) => row.map(show)), names: columns.map((found) => found.name) };
}
