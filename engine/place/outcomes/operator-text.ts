import { predicatesOf } from '../../optimize/conjuncts.ts';
import type { Column } from '../../plan/column.ts';
import type { Expression } from '../../plan/expression.ts';
import { walkExpression } from '../../plan/expression-children.ts';
import type { PlanNode } from '../../plan/node.ts';
import { printExpression } from '../../plan/print-expression.ts';
import { shortened } from '../ledger.ts';
import { refusedText } from '../refused-text.ts';
import { beginOf } from './begin-of.ts';

/** What an operator reads or computes, under its input's column names; null where its kind says all. */
export function operatorText(node: PlanNode): string | null {
  const text = fullText(node);
  return text === null ? null : shortened(text);
}

function fullText(node: PlanNode): string | null {
  const name = namesBelow(node);
  const all = (expressions: readonly Expression[]): string =>
    expressions.map((one) => printExpression(one, name)).join(', ');
  switch (node.kind) {
    case 'scan':
      return [node.source, node.table.schema, node.table.name].filter((part) => part !== null).join('.');
    case 'join':
    case 'delim-join': {
      const on = node.joinType === 'mark' ? '' : all(predicatesOf(node));
      return `${node.joinType}${on === '' ? '' : ` on ${on}`}`;
    }
    case 'filter':
      return node.predicates.map((one) => printExpression(one, name)).join(' and ');
    case 'project':
      return (
        node.expressions
          .filter(({ kind }) => kind !== 'column')
          .map((one) => (isGuarded(one) ? '(subquery)' : printExpression(one, name)))
          .join(', ') || null
      );
    case 'aggregate':
      return (
        [refusedText(node), node.groups.length === 0 ? null : `by ${all(node.groups)}`]
          .filter((part) => part !== null)
          .join(' ') || null
      );
    case 'limit':
      return node.limit === null ? null : all([node.limit]);
    case 'set-operation':
      return `${node.op}${node.all ? ' all' : ''}`;
    case 'cte':
    case 'cte-ref':
    case 'model':
    case 'table-function':
      return node.name;
    default:
      return refusedText(node);
  }
}

/** A predicate of an operator as short text. */
export function predicateText(node: PlanNode, predicate: Expression): string {
  return shortened(printExpression(predicate, namesBelow(node)));
}

/** The names of an operator's input columns, with their tables where they repeat; a subquery's verdict is written as one. */
function namesBelow(node: PlanNode): (index: number) => string {
  const inputs = inputsOf(node);
  const columns = inputs.flatMap((input) => input.columns);
  return (index) => {
    let position = index;
    for (const input of inputs) {
      const column = input.columns[position];
      if (column !== undefined) return subqueryText(input, position) ?? nameAmong(column, columns);
      position -= input.columns.length;
    }
    return `#${index}`;
  };
}

function nameAmong({ name, origins }: Column, columns: readonly Column[]): string {
  const [origin] = origins;
  const isAlone = columns.filter((one) => one.name === name).length < 2;
  return isAlone || origin === undefined || origins.length > 1
    ? name
    : `${origin.table.split('.').at(-1) ?? ''}.${name}`;
}

function inputsOf(node: PlanNode): readonly PlanNode[] {
  if (node.kind === 'join' || node.kind === 'delim-join') return [node.left, node.right];
  return 'child' in node && node.child !== null ? [node.child] : [];
}

/** `customer in (subquery)`, `(subquery)`; null for what is no subquery's verdict or value. */
function subqueryText(input: PlanNode, index: number): string | null {
  const { node, index: at } = beginOf(input, index);
  if (node.kind === 'project') return isGuarded(node.expressions[at]) ? '(subquery)' : null;
  if (node.kind !== 'join' && node.kind !== 'delim-join') return null;
  const [condition] = node.conditions;
  const isIn = condition?.kind === 'compare' && condition.op === '=';
  return isIn ? `${printExpression(condition.left, namesBelow(node))} in (subquery)` : 'exists (subquery)';
}

/** Whether it is the value of a scalar subquery, which the binder guards against a second row. */
function isGuarded(expression: Expression | undefined): boolean {
  if (expression?.kind !== 'case') return false;
  return expression.branches.some(({ then }) =>
    [...walkExpression(then)].some((part) => part.kind === 'call' && part.name === 'error'),
  );
}
