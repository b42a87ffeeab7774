import { join } from '../plan/builders.ts';
import type { Expression } from '../plan/expression.ts';
import { columnsUsed, remapColumns } from '../plan/expression-children.ts';
import type { NodeIds } from '../plan/ids.ts';
import type { PlanNode } from '../plan/node.ts';
import { walk } from '../plan/walk.ts';
import { isMovable } from './movable.ts';

/**
 * A tree of inner and cross joins made flat: its inputs in order, and all conditions over the inputs' columns one
 * after the other.
 */
export interface JoinGraph {
  readonly leaves: readonly PlanNode[];
  readonly conditions: readonly Expression[];
  /** The sets of leaves that a join of the tree brings together, the whole included. */
  readonly groups: readonly (readonly number[])[];
}

/** The graph under a join; null where the node is no inner join that may be taken apart. */
export function joinGraphOf(node: PlanNode): JoinGraph | null {
  if (!isOpen(node)) return null;
  const leaves: PlanNode[] = [];
  const conditions: Expression[] = [];
  const groups: number[][] = [];
  const collect = (part: PlanNode, offset: number): readonly number[] => {
    if (!isOpen(part)) {
      leaves.push(part);
      return [leaves.length - 1];
    }
    const left = collect(part.left, offset);
    const right = collect(part.right, offset + part.left.columns.length);
    for (const condition of part.conditions)
      conditions.push(remapColumns(condition, (index) => index + offset));
    const group = [...left, ...right];
    groups.push(group);
    return group;
  };
  collect(node, 0);
  return { leaves, conditions, groups };
}

type OpenJoin = Extract<PlanNode, { kind: 'join' }>;

function isOpen(node: PlanNode): node is OpenJoin {
  if (node.kind !== 'join' || node.asof) return false;
  return (node.joinType === 'inner' || node.joinType === 'cross') && node.conditions.every(isMovable);
}

/** Part of a graph that is joined already: its leaves in the order of its columns. */
export interface JoinedPart {
  readonly node: PlanNode;
  readonly leaves: readonly number[];
}

/** Joins parts of a graph, each condition at the first join that has all its columns. */
export class JoinAssembler {
  readonly #graph: JoinGraph;
  readonly #ids: NodeIds;
  readonly #offsets: readonly number[];
  readonly #placed = new Set<Expression>();

  constructor(graph: JoinGraph, ids: NodeIds) {
    this.#graph = graph;
    this.#ids = ids;
    let next = 0;
    this.#offsets = graph.leaves.map((leaf) => {
      const offset = next;
      next += leaf.columns.length;
      return offset;
    });
  }

  /** The leaves whose columns an expression over the graph reads. */
  leavesOf(expression: Expression): ReadonlySet<number> {
    return new Set([...columnsUsed(expression)].map((index) => this.#leafAt(index)));
  }

  /** Whether some condition is about both parts and nothing else. */
  areConnected(left: readonly number[], right: readonly number[]): boolean {
    const together = new Set([...left, ...right]);
    return this.#graph.conditions.some((condition) => {
      const leaves = [...this.leavesOf(condition)];
      return (
        leaves.every((leaf) => together.has(leaf)) &&
        leaves.some((leaf) => left.includes(leaf)) &&
        leaves.some((leaf) => right.includes(leaf))
      );
    });
  }

  leaf(at: number): JoinedPart {
    const node = this.#graph.leaves[at];
    if (node === undefined) throw new Error(`No leaf ${at} in the join graph`);
    return { node, leaves: [at] };
  }

  /** Joins the parts in order, at each step the first one that a condition connects to what is there. */
  joinAll(parts: readonly JoinedPart[]): JoinedPart {
    const [first, ...others] = parts;
    if (first === undefined) throw new Error('Nothing to join');
    let joined = first;
    const waiting = [...others];
    while (waiting.length > 0) {
      const connected = waiting.findIndex((part) => this.areConnected(joined.leaves, part.leaves));
      const [next] = waiting.splice(Math.max(0, connected), 1);
      if (next !== undefined) joined = this.#join(joined, next);
    }
    return joined;
  }

  /** Where a column of the graph stands in a part. */
  positionIn(part: JoinedPart, index: number): number {
    const leaf = this.#leafAt(index);
    let position = index - (this.#offsets[leaf] ?? 0);
    for (const before of part.leaves) {
      if (before === leaf) return position;
      position += this.#graph.leaves[before]?.columns.length ?? 0;
    }
    throw new Error(`Column ${index} is not in the joined part`);
  }

  #join(left: JoinedPart, right: JoinedPart): JoinedPart {
    const part = { node: left.node, leaves: [...left.leaves, ...right.leaves] };
    const ready = this.#graph.conditions.filter(
      (condition) =>
        !this.#placed.has(condition) &&
        [...this.leavesOf(condition)].every((leaf) => part.leaves.includes(leaf)),
    );
    for (const condition of ready) this.#placed.add(condition);
    const conditions = ready.map((condition) =>
      remapColumns(condition, (index) => this.positionIn(part, index)),
    );
    const node = join(
      conditions.length > 0 ? 'inner' : 'cross',
      left.node,
      right.node,
      conditions,
      this.#ids.next(),
    );
    return { node, leaves: part.leaves };
  }

  #leafAt(index: number): number {
    return this.#offsets.findLastIndex((offset) => offset <= index);
  }
}

/** The one source that a subtree reads; null where there are several or none. */
export function soleSource(node: PlanNode): string | null {
  const sources = new Set([...walk(node)].flatMap((one) => (one.kind === 'scan' ? [one.source] : [])));
  const [only] = sources;
  return sources.size === 1 && only !== undefined ? only : null;
}
