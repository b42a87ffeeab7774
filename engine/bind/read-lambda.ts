import type { Expression } from '../plan/expression.ts';
import type { DataType } from '../types/data-type.ts';
import { sameType } from '../types/data-type.ts';
import type { ExactJson } from './exact-json.ts';
import type { ExpressionContext } from './expression-context.ts';
import type { FieldReader } from './field-reader.ts';
import { readType } from './read-type.ts';
import { Unmodelled } from './unmodelled.ts';

/** Functions that take a lambda, by the number of parameters it has without the index. */
const PARAMETERS: Readonly<Record<string, number>> = {
  list_transform: 1,
  list_apply: 1,
  apply: 1,
  array_apply: 1,
  array_transform: 1,
  list_filter: 1,
  array_filter: 1,
  filter: 1,
  list_reduce: 2,
  array_reduce: 2,
  reduce: 2,
};

export function isLambdaFunction(name: string): boolean {
  return name in PARAMETERS;
}

/**
 * A call whose lambda stands in `function_data`. Within the lambda's body references count its parameters from the
 * last to the first (the index is the last), then the captured values, which follow the call's own arguments.
 */
export function readLambdaCall(
  name: string,
  type: DataType,
  children: readonly ExactJson[],
  data: FieldReader,
  context: ExpressionContext,
): Expression {
  const indexed = data.flag('has_index');
  const initial = data.flag('has_initial');
  const count = (PARAMETERS[name] ?? 1) + (indexed ? 1 : 0);
  const own = initial ? 2 : 1;
  const args = children.slice(0, own).map((child) => context.read(child, context));
  const captured = children.slice(own).map((child) => context.read(child, context));
  const depth = context.lambdaDepth + 1;
  // Numbered by depth, so that no lambda's parameter can hide one of an outer lambda.
  const parameters = Array.from({ length: count }, (_, at) => `${'xyzw'[at] ?? 'v'}${depth}`);
  const types = parameterTypes(count, indexed, args);
  const refer = (position: number): Expression => {
    const parameter = parameters[count - 1 - position];
    const parameterType = types[count - 1 - position];
    if (parameter !== undefined && parameterType !== undefined) {
      return { kind: 'lambda-parameter', name: parameter, type: parameterType };
    }
    const value = captured[position - count];
    if (value === undefined) throw new Unmodelled(`a lambda of ${name} that refers to position ${position}`);
    return value;
  };
  const body = context.read(data.raw('lambda_expr'), { ...context, refer, lambdaDepth: depth });
  if (!sameType(readType(data.raw('return_type')), type))
    throw new Unmodelled(`${name} whose data names another type`);
  data.end();
  const [list, ...rest] = args;
  if (list === undefined) throw new Unmodelled(`${name} without a list`);
  const lambda: Expression = { kind: 'lambda', parameters, body, type: body.type };
  return { kind: 'call', name, args: [list, lambda, ...rest], type };
}

function parameterTypes(count: number, indexed: boolean, args: readonly Expression[]): readonly DataType[] {
  const [list, initial] = args;
  if (list === undefined || (list.type.id !== 'LIST' && list.type.id !== 'ARRAY')) {
    throw new Unmodelled('a lambda over something else than a list');
  }
  const element = list.type.child;
  const values = Array.from({ length: indexed ? count - 1 : count }, (_, at) =>
    at === 0 && initial !== undefined ? initial.type : element,
  );
  return indexed ? [...values, { id: 'BIGINT' }] : values;
}
