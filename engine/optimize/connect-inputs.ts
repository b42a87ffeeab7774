import type { Expression } from '../plan/expression.ts';
import { partsOf } from '../plan/expression-children.ts';
import { sameType } from '../types/data-type.ts';
import { EqualTerms } from './equal-terms.ts';
import { expressionKey } from './expression-key.ts';
import type { JoinGraph } from './join-graph.ts';
import { soleSource } from './join-graph.ts';
import { isUniqueOn } from './rules/single-join-to-left-join.ts';

/** The inputs of a graph as the conditions' columns see them. */
interface Inputs {
  /** The input of each column. */
  readonly of: readonly number[];
  readonly sources: readonly (string | null)[];
}

/**
 * The graph's conditions where inputs of one source that meet only through columns of another (`a.x = b.x and c.x = b.x`)
 * are made equal with each other (`a.x = c.x and c.x = b.x`): as much is said, and the source can join them. Only where
 * the columns hold a key of one of the two, so that they give no more rows together than the other alone. Each such
 * step leaves fewer groups of inputs apart, so that it comes to an end. Null where nothing is to be connected.
 */
export function connectInputs(graph: JoinGraph): readonly Expression[] | null {
  const of = graph.leaves.flatMap((leaf, at) => leaf.columns.map(() => at));
  const inputs: Inputs = { of, sources: graph.leaves.map(soleSource) };
  let conditions = graph.conditions;
  for (const [at, leaf] of graph.leaves.entries()) {
    const first = of.indexOf(at);
    for (const other of graph.leaves.keys()) {
      const source = inputs.sources[at] ?? null;
      if (other === at || source === null || inputs.sources[other] !== source) continue;
      if (groupOf(at, conditions, inputs).has(other)) continue;
      const pairs = equalPairs(conditions, at, other, of);
      if (pairs.length === 0 || !isUniqueOn(leaf, new Set(pairs.map(([mine]) => mine - first)))) continue;
      conditions = pairs.reduce<readonly Expression[]>(
        (rest, [mine, theirs]) => replaceOne(rest, mine, theirs, inputs),
        conditions,
      );
    }
  }
  return conditions === graph.conditions ? null : conditions;
}

/** The inputs of the same source that equalities among themselves connect with one of them. */
function groupOf(leaf: number, conditions: readonly Expression[], inputs: Inputs): ReadonlySet<number> {
  const group = new Set([leaf]);
  for (let before = 0; before !== group.size; ) {
    before = group.size;
    for (const one of conditions) {
      const ends = endsOf(one)?.map((index) => inputs.of[index] ?? -1) ?? [];
      const within = ends.every((end) => inputs.sources[end] === inputs.sources[leaf]);
      if (within && ends.some((end) => group.has(end))) for (const end of ends) group.add(end);
    }
  }
  return group;
}

/** Columns of two inputs that the conditions make equal, one pair for each column of the first. */
function equalPairs(
  conditions: readonly Expression[],
  at: number,
  other: number,
  of: readonly number[],
): readonly (readonly [number, number])[] {
  const equal = new EqualTerms(conditions);
  const sides = conditions.flatMap((one) => (endsOf(one) === null ? [] : partsOf(one)));
  const own = new Map(
    sides.flatMap((side) => (side.kind === 'column' && of[side.index] === at ? [[side.index, side]] : [])),
  );
  return [...own].flatMap(([index, column]) => {
    const theirs = equal.to(column).find((one) => one.kind === 'column' && of[one.index] === other);
    return theirs?.kind === 'column' ? [[index, theirs.index] as const] : [];
  });
}

/**
 * The conditions with the two columns made equal, in place of an equality of the first with another source's that
 * follows from the others then.
 */
function replaceOne(
  conditions: readonly Expression[],
  mine: number,
  theirs: number,
  inputs: Inputs,
): readonly Expression[] {
  for (const one of conditions) {
    const ends = endsOf(one);
    if (ends === null || one.kind !== 'compare' || !ends.includes(mine)) continue;
    const [from, to] = ends.map((index) => inputs.sources[inputs.of[index] ?? -1]);
    if (from === to) continue;
    const column = (index: number): Expression => ({ kind: 'column', index, type: one.left.type });
    const added: Expression = { ...one, left: column(mine), right: column(theirs) };
    const rest = conditions.map((condition) => (condition === one ? added : condition));
    const still = new EqualTerms(rest).to(one.left);
    if (still.some((term) => expressionKey(term) === expressionKey(one.right))) return rest;
  }
  return conditions;
}

/** The columns of an equality of two columns of one type. */
function endsOf(condition: Expression): readonly [number, number] | null {
  if (condition.kind !== 'compare' || condition.op !== '=') return null;
  const { left, right } = condition;
  if (left.kind !== 'column' || right.kind !== 'column' || !sameType(left.type, right.type)) return null;
  return [left.index, right.index];
}
