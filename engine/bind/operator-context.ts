import { project } from '../plan/builders.ts';
import { columnAt } from '../plan/derive-column.ts';
import type { Expression } from '../plan/expression.ts';
import type { PlanNode } from '../plan/node.ts';
import type { ExactJson } from './exact-json.ts';
import type { FieldReader } from './field-reader.ts';
import type { Relation } from './relation.ts';
import type { Translation } from './translation.ts';
import { Unmodelled } from './unmodelled.ts';

/** Where an operator stands, and how its inputs are read. */
export interface OperatorContext {
  readonly translation: Translation;
  readonly read: (json: ExactJson, translation: Translation) => Relation;
}

/** The only input of an operator. */
export function onlyInput(reader: FieldReader, context: OperatorContext): Relation {
  const [child, ...others] = reader.list('children');
  if (child === undefined || others.length > 0)
    throw new Unmodelled(`${reader.what} without exactly one input`);
  return context.read(child, context.translation);
}

/** Both inputs of an operator, in JSON: the right one may need the left one's columns. */
export function twoInputs(reader: FieldReader): readonly [ExactJson, ExactJson] {
  const [left, right, ...others] = reader.list('children');
  if (left === undefined || right === undefined || others.length > 0) {
    throw new Unmodelled(`${reader.what} without exactly two inputs`);
  }
  return [left, right];
}

/** The relation as a node whose columns are exactly DuckDB's outputs. */
export function exactly(relation: Relation, context: OperatorContext): PlanNode {
  const { node, outputs } = relation;
  const same = outputs.length === node.columns.length && outputs.every((output, at) => output.index === at);
  if (same) return node;
  const columns = outputs.map(({ index }): Expression => {
    if (index === null) throw new Unmodelled('an output that is a physical row address');
    return { kind: 'column', index, type: columnAt(node.columns, index).type };
  });
  return project(node, columns, null, context.translation.ids.next());
}
