import type { CompareExpression, Expression } from '../../plan/expression.ts';
import { columnsUsed } from '../../plan/expression-children.ts';
import { isNullable } from '../../plan/nullability.ts';
import type { Block } from './block.ts';
import type { Item } from './item.ts';
import { blockOver, conjunction, outputNames, statement } from './block.ts';
import type { Builder } from './build-context.ts';
import { hashable, type JoinShape, shifted } from './join-shape.ts';
import { refuse } from './refused.ts';
import { Label, type Sql, sql } from './sql-text.ts';

/** Both sides ready to have the conditions written over them: the left keeps its items, the right is a bare SELECT. */
function ready(builder: Builder, shape: JoinShape, left: Block, right: Block): { left: Block; right: Block } {
  const width = left.items.length;
  const used = (from: number, count: number): readonly Expression[] =>
    shape.conditions.map((condition) => shifted(condition, from, count));
  return {
    left: builder.ready(left, 'rows', used(0, width)),
    right: builder.ready(right, 'rows', used(width, right.items.length)),
  };
}

/** The left block with the CTEs that the subqueries of the right one read. */
function withCtes(left: Block, right: Block): Block {
  return { ...left, ctes: [...left.ctes, ...right.ctes], recursive: left.recursive || right.recursive };
}

/** `SELECT … FROM right WHERE …`, with `items` of it and further predicates. */
function subquery(builder: Builder, right: Block, items: readonly Item[], predicates: readonly Sql[]): Sql {
  return statement({ ...right, ctes: [], items, where: [...right.where, ...predicates] }, builder.rules);
}

/** Left rows with, or without, a partner: SEMI or ANTI JOIN where the engine has it, else EXISTS. */
export function semiBlock(builder: Builder, shape: JoinShape, leftInput: Block, rightInput: Block): Block {
  const { left, right } = ready(builder, shape, leftInput, rightInput);
  const writer = builder.writer([...left.items, ...right.items]);
  const columns = [...left.items, ...right.items].map((item) => item.column);
  const predicates = shape.conditions.map((condition) => writer.top(hashable(condition, columns)));
  const outer = withCtes(left, right);
  const joins = builder.rules.features.semiJoins && left.from !== null && right.from !== null;
  if (joins && [...right.where, ...predicates].length > 0) {
    const target = right.single ? right.from : sql`(${right.from})`;
    const on = conjunction([...predicates, ...right.where]);
    const from = sql`${left.from} ${shape.joinType === 'semi' ? 'SEMI' : 'ANTI'} JOIN ${target} ON ${on}`;
    return { ...outer, from, single: false };
  }
  const exists = sql`EXISTS (${subquery(builder, right, [], predicates)})`;
  const test = shape.joinType === 'semi' ? exists : sql`NOT ${exists}`.at('logic');
  return { ...outer, where: [...left.where, test] };
}

/**
 * One more BOOLEAN item: `x IN (SELECT …)` where that is all, else the three-valued question by EXISTS, of which one is
 * enough where no condition can be unknown.
 */
export function markBlock(builder: Builder, shape: JoinShape, leftInput: Block, rightInput: Block): Block {
  const { left, right } = ready(builder, shape, leftInput, rightInput);
  const column = shape.columns[left.items.length];
  if (column === undefined) throw new Error('A mark join lacks its mark');
  const text = membership(builder, shape, left, right) ?? threeValued(builder, shape, left, right);
  const mark: Item = { sql: text, column, origin: 'scalar', field: null, cost: 9 };
  return { ...withCtes(left, right), items: [...left.items, mark] };
}

