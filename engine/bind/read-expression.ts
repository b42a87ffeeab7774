import type { Comparison, Expression, SortKey } from '../plan/expression.ts';
import { BOOLEAN, sameType, typeToSql } from '../types/data-type.ts';
import type { ExactJson } from './exact-json.ts';
import type { ExpressionContext } from './expression-context.ts';
import { FieldReader } from './field-reader.ts';
import { readFunction } from './read-function.ts';
import { readLiteral } from './read-literal.ts';
import { readType } from './read-type.ts';
import type { Scope } from './relation.ts';
import { bindingKey, referTo, referToBinding } from './relation.ts';
import type { Translation } from './translation.ts';
import { Unmodelled } from './unmodelled.ts';

/** The context of expressions over one input. */
export function expressionContext(translation: Translation, scope: Scope): ExpressionContext {
  return {
    translation,
    scope,
    refer: (position) => referTo(scope, position),
    lambdaDepth: 0,
    read: readExpression,
  };
}

const COMPARISON_NAMES: Readonly<Record<string, Comparison>> = {
  COMPARE_EQUAL: '=',
  COMPARE_NOTEQUAL: '<>',
  COMPARE_LESSTHAN: '<',
  COMPARE_LESSTHANOREQUALTO: '<=',
  COMPARE_GREATERTHAN: '>',
  COMPARE_GREATERTHANOREQUALTO: '>=',
  COMPARE_DISTINCT_FROM: 'is distinct from',
  COMPARE_NOT_DISTINCT_FROM: 'is not distinct from',
};

/** DuckDB's name of a comparison as ours. */
export function comparisonOf(type: string): Comparison {
  const comparison = COMPARISON_NAMES[type];
  if (comparison === undefined) throw new Unmodelled(`the comparison ${type}`);
  return comparison;
}

/** One bound scalar expression. Throws Unmodelled for a class, an operator or a field that is not known. */
export function readExpression(json: ExactJson | undefined, context: ExpressionContext): Expression {
  const reader = new FieldReader(json, 'An expression');
  const className = reader.text('expression_class');
  const named = new FieldReader(json, className);
  named.ignore('expression_class', 'alias');
  const at = context.translation.at(named.location());
  const expression = readClass(className, named, context);
  named.end();
  return at === null || expression.kind === 'column' ? expression : { ...expression, at };
}

function readClass(className: string, reader: FieldReader, context: ExpressionContext): Expression {
  const read = (json: ExactJson | undefined): Expression => readExpression(json, context);
  switch (className) {
    case 'BOUND_REF':
      reader.expect('type', 'BOUND_REF');
      return typedAs(context.refer(reader.number('index')), reader);
    case 'BOUND_COLUMN_REF':
      return readColumnRef(reader, context.scope);
    case 'BOUND_CONSTANT':
      reader.expect('type', 'VALUE_CONSTANT');
      return { kind: 'literal', ...readLiteral(reader.raw('value')) };
    case 'BOUND_CAST':
      return readCast(reader, read);
    case 'BOUND_COMPARISON':
      return {
        kind: 'compare',
        op: comparisonOf(reader.text('type')),
        left: read(reader.raw('left')),
        right: read(reader.raw('right')),
        type: BOOLEAN,
      };
    case 'BOUND_CONJUNCTION':
      return readConjunction(reader, read);
    case 'BOUND_BETWEEN':
      return readBetween(reader, read);
    case 'BOUND_CASE':
      return readCase(reader, read);
    case 'BOUND_OPERATOR':
      return readOperator(reader, read);
    case 'BOUND_FUNCTION':
      return readFunction(reader, context);
    default:
      throw new Unmodelled(`an expression of class ${className}`);
  }
}

/** A reference has the type of what it refers to; another one would show that it was read wrongly. */
function typedAs(expression: Expression, reader: FieldReader): Expression {
  const type = readType(reader.raw('return_type'));
  if (sameType(type, expression.type)) return expression;
  throw new Unmodelled(
    `a reference of type ${typeToSql(type)} to a value of type ${typeToSql(expression.type)}`,
  );
}

