import type { AggregateCall, Expression } from '../plan/expression.ts';
import { walkExpression } from '../plan/expression-children.ts';
import type { CostProfile } from '../spi/cost-profile.ts';

/** Comparisons that look at more than a few bytes of each value. */
const TEXT_SEARCH = /~~|regexp|contains|like|instr|position|replace|substring|split/;
const SEARCH_OPERATIONS = 4;

/** Microseconds a row that evaluating an expression takes: columns and constants cost nothing. */
export function expressionCost(expression: Expression, profile: CostProfile): number {
  let cost = 0;
  for (const part of walkExpression(expression)) cost += ownCost(part, profile);
  return cost;
}

export function expressionCosts(expressions: readonly Expression[], profile: CostProfile): number {
  return expressions.reduce((cost, one) => cost + expressionCost(one, profile), 0);
}

/** The same for one aggregate, adding to it included. */
export function aggregateCost(call: AggregateCall, profile: CostProfile): number {
  const filter = call.filter === null ? [] : [call.filter];
  const isDecimal = call.args.some((one) => one.type.id === 'DECIMAL');
  const set = call.distinct ? profile.group : 0;
  const add = isDecimal ? Math.max(profile.decimal, profile.accumulate) : profile.accumulate;
  return expressionCosts([...call.args, ...filter], profile) + add + set;
}

function ownCost(part: Expression, profile: CostProfile): number {
  switch (part.kind) {
    case 'column':
    case 'literal':
    case 'parameter':
    case 'lambda':
    case 'lambda-parameter':
    case 'and':
    case 'or':
    case 'not':
      return 0;
    case 'in':
      return profile.operation * (1 + Math.log2(1 + part.list.length));
    case 'between':
      return 2 * profile.operation;
    case 'call':
      if (part.type.id === 'DECIMAL') return profile.decimal;
      return TEXT_SEARCH.test(part.name) ? SEARCH_OPERATIONS * profile.operation : profile.operation;
    case 'cast':
    case 'case':
    case 'compare':
    case 'is-null':
    case 'coalesce':
      return profile.operation;
  }
}
