import type { Column } from '../plan/column.ts';
import { columnAt } from '../plan/derive-column.ts';
import type { Expression } from '../plan/expression.ts';
import type { PlanNode } from '../plan/node.ts';
import type { ExactJson } from './exact-json.ts';
import type { FieldReader } from './field-reader.ts';
import type { OperatorContext } from './operator-context.ts';
import { onlyInput } from './operator-context.ts';
import { readLiteral } from './read-literal.ts';
import { readType } from './read-type.ts';
import type { Output, Relation } from './relation.ts';
import { bindingKey, referTo, scopeOf } from './relation.ts';
import { isPureTableFunction } from './table-functions.ts';
import { Unmodelled } from './unmodelled.ts';

/**
 * A table function over constants, or (with an input) over each row of it: then the input's first columns are the
 * arguments, and `projected_input` names those that stand in the output after the function's own.
 */
export function readTableFunction(
  name: string,
  reader: FieldReader,
  tableIndex: string,
  columns: readonly (number | null)[],
  context: OperatorContext,
): Relation {
  if (!isPureTableFunction(name)) throw new Unmodelled(`the table function ${name}`);
  reader.expect('function_data').expect('named_parameters', []);
  const own = ownColumns(name, reader);
  const inputs = reader.has('input_table_types') ? reader.list('input_table_types').length : 0;
  reader.ignore('input_table_types');
  const constants = reader
    .list('parameters')
    .map((json): Expression => ({ kind: 'literal', ...readLiteral(json) }));
  const passed = reader.list('projected_input');
  const read = columns.map((index, at): Output => ({ binding: bindingKey(tableIndex, String(at)), index }));
  const id = context.translation.ids.next();
  const lateral = (reader.raw('children') as readonly ExactJson[] | undefined)?.length !== 0;
  if (!lateral) {
    if (passed.length > 0) throw new Unmodelled(`${name} that passes columns of no input`);
    const node: PlanNode = {
      kind: 'table-function',
      id,
      name,
      args: constants,
      child: null,
      passed: [],
      columns: own,
    };
    return { node, outputs: read };
  }
  if (constants.length > 0) throw new Unmodelled(`${name} with both constants and an input`);
  const child = onlyInput(reader, context);
  const scope = scopeOf(child);
  const args = Array.from({ length: inputs }, (_, at) => referTo(scope, at));
  const through = passed.map((position) => referTo(scope, Number(position)).index);
  const all = [...own, ...through.map((index) => columnAt(child.node.columns, index))];
  const node: PlanNode = {
    kind: 'table-function',
    id,
    name,
    args,
    child: child.node,
    passed: through,
    columns: all,
  };
  return { node, outputs: [...read, ...passedOutputs(child, passed, own.length)] };
}

function ownColumns(name: string, reader: FieldReader): readonly Column[] {
  const types = reader.list('returned_types').map((type) => readType(type));
  return reader.list('names').map((column, at) => {
    const type = types[at];
    if (type === undefined || typeof column !== 'string')
      throw new Unmodelled(`a column of ${name} without type`);
    return { name: column, type, nullable: true, collation: null, origins: [], tags: [] };
  });
}

function passedOutputs(child: Relation, passed: readonly ExactJson[], from: number): readonly Output[] {
  return passed.map((position, at) => {
    const output = child.outputs[Number(position)];
    if (output === undefined) throw new Unmodelled('a passed column outside of the input');
    return { binding: output.binding, index: from + at };
  });
}
