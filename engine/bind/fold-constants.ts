import type { Database } from '../duckdb/database.ts';
import { duckdbDialect } from '../duckdb/dialect.ts';
import { project } from '../plan/builders.ts';
import type { CallExpression, CastExpression, Expression, LiteralExpression } from '../plan/expression.ts';
import { mapExpression, walkExpression } from '../plan/expression-children.ts';
import { expressionsOf, mapNodeExpressions } from '../plan/node-expressions.ts';
import type { PlanNode } from '../plan/node.ts';
import { rewriteUp, walk } from '../plan/walk.ts';
import type { DataType } from '../types/data-type.ts';
import { sameType, VARCHAR } from '../types/data-type.ts';
import { isInteger, isNested } from '../types/type-class.ts';
import { isVolatile } from './determinism.ts';

type Foldable = CastExpression | CallExpression;

/** Calls that are worth a constant: what the binder makes of INTERVAL '…', dates and signs. */
const FOLDED_CALLS: ReadonlySet<string> = new Set([
  '+',
  '-',
  '*',
  'trunc',
  'to_microseconds',
  'to_milliseconds',
  'to_seconds',
  'to_minutes',
  'to_hours',
  'to_days',
  'to_weeks',
  'to_months',
  'to_quarters',
  'to_years',
  'to_decades',
  'to_centuries',
  'to_millennia',
  'date_trunc',
]);

/** Types whose text of DuckDB casts back to the same value. */
function hasText(type: DataType): boolean {
  return !isNested(type) && type.id !== 'NULL' && type.id !== 'BIT' && type.id !== 'BIGNUM';
}

/**
 * Replaces casts and a few calls over constants by constants of the same type, so that a predicate shows its value.
 * DuckDB computes them; what raises or gives NULL stays as it was written.
 */
export async function foldConstants(plan: PlanNode, database: Database): Promise<PlanNode> {
  let folded = plan;
  for (let round = 0; round < 6; round += 1) {
    const found = findFoldable(folded);
    if (found.size === 0) return folded;
    const values = await evaluate([...found.values()], database);
    const known = new Map([...found.keys()].map((key, at) => [key, values[at] ?? null]));
    if (values.every((value) => value === null)) return folded;
    folded = replace(folded, known);
  }
  return folded;
}

function keyOf(expression: Foldable): string {
  return JSON.stringify(expression, (name, value: unknown) => (name === 'at' ? undefined : value));
}

function findFoldable(plan: PlanNode): Map<string, Foldable> {
  const found = new Map<string, Foldable>();
  for (const node of walk(plan)) {
    for (const expression of expressionsOf(node)) {
      for (const part of walkExpression(expression)) if (isFoldable(part)) found.set(keyOf(part), part);
    }
  }
  return found;
}

function isFoldable(expression: Expression): expression is Foldable {
  if (!hasText(expression.type)) return false;
  if (expression.kind === 'cast') return isConstant(expression.child);
  if (expression.kind !== 'call' || !FOLDED_CALLS.has(expression.name) || isVolatile(expression.name))
    return false;
  return expression.args.length > 0 && expression.args.every(isConstant);
}

function isConstant(expression: Expression): expression is LiteralExpression {
  return expression.kind === 'literal' && (hasText(expression.type) || expression.value === null);
}

async function evaluate(
  expressions: readonly Foldable[],
  database: Database,
): Promise<readonly (string | null)[]> {
  const values = expressions.map(simpleValue);
  const left = expressions.filter((_, at) => values[at] === undefined);
  const computed = left.length === 0 ? [] : await compute(left, database);
  let next = 0;
  return values.map((value) => {
    if (value !== undefined) return value;
    next += 1;
    return computed[next - 1] ?? null;
  });
}

/** Casts that need no DuckDB: to the same type, and between integers that hold the value. */
function simpleValue(expression: Foldable): string | undefined {
  if (expression.kind !== 'cast' || expression.child.kind !== 'literal') return undefined;
  const { value, type } = expression.child;
  if (typeof value !== 'string') return undefined;
  if (sameType(type, expression.type)) return value;
  const small =
    isInteger(type) &&
    ['INTEGER', 'BIGINT', 'HUGEINT'].includes(expression.type.id) &&
    /^-?\d{1,9}$/.test(value);
  return small ? value : undefined;
}

async function compute(
  expressions: readonly Foldable[],
  database: Database,
): Promise<readonly (string | null)[]> {
  const row: PlanNode = { kind: 'values', id: 'n1', rows: [[]], columns: [] };
  const texts = expressions.map(asText);
  const names = expressions.map((_, at) => `v${at}`);
  try {
    const { sql } = duckdbDialect.print(project(row, texts, names, 'n2'));
    const [values] = (await database.query(sql)).rows;
    return expressions.map((expression, at) => canonical(values?.[at], expression.type));
  } catch {
    return expressions.map(() => null);
  }
}

function asText(expression: Foldable): Expression {
  const safe: Expression = { kind: 'call', name: 'try', args: [expression], type: expression.type };
  if (expression.type.id === 'BLOB') return { kind: 'call', name: 'hex', args: [safe], type: VARCHAR };
  return { kind: 'cast', child: safe, type: VARCHAR, try: false };
}

function canonical(value: unknown, type: DataType): string | null {
  if (typeof value !== 'string') return null;
  if (type.id !== 'FLOAT' && type.id !== 'DOUBLE') return value;
  return { nan: 'NaN', '-nan': 'NaN', inf: 'Infinity', '-inf': '-Infinity' }[value] ?? value;
}

function replace(plan: PlanNode, known: ReadonlyMap<string, string | null>): PlanNode {
  const swap = (part: Expression): Expression => {
    if (!isFoldable(part)) return part;
    const value = known.get(keyOf(part));
    if (value === undefined || value === null) return part;
    const literal: LiteralExpression = { kind: 'literal', type: part.type, value };
    return part.at === undefined ? literal : { ...literal, at: part.at };
  };
  return rewriteUp(plan, (node) => mapNodeExpressions(node, (expression) => mapExpression(expression, swap)));
}
