import type { PlanNode } from '../plan/node.ts';
import { printAggregate, printExpression, printKeys, printWindow } from '../plan/print-expression.ts';
import { inputColumns } from '../plan/print-plan.ts';

/** What an operator computes or sorts by, under its input's column names; null where its kind says all. */
export function refusedText(node: PlanNode): string | null {
  const columns = inputColumns(node);
  const name = (index: number): string => columns[index]?.name ?? `#${index}`;
  switch (node.kind) {
    case 'aggregate':
      return node.aggregates.map((call) => printAggregate(call, name)).join(', ') || null;
    case 'window':
      return node.windows.map((call) => printWindow(call, name)).join(', ');
    case 'sort':
    case 'top-n':
      return printKeys(node.keys, name);
    case 'unnest':
      return node.lists.map((list) => printExpression(list, name)).join(', ');
    default:
      return null;
  }
}

/** `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
