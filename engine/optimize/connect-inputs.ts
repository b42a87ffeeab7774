import type { CompareExpression, Expression } from '../plan/expression.ts';
import { BOOLEAN } from '../types/data-type.ts';
import { EqualTerms } from './equal-terms.ts';
import type { JoinGraph } from './join-graph.ts';
import { soleSource } from './join-graph.ts';
import { isUniqueOn } from './rules/single-join-to-left-join.ts';

/** A column of the graph and the input that has it. */
interface Place {
  readonly leaf: number;
  readonly index: number;
}

/**
 * The graph's conditions where inputs of one source that meet only through columns of another (`a.x = b.x and c.x = b.x`)
 * are made equal with each other (`a.x = c.x and c.x = b.x`): as much is said, and the source can join them. Only where
 * the columns hold a key of one of the two, so that they give no more rows together than the other alone. Null where
 * nothing is to be connected.
 */
export function connectInputs(graph: JoinGraph): readonly Expression[] | null {
  const places = graph.leaves.flatMap((leaf, at) => leaf.columns.map(() => at));
  const offsets = graph.leaves.map((_, at) => places.indexOf(at));
  const sources = graph.leaves.map(soleSource);
  let conditions = graph.conditions;
  for (const [at, leaf] of graph.leaves.entries()) {
    for (let other = 0; other < graph.leaves.length; other += 1) {
      if (other === at || sources[at] === null || sources[at] !== sources[other]) continue;
      if (conditions.some((one) => isBetween(one, at, other, places))) continue;
      const pairs = equalPairs(conditions, at, other, places);
      const own = new Set(pairs.map(([mine]) => mine.index - (offsets[at] ?? 0)));
      if (pairs.length === 0 || !isUniqueOn(leaf, own)) continue;
      conditions = pairs.reduce<readonly Expression[]>(
        (rest, [mine, theirs]) => replaceOne(rest, mine, theirs, places),
        conditions,
      );
    }
  }
  return conditions === graph.conditions ? null : conditions;
}

/** Columns of two inputs that the conditions make equal, one pair for each column of the first. */
function equalPairs(
  conditions: readonly Expression[],
  at: number,
  other: number,
  places: readonly number[],
): readonly (readonly [Place, Place])[] {
  const equal = new EqualTerms(conditions);
  const columns = new Map(
    conditions
      .filter(isColumnEquality)
      .flatMap(({ left, right }) => [left, right])
      .flatMap((side) =>
        side.kind === 'column' && places[side.index] === at ? [[side.index, side] as const] : [],
      ),
  );
  return [...columns].flatMap(([index, column]) => {
    const theirs = equal.to(column).find((one) => one.kind === 'column' && places[one.index] === other);
    if (theirs?.kind !== 'column') return [];
    return [
      [
        { leaf: at, index },
        { leaf: other, index: theirs.index },
      ] as const,
    ];
  });
}

/** The conditions with the two columns made equal, in place of an equality of the first that follows from the others then. */
function replaceOne(
  conditions: readonly Expression[],
  mine: Place,
  theirs: Place,
  places: readonly number[],
): readonly Expression[] {
  for (const one of conditions) {
    if (!isColumnEquality(one)) continue;
    const { left, right } = one;
    if (left.kind !== 'column' || right.kind !== 'column') continue;
    if (left.index !== mine.index && right.index !== mine.index) continue;
    const added: CompareExpression = {
      ...one,
      left: { ...left, index: mine.index },
      right: { ...right, index: theirs.index },
      type: BOOLEAN,
    };
    const rest = conditions.map((condition) => (condition === one ? added : condition));
    const still = new EqualTerms(rest).to(left);
    const follows = still.some((term) => term.kind === 'column' && term.index === right.index);
    if (follows && places[left.index] !== places[right.index]) return rest;
  }
  return conditions;
}

function isBetween(condition: Expression, first: number, second: number, places: readonly number[]): boolean {
  if (!isColumnEquality(condition)) return false;
  const { left, right } = condition;
  if (left.kind !== 'column' || right.kind !== 'column') return false;
  const leaves = [places[left.index], places[right.index]];
  return leaves.includes(first) && leaves.includes(second);
}

function isColumnEquality(condition: Expression): condition is CompareExpression {
  return (
    condition.kind === 'compare' &&
    condition.op === '=' &&
    condition.left.kind === 'column' &&
    condition.right.kind === 'column'
  );
}
