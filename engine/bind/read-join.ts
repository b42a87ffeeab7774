import { join, joinColumns } from '../plan/builders.ts';
import type { Column } from '../plan/column.ts';
import type { Expression } from '../plan/expression.ts';
import type { JoinType, PlanNode } from '../plan/node.ts';
import { BOOLEAN, sameType } from '../types/data-type.ts';
import type { ExactJson } from './exact-json.ts';
import { FieldReader } from './field-reader.ts';
import type { OperatorContext } from './operator-context.ts';
import { twoInputs } from './operator-context.ts';
import { comparisonOf, expressionContext, readExpression } from './read-expression.ts';
import { readType } from './read-type.ts';
import type { Output, Relation, Scope } from './relation.ts';
import { bindingKey, joinScope, scopeOf, shifted } from './relation.ts';
import { splitAnd } from './split-and.ts';
import { Unmodelled } from './unmodelled.ts';

const JOIN_TYPES: Readonly<Record<string, JoinType>> = {
  INNER: 'inner',
  LEFT: 'left',
  RIGHT: 'right',
  OUTER: 'full',
  FULL: 'full',
  SEMI: 'semi',
  ANTI: 'anti',
  MARK: 'mark',
  SINGLE: 'single',
};

/** LOGICAL_COMPARISON_JOIN and LOGICAL_ASOF_JOIN. */
export function readComparisonJoin(reader: FieldReader, asof: boolean, context: OperatorContext): Relation {
  const [left, right] = readSides(reader, context);
  reader.expect('duplicate_eliminated_columns', []).expect('delim_flipped', false);
  reader.ignore('mark_types');
  const joinType = readJoinType(reader);
  const conditions = readConditions(reader, left, right, context);
  const node = join(joinType, left.node, right.node, conditions, context.translation.ids.next(), { asof });
  return { node, outputs: joinOutputs(joinType, left, right, reader.digits('mark_index')) };
}

/** LOGICAL_ANY_JOIN: a condition that is no list of comparisons between the sides. */
export function readAnyJoin(reader: FieldReader, context: OperatorContext): Relation {
  const [left, right] = readSides(reader, context);
  const joinType = readJoinType(reader);
  const scope = joinScope(left, right);
  const condition = readExpression(reader.raw('condition'), expressionContext(context.translation, scope));
  const node = join(joinType, left.node, right.node, splitAnd([condition]), context.translation.ids.next());
  return { node, outputs: joinOutputs(joinType, left, right, reader.digits('mark_index')) };
}

/** LOGICAL_CROSS_PRODUCT and LOGICAL_POSITIONAL_JOIN. */
export function readProduct(
  reader: FieldReader,
  joinType: 'cross' | 'positional',
  context: OperatorContext,
): Relation {
  const [left, right] = readSides(reader, context);
  const node = join(joinType, left.node, right.node, [], context.translation.ids.next());
  return { node, outputs: joinOutputs(joinType, left, right, '') };
}

/** LOGICAL_DELIM_JOIN: the right side reads the distinct outer values by delim scans. */
export function readDelimJoin(reader: FieldReader, context: OperatorContext): Relation {
  const [leftJson, rightJson] = twoInputs(reader);
  reader.expect('left_projection_map', []).expect('right_projection_map', []).expect('delim_flipped', false);
  reader.ignore('mark_types');
  const left = context.read(leftJson, context.translation);
  const leftScope = scopeOf(left);
  const keys = reader.list('duplicate_eliminated_columns').map((json) => {
    return readExpression(json, expressionContext(context.translation, leftScope));
  });
  const delim = `d${context.translation.ids.next().slice(1)}`;
  const columns = keys.map((key) => keyColumn(key, leftScope));
  const right = context.read(rightJson, { ...context.translation, delim: { delim, columns } });
  const joinType = readJoinType(reader);
  const conditions = readConditions(reader, left, right, context);
  const node: PlanNode = {
    kind: 'delim-join',
    id: context.translation.ids.next(),
    joinType,
    delim,
    left: left.node,
    right: right.node,
    keys,
    conditions,
    columns: joinColumns(joinType, left.node.columns, right.node.columns),
  };
  return { node, outputs: joinOutputs(joinType, left, right, reader.digits('mark_index')) };
}

function keyColumn(key: Expression, scope: Scope): Column {
  const column = key.kind === 'column' ? scope.columns[key.index] : undefined;
  if (column === undefined) throw new Unmodelled('a subquery over an outer value that is no column');
  return column;
}

/** LOGICAL_DELIM_GET. */
export function readDelimScan(reader: FieldReader, context: OperatorContext): Relation {
  const { delim, ids } = context.translation;
  reader.expect('children', []);
  const types = reader.list('chunk_types').map((type) => readType(type));
  const tableIndex = reader.digits('table_index');
  const same = types.every((type, at) => sameType(type, delim?.columns[at]?.type ?? { id: 'NULL' }));
  if (delim === null || delim.columns.length !== types.length || !same)
    throw new Unmodelled('outer values of no subquery');
  const node: PlanNode = { kind: 'delim-scan', id: ids.next(), delim: delim.delim, columns: delim.columns };
  const outputs = types.map((_, at): Output => ({ binding: bindingKey(tableIndex, String(at)), index: at }));
  return { node, outputs };
}

function readSides(reader: FieldReader, context: OperatorContext): readonly [Relation, Relation] {
  const [left, right] = twoInputs(reader);
  reader.expect('left_projection_map', []).expect('right_projection_map', []);
  return [context.read(left, context.translation), context.read(right, context.translation)];
}

function readJoinType(reader: FieldReader): JoinType {
  const name = reader.text('join_type');
  const joinType = JOIN_TYPES[name];
  if (joinType === undefined) throw new Unmodelled(`a join of type ${name}`);
  return joinType;
}

/** Comparisons whose sides count the columns of their own input. */
function readConditions(
  reader: FieldReader,
  left: Relation,
  right: Relation,
  context: OperatorContext,
): readonly Expression[] {
  const width = left.node.columns.length;
  const columns = [...left.node.columns, ...right.node.columns];
  const leftContext = expressionContext(context.translation, { outputs: left.outputs, columns });
  const rightContext = expressionContext(context.translation, {
    outputs: shifted(right.outputs, width),
    columns,
  });
  return reader.list('conditions').map((json: ExactJson): Expression => {
    const condition = new FieldReader(json, 'A join condition');
    const compare: Expression = {
      kind: 'compare',
      op: comparisonOf(condition.text('comparison')),
      left: readExpression(condition.raw('left'), leftContext),
      right: readExpression(condition.raw('right'), rightContext),
      type: BOOLEAN,
    };
    condition.end();
    return compare;
  });
}

function joinOutputs(
  joinType: JoinType,
  left: Relation,
  right: Relation,
  markIndex: string,
): readonly Output[] {
  const width = left.node.columns.length;
  switch (joinType) {
    case 'semi':
    case 'anti':
      return left.outputs;
    case 'mark':
      return [...left.outputs, { binding: bindingKey(markIndex, '0'), index: width }];
    case 'inner':
    case 'left':
    case 'right':
    case 'full':
    case 'single':
    case 'cross':
    case 'positional':
      return [...left.outputs, ...shifted(right.outputs, width)];
  }
}
