import type { Column } from '../plan/column.ts';
import type { CteNode, PlanNode, SetOperationNode } from '../plan/node.ts';
import type { ExactJson } from './exact-json.ts';
import { FieldReader } from './field-reader.ts';
import type { OperatorContext } from './operator-context.ts';
import { exactly, onlyInput, twoInputs } from './operator-context.ts';
import { expressionContext, readExpression } from './read-expression.ts';
import { readType } from './read-type.ts';
import type { Relation } from './relation.ts';
import { EMPTY_SCOPE, outputsOf } from './relation.ts';
import type { CteInScope, Translation } from './translation.ts';
import { Unmodelled } from './unmodelled.ts';

/** LOGICAL_UNION, LOGICAL_EXCEPT and LOGICAL_INTERSECT. */
export function readSetOperation(
  reader: FieldReader,
  op: SetOperationNode['op'],
  context: OperatorContext,
): Relation {
  const inputs = reader
    .list('children')
    .map((child) => exactly(context.read(child, context.translation), context));
  reader.ignore('column_count', 'allow_out_of_order');
  const all = reader.flag('setop_all');
  const columns = alignedColumns(inputs);
  const node: PlanNode = {
    kind: 'set-operation',
    id: context.translation.ids.next(),
    op,
    all,
    inputs,
    columns,
  };
  return { node, outputs: outputsOf(reader.digits('table_index'), columns.length) };
}

/** Names are the first input's; a column may be NULL and has the origins as any input's. */
function alignedColumns(inputs: readonly PlanNode[]): readonly Column[] {
  const [first, ...others] = inputs;
  if (first === undefined) throw new Unmodelled('a set operation without inputs');
  return first.columns.map((column, at) => {
    const peers = others.map((other) => other.columns[at]).filter((peer) => peer !== undefined);
    return {
      ...column,
      nullable: column.nullable || peers.some((peer) => peer.nullable),
      collation: null,
      origins: [...column.origins, ...peers.flatMap((peer) => peer.origins)],
      tags: [...new Set([...column.tags, ...peers.flatMap((peer) => peer.tags)])],
    };
  });
}

/** LOGICAL_MATERIALIZED_CTE: a definition and the body that refers to it; recursion stands in the definition. */
export function readCte(reader: FieldReader, context: OperatorContext): Relation {
  const [definitionJson, bodyJson] = twoInputs(reader);
  const tableIndex = reader.digits('table_index');
  const name = reader.text('ctename');
  reader.ignore('column_count');
  const materialized = materialization(reader.text('materialize'));
  const cte = `c${context.translation.ids.next().slice(1)}`;
  const { definition, recursive } = readDefinition(definitionJson, { cte, name, columns: [] }, context);
  const inBody = withCte(context.translation, tableIndex, {
    cte,
    name,
    columns: cteColumns(definition, recursive),
  });
  const body = context.read(bodyJson, inBody);
  const id = context.translation.ids.next();
  const { columns } = body.node;
  const node: PlanNode = {
    kind: 'cte',
    id,
    cte,
    name,
    materialized,
    definition,
    recursive,
    body: body.node,
    columns,
  };
  return { node, outputs: body.outputs };
}

function materialization(kind: string): CteNode['materialized'] {
  switch (kind) {
    case 'CTE_MATERIALIZE_DEFAULT':
      return 'default';
    case 'CTE_MATERIALIZE_ALWAYS':
      return 'always';
    case 'CTE_MATERIALIZE_NEVER':
      return 'never';
    default:
      throw new Unmodelled(`a CTE of kind ${kind}`);
  }
}

type Definition = Pick<CteNode, 'definition' | 'recursive'>;

function readDefinition(json: ExactJson, cte: CteInScope, context: OperatorContext): Definition {
  const type = new FieldReader(json, 'A CTE').text('type');
  if (type !== 'LOGICAL_RECURSIVE_CTE') {
    return { definition: exactly(context.read(json, context.translation), context), recursive: null };
  }
  return readRecursion(new FieldReader(json, type), cte, context);
}