function readColumnRef(reader: FieldReader, scope: Scope): Expression {
  reader.expect('type', 'BOUND_COLUMN_REF').expect('depth', 0);
  const binding = reader.object('binding');
  const key = bindingKey(binding.digits('table_index'), binding.digits('column_index'));
  binding.end();
  return typedAs(referToBinding(scope, key), reader);
}

function readCast(reader: FieldReader, read: (json: ExactJson | undefined) => Expression): Expression {
  reader.expect('type', 'OPERATOR_CAST');
  const child = read(reader.raw('child'));
  return { kind: 'cast', child, type: readType(reader.raw('return_type')), try: reader.flag('try_cast') };
}

function readConjunction(reader: FieldReader, read: (json: ExactJson) => Expression): Expression {
  const kind = reader.text('type');
  if (kind !== 'CONJUNCTION_AND' && kind !== 'CONJUNCTION_OR')
    throw new Unmodelled(`the conjunction ${kind}`);
  const args = reader.list('children').map(read);
  return kind === 'CONJUNCTION_AND'
    ? { kind: 'and', args, type: BOOLEAN }
    : { kind: 'or', args, type: BOOLEAN };
}

function readBetween(reader: FieldReader, read: (json: ExactJson | undefined) => Expression): Expression {
  reader.expect('type', 'COMPARE_BETWEEN');
  return {
    kind: 'between',
    child: read(reader.raw('input')),
    lower: read(reader.raw('lower')),
    upper: read(reader.raw('upper')),
    lowerInclusive: reader.flag('lower_inclusive'),
    upperInclusive: reader.flag('upper_inclusive'),
    type: BOOLEAN,
  };
}

function readCase(reader: FieldReader, read: (json: ExactJson | undefined) => Expression): Expression {
  reader.expect('type', 'CASE_EXPR');
  const branches = reader.list('case_checks').map((json) => {
    const check = new FieldReader(json, 'A branch of CASE');
    const branch = { when: read(check.raw('when_expr')), then: read(check.raw('then_expr')) };
    check.end();
    return branch;
  });
  return {
    kind: 'case',
    branches,
    otherwise: read(reader.raw('else_expr')),
    type: readType(reader.raw('return_type')),
  };
}

function readOperator(reader: FieldReader, read: (json: ExactJson) => Expression): Expression {
  const operator = reader.text('type');
  const type = readType(reader.raw('return_type'));
  const args = reader.list('children').map(read);
  const [child, ...rest] = args;
  if (child === undefined) throw new Unmodelled(`the operator ${operator} without operands`);
  switch (operator) {
    case 'OPERATOR_NOT':
      return { kind: 'not', child, type };
    case 'OPERATOR_IS_NULL':
    case 'OPERATOR_IS_NOT_NULL':
      return { kind: 'is-null', child, negated: operator === 'OPERATOR_IS_NOT_NULL', type };
    case 'OPERATOR_COALESCE':
      return { kind: 'coalesce', args, type };
    case 'COMPARE_IN':
    case 'COMPARE_NOT_IN':
      return { kind: 'in', child, list: rest, negated: operator === 'COMPARE_NOT_IN', type };
    case 'OPERATOR_TRY':
      return { kind: 'call', name: 'try', args, type };
    default:
      throw new Unmodelled(`the operator ${operator}`);
  }
}

/** Sort keys; DuckDB resolves its defaults before, so both directions are always named. */
export function readSortKeys(keys: readonly ExactJson[], context: ExpressionContext): readonly SortKey[] {
  return keys.map((json) => {
    const key = new FieldReader(json, 'A sort key');
    const direction = key.text('type');
    const nulls = key.text('null_order');
    const known =
      ['ASCENDING', 'DESCENDING'].includes(direction) && ['NULLS FIRST', 'NULLS LAST'].includes(nulls);
    if (!known) throw new Unmodelled(`the sort order ${direction} ${nulls}`);
    const expression = readExpression(key.raw('expression'), context);
    key.end();
    return { expression, descending: direction === 'DESCENDING', nullsFirst: nulls === 'NULLS FIRST' };
  });
}