function membership(builder: Builder, shape: JoinShape, left: Block, right: Block): Sql | null {
  const width = left.items.length;
  const pairs = shape.conditions.map((condition) => equalityOf(condition, width));
  const [only] = pairs;
  if (pairs.length > 1 && pairs.every((pair) => pair !== null)) {
    refuse('dialect', 'IN over rows of several columns has its own rules for NULL, so it is not printed.');
  }
  if (pairs.length !== 1 || !only) return null;
  const compared = builder.rules.setMembership(only, builder.writer([...left.items, ...right.items]));
  if (compared === null) return null;
  const column = right.items[0]?.column;
  if (column === undefined) return null;
  const item: Item = { sql: compared.member, column, origin: 'scalar', field: null, cost: 1 };
  return sql`${compared.value.within('atom')} IN (${subquery(builder, right, [item], [])})`.at('comparison');
}

/** The condition with the left side's expression at its left, where it is an equality of one with the other. */
function equalityOf(condition: Expression, width: number): CompareExpression | null {
  if (condition.kind !== 'compare' || condition.op !== '=') return null;
  const isLeft = (side: Expression): boolean => [...columnsUsed(side)].every((index) => index < width);
  const isRight = (side: Expression): boolean => [...columnsUsed(side)].every((index) => index >= width);
  if (isLeft(condition.left) && isRight(condition.right)) return condition;
  if (isLeft(condition.right) && isRight(condition.left)) {
    return { ...condition, left: condition.right, right: condition.left };
  }
  return null;
}

function threeValued(builder: Builder, shape: JoinShape, left: Block, right: Block): Sql {
  const items = [...left.items, ...right.items];
  const writer = builder.writer(items);
  const columns = items.map((item) => item.column);
  const alike = shape.conditions.map((condition) => writer.top(hashable(condition, columns)));
  const found = sql`EXISTS (${subquery(builder, right, [], [conjunction(alike)])})`;
  if (shape.conditions.every((condition) => !isNullable(condition, columns))) return found;
  const all = conjunction(shape.conditions.map((condition) => writer.top(condition)));
  const unknown = sql`EXISTS (${subquery(builder, right, [], [sql`(${all}) IS NULL`.at('comparison')])})`;
  return sql`CASE WHEN ${found} THEN true WHEN ${unknown} THEN NULL ELSE false END`;
}

/**
 * A block under a name of its own, so that the subquery that the left row is put into is a plain one: DuckDB does not
 * correlate a subquery that holds, for one, a SEMI JOIN.
 */
function asCte(builder: Builder, block: Block): Block {
  if (block.from === null) return block;
  const { rules } = builder;
  const label = new Label('s');
  const alias = new Label('s');
  const columns = block.items.map((item) => item.column);
  const relation = {
    label,
    names: outputNames(columns, rules),
    fields: block.items.map((item) => item.field),
  };
  const read = blockOver(sql`${label} AS ${alias}`, builder.itemsOf(relation, alias, columns));
  const entry = sql`${label} AS (${statement({ ...block, ctes: [] }, rules)})`;
  return { ...read, ctes: [...block.ctes, entry], recursive: block.recursive, fragile: block.fragile };
}

/** Scalar subqueries, one for each right column that is used: a second row is an error as it is in the plan. */
export function singleBlock(builder: Builder, shape: JoinShape, leftInput: Block, rightInput: Block): Block {
  if (!builder.rules.features.strictScalarSubqueries) {
    refuse('dialect', 'A scalar subquery with several rows is not an error there.');
  }
  const whole = shape.conditions.length === 0 && rightInput.items.length === 1;
  const { left, right } = whole
    ? { left: builder.ready(leftInput, 'rows', []), right: rightInput }
    : ready(builder, shape, leftInput, asCte(builder, rightInput));
  const writer = builder.writer([...left.items, ...right.items]);
  const predicates = shape.conditions.map((condition) => writer.top(condition));
  const items = right.items.map((item, at): Item => {
    const column = shape.columns[left.items.length + at] ?? item.column;
    const text = whole
      ? statement({ ...right, ctes: [] }, builder.rules)
      : subquery(builder, right, [item], predicates);
    return { sql: sql`(${text})`, column, origin: 'scalar', field: item.field, cost: 9 };
  });
  return { ...withCtes(left, right), items: [...left.items, ...items], fragile: right.fragile };
}