/** LOGICAL_RECURSIVE_CTE: anchor and step; both ways of referring to it are one CTE of ours. */
function readRecursion(reader: FieldReader, cte: CteInScope, context: OperatorContext): Definition {
  reader.expect('type', 'LOGICAL_RECURSIVE_CTE').ignore('ctename', 'column_count', 'ref_recurring');
  const [anchorJson, stepJson] = twoInputs(reader);
  const tableIndex = reader.digits('table_index');
  const definition = exactly(context.read(anchorJson, context.translation), context);
  const columns = definition.columns.map((column) => ({ ...column, nullable: true, collation: null }));
  const inStep = withCte(context.translation, tableIndex, { ...cte, columns });
  const step = exactly(context.read(stepJson, inStep), { ...context, translation: inStep });
  const keys = reader.has('key_targets') ? readKeys(reader, definition, context) : [];
  reader.ignore('key_targets');
  const all = reader.flag('union_all');
  reader.end();
  return { definition, recursive: { step, all, keys } };
}

function readKeys(reader: FieldReader, definition: PlanNode, context: OperatorContext): readonly number[] {
  const outputs = outputsOf('', definition.columns.length);
  const scope = expressionContext(context.translation, { outputs, columns: definition.columns });
  return reader.list('key_targets').map((json) => {
    const key = readExpression(json, scope);
    if (key.kind !== 'column') throw new Unmodelled('a USING KEY that is no column');
    return key.index;
  });
}

function cteColumns(definition: PlanNode, recursive: Definition['recursive']): readonly Column[] {
  if (recursive === null) return definition.columns;
  return alignedColumns([definition, recursive.step]);
}

function withCte(translation: Translation, tableIndex: string, cte: CteInScope): Translation {
  return { ...translation, ctes: new Map([...translation.ctes, [tableIndex, cte]]) };
}

/** LOGICAL_CTE_REF. */
export function readCteRef(reader: FieldReader, context: OperatorContext): Relation {
  reader.expect('children', []);
  const index = reader.digits('cte_index');
  const found = context.translation.ctes.get(index);
  if (found === undefined) throw new Unmodelled(`a reference to the unknown CTE ${index}`);
  const recurring = reader.flag('is_recurring');
  const names = reader.list('bound_columns');
  const types = reader.list('chunk_types').map((type) => readType(type));
  const columns = types.map((type, at): Column => {
    const column = found.columns[at];
    const name = names[at];
    if (column === undefined || typeof name !== 'string')
      throw new Unmodelled('a CTE reference of another width');
    return { ...column, name, type };
  });
  const id = context.translation.ids.next();
  const node: PlanNode = { kind: 'cte-ref', id, cte: found.cte, name: found.name, recurring, columns };
  return { node, outputs: outputsOf(reader.digits('table_index'), columns.length) };
}

/** LOGICAL_DUMMY_SCAN: one row; its one column has no meaning. */
export function readDummy(reader: FieldReader, context: OperatorContext): Relation {
  reader.expect('children', []);
  const node: PlanNode = { kind: 'values', id: context.translation.ids.next(), rows: [[]], columns: [] };
  return { node, outputs: [{ binding: `${reader.digits('table_index')}.0`, index: null }] };
}

/** LOGICAL_EXPRESSION_GET: the rows of VALUES. */
export function readValues(reader: FieldReader, context: OperatorContext): Relation {
  const input = onlyInput(reader, context).node;
  if (input.kind !== 'values' || input.columns.length > 0) throw new Unmodelled('VALUES over an input');
  const scope = expressionContext(context.translation, EMPTY_SCOPE);
  const rows = reader.list('expressions').map((row) => {
    if (!Array.isArray(row)) throw new Unmodelled('a malformed row of VALUES');
    return (row as readonly ExactJson[]).map((json) => readExpression(json, scope));
  });
  const columns = reader.list('expr_types').map((json, at): Column => {
    const name = `col${at}`;
    return { name, type: readType(json), nullable: true, collation: null, origins: [], tags: [] };
  });
  const node: PlanNode = { kind: 'values', id: context.translation.ids.next(), rows, columns };
  return { node, outputs: outputsOf(reader.digits('table_index'), columns.length) };
}
