import type { Expression } from '../plan/expression.ts';
import { conjunction, conjunctsOf } from '../plan/predicates.ts';
import { BOOLEAN } from '../types/data-type.ts';
import { expressionKey } from './expression-key.ts';
import { isMovable } from './movable.ts';

/**
 * `(a and b) or (a and c)` as the conjuncts `a` and `b or c`; `a or (a and b)` as `a`. Both hold in three-valued
 * logic too, whose AND and OR are distributive and absorbing. Gives the predicate alone where its branches share
 * nothing or some part may raise: factoring changes which parts are evaluated.
 */
export function factored(predicate: Expression): readonly Expression[] {
  if (predicate.kind !== 'or' || !isMovable(predicate)) return [predicate];
  const branches = branchesOf(predicate).map((branch) => uniqueParts(conjunctsOf([branch])));
  const [first] = branches;
  if (first === undefined) return [predicate];
  const common = [...first.keys()].filter((key) => branches.every((branch) => branch.has(key)));
  if (common.length === 0) return [predicate];
  const shared = common.flatMap((key) => first.get(key) ?? []);
  const rest = branches.map((branch) =>
    [...branch].flatMap(([key, part]) => (common.includes(key) ? [] : [part])),
  );
  return rest.some((parts) => parts.length === 0) ? shared : [...shared, disjunction(rest.map(conjunction))];
}

/** The branches of an OR, nested ones made flat. */
export function branchesOf(predicate: Expression): readonly Expression[] {
  return predicate.kind === 'or' ? predicate.args.flatMap(branchesOf) : [predicate];
}

/** One expression out of branches, each once; there is at least one. */
export function disjunction(branches: readonly Expression[]): Expression {
  const parts = [...uniqueParts(branches.flatMap(branchesOf)).values()];
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? first : { kind: 'or', type: BOOLEAN, args: parts };
}

function uniqueParts(parts: readonly Expression[]): ReadonlyMap<string, Expression> {
  const found = new Map<string, Expression>();
  for (const part of parts) if (!found.has(expressionKey(part))) found.set(expressionKey(part), part);
  return found;
}
