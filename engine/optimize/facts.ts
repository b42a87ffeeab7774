import type { Expression } from '../plan/expression.ts';
import { columnsUsed, remapColumns } from '../plan/expression-children.ts';
import type { DelimJoinNode, JoinNode, PlanNode, ProjectNode, SetOperationNode } from '../plan/node.ts';
import { expressionKey } from './expression-key.ts';
import { isHeldBy, keptSides, simplified } from './implies.ts';
import { isMovable } from './movable.ts';

/**
 * Predicates over a node's columns that are true for each of its rows, as far as its filters and joins tell. What a
 * policy filters by is not told on: it would travel to other sources.
 */
export function factsOf(node: PlanNode): readonly Expression[] {
  switch (node.kind) {
    case 'filter':
      return [...node.predicates.flatMap(simplified).filter(isMovable), ...factsOf(node.child)];
    case 'project':
      return throughProject(node);
    case 'join':
      return [...(isHeldBy(node) ? conditionsOf(node) : []), ...factsOfSides(node)];
    case 'delim-join':
      return factsOfSides(node);
    case 'window':
    case 'unnest':
    case 'sort':
    case 'limit':
    case 'top-n':
    case 'distinct':
    case 'sample':
    case 'model':
      return factsOf(node.child);
    case 'aggregate':
      return throughGroups(node);
    case 'cte':
      return factsOf(node.body);
    case 'set-operation':
      return throughSetOperation(node);
    case 'scan':
    case 'fragment-scan':
    case 'delim-scan':
    case 'values':
    case 'cte-ref':
    case 'table-function':
    case 'governed':
      return [];
  }
}

/** The conditions of a join that rules may reason with, over left then right. */
export function conditionsOf(node: JoinNode): readonly Expression[] {
  const width = node.left.columns.length;
  const conditions = node.conditions.flatMap(simplified).filter(isMovable);
  return node.joinType === 'semi' ? conditions.filter((one) => isOver(one, width)) : conditions;
}

/** Facts about the sides, over left then right, for rows that the join keeps unchanged. */
function factsOfSides(node: JoinNode | DelimJoinNode): readonly Expression[] {
  const [left, right] = keptSides(node);
  return [...(left ? factsOf(node.left) : []), ...(right ? rightFacts(node) : [])];
}

/** Facts about the right side, over left then right. */
export function rightFacts(node: JoinNode | DelimJoinNode): readonly Expression[] {
  const width = node.left.columns.length;
  return factsOf(node.right).map((fact) => remapColumns(fact, (index) => index + width));
}

function isOver(expression: Expression, width: number): boolean {
  return [...columnsUsed(expression)].every((index) => index < width);
}

function throughProject(node: ProjectNode): readonly Expression[] {
  return renamed(factsOf(node.child), node.expressions);
}

function throughGroups(node: Extract<PlanNode, { kind: 'aggregate' }>): readonly Expression[] {
  const groups = node.groups.map((group, at) =>
    node.groupingSets.every((set) => set.includes(at)) ? group : null,
  );
  return renamed(factsOf(node.child), groups);
}

/** What all inputs of a union have in common; each row of EXCEPT is one of the first input, each of INTERSECT one of all. */
function throughSetOperation(node: SetOperationNode): readonly Expression[] {
  const [first = [], ...others] = node.inputs.map(factsOf);
  if (node.op === 'except') return first;
  if (node.op === 'intersect') return [first, ...others].flat();
  return others.reduce((common, facts) => {
    const keys = new Set(facts.map(expressionKey));
    return common.filter((one) => keys.has(expressionKey(one)));
  }, first);
}

/** The facts whose columns all pass on unchanged, over where they stand above. */
function renamed(
  facts: readonly Expression[],
  expressions: readonly (Expression | null)[],
): readonly Expression[] {
  const above = new Map<number, number>();
  for (const [at, expression] of expressions.entries())
    if (expression?.kind === 'column' && !above.has(expression.index)) above.set(expression.index, at);
  return facts.flatMap((fact) =>
    [...columnsUsed(fact)].every((index) => above.has(index))
      ? [remapColumns(fact, (index) => above.get(index) ?? index)]
      : [],
  );
}
