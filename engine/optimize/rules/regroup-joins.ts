import { project } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import type { PlanNode } from '../../plan/node.ts';
import { connectInputs } from '../connect-inputs.ts';
import type { JoinedPart, JoinGraph } from '../join-graph.ts';
import { JoinAssembler, joinGraphOf, soleSource } from '../join-graph.ts';
import type { Rule } from '../rule.ts';

/**
 * ```
 * inner join a.y = c.y              project a…, b…, c…
 *   inner join a.x = b.x      →       inner join a.x = b.x
 *     scan s.a                          inner join a.y = c.y
 *     scan t.b                            scan s.a
 *   scan s.c                              scan s.c
 *                                       scan t.b
 * ```
 * Inputs of one source that an equality connects are joined with each other first, wherever the text put them, so
 * that the source can do it; and so are inputs that only equalities with another source's columns connect, where they meet on
 * a key of one of them (`connectInputs`). Not for outer joins, whose order counts; not where a condition may raise or is
 * volatile; not where inputs of one source are connected otherwise, through another source: they would multiply.
 */
export const regroupJoins: Rule = {
  name: 'regroup-joins',
  scope: 'node',
  apply(node, { ids }): PlanNode | null {
    const found = joinGraphOf(node);
    if (found === null || found.leaves.length < 3) return null;
    const conditions = connectInputs(found);
    const graph = conditions === null ? found : { ...found, conditions };
    const assembler = new JoinAssembler(graph, ids);
    const islands = islandsOf(graph, assembler);
    if (
      conditions === null &&
      islands.every((island) => graph.groups.some((group) => sameSet(group, island)))
    )
      return null;
    const alone = [...graph.leaves.keys()].filter((leaf) => !islands.some((island) => island.includes(leaf)));
    const parts: JoinedPart[] = [
      ...islands.map((island) => assembler.joinAll(island.map((leaf) => assembler.leaf(leaf)))),
      ...alone.map((leaf) => assembler.leaf(leaf)),
    ];
    const whole = assembler.joinAll(parts.toSorted((a, b) => Math.min(...a.leaves) - Math.min(...b.leaves)));
    const columns = node.columns.map((column, index): Expression => {
      return { kind: 'column', index: assembler.positionIn(whole, index), type: column.type };
    });
    const names = node.columns.map((column) => column.name);
    return project(whole.node, columns, names, ids.next());
  },
};

/** Leaves of one source that equalities connect directly, two or more of them. */
function islandsOf(graph: JoinGraph, assembler: JoinAssembler): readonly (readonly number[])[] {
  const sources = graph.leaves.map(soleSource);
  const islandOf = new Map([...graph.leaves.keys()].map((leaf) => [leaf, new Set([leaf])]));
  for (const condition of graph.conditions) {
    const leaves = [...assembler.leavesOf(condition)];
    const [first, second] = leaves;
    if (leaves.length !== 2 || first === undefined || second === undefined || !isEquality(condition))
      continue;
    if (sources[first] === null || sources[first] !== sources[second]) continue;
    const merged = new Set([...(islandOf.get(first) ?? []), ...(islandOf.get(second) ?? [])]);
    for (const leaf of merged) islandOf.set(leaf, merged);
  }
  return [...new Set(islandOf.values())]
    .filter((island) => island.size > 1)
    .map((island) => [...island].toSorted((a, b) => a - b));
}

function isEquality(condition: Expression): boolean {
  return condition.kind === 'compare' && condition.op === '=';
}

function sameSet(group: readonly number[], island: readonly number[]): boolean {
  return group.length === island.length && island.every((leaf) => group.includes(leaf));
}
