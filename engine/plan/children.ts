import type { PlanKind, PlanNode } from './node.ts';

type NodeOf<K extends PlanKind> = Extract<PlanNode, { kind: K }>;

interface ChildAccess<N extends PlanNode> {
  /** The inputs, left to right. */
  get(node: N): readonly PlanNode[];
  /** The node over other inputs, as many as `get` gave. Columns stay: builders make them anew where they change. */
  set(node: N, children: readonly PlanNode[]): N;
}

const leaf = { get: () => [], set: <N>(node: N) => node };

const single = {
  get: (node: { readonly child: PlanNode }) => [node.child],
  set: <N extends { readonly child: PlanNode }>(node: N, [child]: readonly PlanNode[]): N => ({
    ...node,
    child: present(child),
  }),
};

const binary = {
  get: (node: { readonly left: PlanNode; readonly right: PlanNode }) => [node.left, node.right],
  set: <N extends { readonly left: PlanNode; readonly right: PlanNode }>(
    node: N,
    [left, right]: readonly PlanNode[],
  ): N => ({
    ...node,
    left: present(left),
    right: present(right),
  }),
};

/** The one table that drives walking, rewriting and printing: a node kind that is missing here fails to compile. */
const CHILDREN: { readonly [K in PlanKind]: ChildAccess<NodeOf<K>> } = {
  scan: leaf,
  'fragment-scan': leaf,
  governed: single,
  model: single,
  filter: single,
  project: single,
  join: binary,
  'delim-join': binary,
  'delim-scan': leaf,
  aggregate: single,
  window: single,
  sort: single,
  limit: single,
  'top-n': single,
  distinct: single,
  'set-operation': { get: (node) => node.inputs, set: (node, inputs) => ({ ...node, inputs }) },
  values: leaf,
  cte: {
    get: (node) =>
      node.recursive ? [node.definition, node.recursive.step, node.body] : [node.definition, node.body],
    set: (node, children) =>
      node.recursive
        ? {
            ...node,
            definition: present(children[0]),
            recursive: { ...node.recursive, step: present(children[1]) },
            body: present(children[2]),
          }
        : { ...node, definition: present(children[0]), body: present(children[1]) },
  },
  'cte-ref': leaf,
  unnest: single,
  'table-function': {
    get: (node) => (node.child ? [node.child] : []),
    set: (node, [child]) => ({ ...node, child: child ?? null }),
  },
  sample: single,
};

function present(child: PlanNode | undefined): PlanNode {
  if (child === undefined) throw new Error('A plan node was given too few children');
  return child;
}

/** A node's inputs, left to right. */
export function childrenOf(node: PlanNode): readonly PlanNode[] {
  return access(node.kind).get(node);
}

/** The node over other inputs; the same object where nothing changed. */
export function withChildren(node: PlanNode, children: readonly PlanNode[]): PlanNode {
  const old = childrenOf(node);
  if (old.length === children.length && old.every((child, at) => child === children[at])) return node;
  return access(node.kind).set(node, children);
}

function access(kind: PlanKind): ChildAccess<PlanNode> {
  return CHILDREN[kind];
}
