import { assertNever } from '../errors/assert-never.ts';
import { childrenOf } from './children.ts';
import type { Column } from './column.ts';
import type { Expression } from './expression.ts';
import type { PlanNode } from './node.ts';
import type { NameColumn } from './print-expression.ts';
import { printAggregate, printExpression, printKeys, printWindow } from './print-expression.ts';

/** A whole plan as indented text: what the rule tests snapshot. */
export function printPlan(node: PlanNode, depth = 0): string {
  const line = `${'  '.repeat(depth)}${printNode(node)}`;
  return [line, ...childrenOf(node).map((child) => printPlan(child, depth + 1))].join('\n');
}

/** A node as one short line. Columns of its input are written `name#position`. */
export function printNode(node: PlanNode): string {
  const name = namesOf(inputColumns(node));
  const all = (expressions: readonly Expression[]): string =>
    expressions.map((one) => printExpression(one, name)).join(', ');
  switch (node.kind) {
    case 'filter':
      return `filter ${node.predicates.map((one) => printExpression(one, name)).join(' and ')}`;
    case 'project':
      return `project ${node.expressions.map((one, at) => named(printExpression(one, name), node.columns[at]?.name)).join(', ')}`;
    case 'join':
      return `${node.asof ? 'asof ' : ''}${node.joinType} join${on(all(node.conditions))}`;
    case 'delim-join':
      return `delim-join ${node.delim} ${node.joinType} keys ${all(node.keys)}${on(all(node.conditions))}`;
    case 'aggregate':
      return printAggregation(node, name);
    case 'window':
      return `window ${node.windows.map((call) => printWindow(call, name)).join(', ')}`;
    case 'sort':
      return `sort ${printKeys(node.keys, name)}`;
    case 'limit':
      return `limit ${node.limit ? all([node.limit]) : 'all'}${node.percent ? '%' : ''}${node.offset ? ` offset ${all([node.offset])}` : ''}`;
    case 'top-n':
      return `top-n ${node.limit}${node.offset > 0 ? ` offset ${node.offset}` : ''} by ${printKeys(node.keys, name)}`;
    case 'distinct':
      return `distinct${node.on ? ` on ${all(node.on)}` : ''}${node.orderBy.length > 0 ? ` by ${printKeys(node.orderBy, name)}` : ''}`;
    case 'unnest':
      return `unnest ${all(node.lists)}`;
    case 'table-function':
      return `table-function ${node.name}(${all(node.args)})`;
    default:
      return printPlainNode(node);
  }
}

type PlainKind =
  | 'scan'
  | 'fragment-scan'
  | 'governed'
  | 'model'
  | 'delim-scan'
  | 'set-operation'
  | 'values'
  | 'cte'
  | 'cte-ref'
  | 'sample';

/** The nodes that hold no expressions over their input. */
function printPlainNode(node: Extract<PlanNode, { kind: PlainKind }>): string {
  switch (node.kind) {
    case 'scan':
      return `scan ${[node.source, node.table.schema, node.table.name].filter(Boolean).join('.')} [${nameList(node.columns)}]`;
    case 'fragment-scan':
      return `fragment-scan ${node.fragment} [${nameList(node.columns)}]`;
    case 'governed':
      return `governed ${node.policy}`;
    case 'model':
      return `model ${node.name}`;
    case 'delim-scan':
      return `delim-scan ${node.delim} [${nameList(node.columns)}]`;
    case 'set-operation':
      return `${node.op}${node.all ? ' all' : ''}`;
    case 'values':
      return `values ${node.rows.length} × ${node.columns.length}`;
    case 'cte':
      return `cte ${node.name}${node.recursive ? ' recursive' : ''}`;
    case 'cte-ref':
      return `cte-ref ${node.name}`;
    case 'sample':
      return `sample ${node.method} ${node.size}${node.percent ? '%' : ''}`;
  }
  return assertNever(node);
}

/** The columns that a node's expressions speak of: those of its inputs, left to right. */
export function inputColumns(node: PlanNode): readonly Column[] {
  return childrenOf(node).flatMap((child) => child.columns);
}

function printAggregation(node: Extract<PlanNode, { kind: 'aggregate' }>, name: NameColumn): string {
  const groups = node.groups.map((one) => printExpression(one, name)).join(', ');
  const sets = node.groupingSets.length === 1 ? '' : ` sets ${JSON.stringify(node.groupingSets)}`;
  const calls = node.aggregates.map((call) => printAggregate(call, name)).join(', ');
  return `aggregate [${groups}]${sets} ${calls}`.trimEnd();
}

function namesOf(columns: readonly Column[]): NameColumn {
  return (index) => `${columns[index]?.name ?? '?'}#${index}`;
}

function nameList(columns: readonly Column[]): string {
  return columns.map((column) => column.name).join(', ');
}

function named(text: string, name: string | undefined): string {
  return name === undefined || text.startsWith(`${name}#`) ? text : `${text} as ${name}`;
}

function on(conditions: string): string {
  return conditions === '' ? '' : ` on ${conditions}`;
}
