import { assertNever } from '../errors/assert-never.ts';
import { typeToSql } from '../types/data-type.ts';
import type { LiteralValue } from '../types/literal.ts';
import type { AggregateCall, Expression, FrameBound, SortKey, WindowCall } from './expression.ts';

/** How a column position is written: by default `#3`. */
export type NameColumn = (index: number) => string;

const byPosition: NameColumn = (index) => `#${index}`;

/** An expression as short text for people and snapshots; it is not SQL of any dialect. */
export function printExpression(expression: Expression, name: NameColumn = byPosition): string {
  const print = (part: Expression): string => printExpression(part, name);
  const list = (parts: readonly Expression[]): string => parts.map(print).join(', ');
  switch (expression.kind) {
    case 'column':
      return name(expression.index);
    case 'literal':
      return printLiteral(expression.value, expression.type.id);
    case 'parameter':
      return `$${expression.name}`;
    case 'lambda-parameter':
      return expression.name;
    case 'call':
      return printCall(expression.name, expression.args.map(print));
    case 'cast':
      return `${expression.try ? 'try_cast' : 'cast'}(${print(expression.child)} as ${typeToSql(expression.type)})`;
    case 'case': {
      const branches = expression.branches.map(
        (branch) => `when ${print(branch.when)} then ${print(branch.then)}`,
      );
      return `case ${branches.join(' ')} else ${print(expression.otherwise)} end`;
    }
    case 'between': {
      const lower = `${print(expression.lower)} ${expression.lowerInclusive ? '<=' : '<'} ${print(expression.child)}`;
      return `(${lower} ${expression.upperInclusive ? '<=' : '<'} ${print(expression.upper)})`;
    }
    case 'in':
      return `(${print(expression.child)} ${expression.negated ? 'not in' : 'in'} (${list(expression.list)}))`;
    case 'compare':
      return `(${print(expression.left)} ${expression.op} ${print(expression.right)})`;
    case 'and':
    case 'or':
      return `(${expression.args.map(print).join(` ${expression.kind} `)})`;
    case 'not':
      return `not ${print(expression.child)}`;
    case 'is-null':
      return `(${print(expression.child)} is ${expression.negated ? 'not ' : ''}null)`;
    case 'coalesce':
      return `coalesce(${list(expression.args)})`;
    case 'lambda':
      return `lambda ${expression.parameters.join(', ')}: ${print(expression.body)}`;
  }
  return assertNever(expression);
}

function printLiteral(value: LiteralValue, typeId: string): string {
  if (value === null) return 'null';
  if (typeof value !== 'string') return `[${value.map((part) => printLiteral(part, 'VARCHAR')).join(', ')}]`;
  const bare = /^(?:-?[0-9.]+|true|false)$/.test(value) && typeId !== 'VARCHAR' && typeId !== 'BLOB';
  return bare ? value : `'${value.replaceAll("'", "''")}'`;
}

/** DuckDB's names of operators that SQL has words for. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['~~', 'like'],
  ['!~~', 'not like'],
  ['~~*', 'ilike'],
  ['!~~*', 'not ilike'],
  ['~~~', 'glob'],
]);

/** A function or operator by the word that SQL has for it: LIKE for `~~`. */
export function wordOf(name: string): string {
  return WORDS.get(name)?.toUpperCase() ?? name;
}

function printCall(name: string, args: readonly string[]): string {
  const operator = /^[^\w\s]+$/.test(name);
  if (operator && args.length === 2) return `(${args[0]} ${WORDS.get(name) ?? name} ${args[1]})`;
  return operator && args.length === 1 ? `${name}${args[0]}` : `${name}(${args.join(', ')})`;
}

/** Sort keys as short text; NULLS LAST, DuckDB's default, is left out. */
export function printKeys(keys: readonly SortKey[], name: NameColumn = byPosition): string {
  const one = (key: SortKey): string =>
    `${printExpression(key.expression, name)}${key.descending ? ' desc' : ''}${key.nullsFirst ? ' nulls first' : ''}`;
  return keys.map(one).join(', ');
}

/** An aggregate call as short text. */
export function printAggregate(call: AggregateCall, name: NameColumn = byPosition): string {
  const args = call.args.map((argument) => printExpression(argument, name)).join(', ');
  const order = call.orderBy.length > 0 ? ` order by ${printKeys(call.orderBy, name)}` : '';
  const filter = call.filter ? ` filter ${printExpression(call.filter, name)}` : '';
  return `${call.name}(${call.distinct ? 'distinct ' : ''}${args}${order})${filter}`;
}

/** A window call as short text. */
export function printWindow(call: WindowCall, name: NameColumn = byPosition): string {
  const args = call.args.map((argument) => printExpression(argument, name)).join(', ');
  const partition = call.partitionBy.map((part) => printExpression(part, name)).join(', ');
  const over = [
    partition && `partition by ${partition}`,
    call.orderBy.length > 0 && `order by ${printKeys(call.orderBy, name)}`,
    `${call.frame.unit} ${printBound(call.frame.start, name)}..${printBound(call.frame.end, name)}`,
    call.frame.exclude !== 'no others' && `exclude ${call.frame.exclude}`,
  ].filter(Boolean);
  const filter = call.filter ? ` filter ${printExpression(call.filter, name)}` : '';
  const nulls = call.ignoreNulls ? ' ignore nulls' : '';
  return `${call.name}(${call.distinct ? 'distinct ' : ''}${args}${nulls})${filter} over (${over.join(' ')})`;
}

function printBound(bound: FrameBound, name: NameColumn): string {
  return 'offset' in bound ? `${printExpression(bound.offset, name)} ${bound.kind}` : bound.kind;
}
