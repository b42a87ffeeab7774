import type { Expression } from '../plan/expression.ts';
import { walkExpression } from '../plan/expression-children.ts';
import { expressionsOf } from '../plan/node-expressions.ts';
import type { FilterNode, PlanNode } from '../plan/node.ts';
import { isVolatile } from '../plan/predicates.ts';
import type { Refusal } from '../spi/dialect.ts';
import type { PushdownMode } from '../types/pushdown.ts';
import { sameType } from '../types/data-type.ts';
import { storedType } from '../types/stored-type.ts';
import { refuseByCapability } from './refuse-by-capability.ts';
import type { SourceSite } from './source-site.ts';

/** A refusal, or `'mode'` where the pushdown mode alone forbids what could be pushed. */
export type Verdict = Refusal | 'mode' | null;

/** Whether the operator, its inputs already at the source, may run there: null where it may. */
export function refuse(node: PlanNode, site: SourceSite, mode: PushdownMode): Verdict {
  if (!isInMode(node, mode)) return 'mode';
  const claimed = refuseByCapability(node, site.capabilities);
  if (claimed !== null) return claimed;
  if (expressionsOf(node).some(isVolatile)) {
    return {
      code: 'volatile',
      reason: 'It gives another value at each call, so it runs once, here.',
      expression: null,
    };
  }
  return refuseColumns(node) ?? site.dialect.refuse(node);
}

/** Columns that could not travel: of types that no table has, here or at a source. */
function refuseColumns(node: PlanNode): Refusal | null {
  const refusal = (reason: string): Refusal => ({ code: 'type', reason, expression: null });
  const types = node.columns.map((column) => column.type);
  if (!types.every((type) => sameType(storedType(type), type)))
    return refusal('No table can keep a row value (a struct without names).');
  return types.some(({ id }) => id === 'NULL')
    ? refusal('A bare NULL has no type, and a column of a source has one.')
    : null;
}

/** The same for one predicate of a filter. */
export function refusePredicate(
  predicate: Expression,
  node: FilterNode,
  site: SourceSite,
  mode: PushdownMode,
): Verdict {
  if (mode === 'none' || (mode === 'scan' && !isSimple(predicate))) return 'mode';
  if (!site.capabilities.filter) {
    return { code: 'capability', reason: 'This kind of source does not filter.', expression: null };
  }
  if (isVolatile(predicate)) {
    return {
      code: 'volatile',
      reason: 'It gives another value at each call, so it runs once, here.',
      expression: null,
    };
  }
  // Asked of the whole operator: only the input's scans tell how the source declares and compares its columns.
  return site.dialect.refuse({ ...node, predicates: [predicate] });
}

function isInMode(node: PlanNode, mode: PushdownMode): boolean {
  if (mode === 'full') return true;
  if (node.kind === 'scan' || node.kind === 'model') return true;
  if (node.kind === 'project') return node.expressions.every((one) => one.kind === 'column');
  return (
    mode === 'scan' && node.kind === 'filter' && isScanBelow(node.child) && node.predicates.every(isSimple)
  );
}

function isScanBelow(node: PlanNode): boolean {
  return (
    node.kind === 'scan' || ((node.kind === 'project' || node.kind === 'filter') && isScanBelow(node.child))
  );
}

/** What plain attaching pushes: comparisons, IN, BETWEEN and NULL tests of bare columns with constants, and their ANDs and ORs. */
function isSimple(predicate: Expression): boolean {
  for (const part of walkExpression(predicate)) {
    const simple = ['column', 'literal', 'compare', 'in', 'between', 'is-null', 'and', 'or', 'not'].includes(
      part.kind,
    );
    if (!simple) return false;
  }
  return true;
}
