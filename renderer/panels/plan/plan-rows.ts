import type { PlanTree } from '../../../engine/types/explain.ts';

/** An operator of a plan as a line of the tree. */
export interface PlanRow {
  readonly node: PlanTree;
  /** 1 for the root. */
  readonly level: number;
  readonly parent: string | null;
  /** Among its siblings, from 1, and how many those are. */
  readonly place: number;
  readonly of: number;
  readonly isOpen: boolean;
  /** The first operator of a piece that runs at a source. */
  readonly beginsFragment: boolean;
}

/** The lines of a plan from its root on, without what is below closed operators. */
export function planRows(root: PlanTree, closed: ReadonlySet<string>): readonly PlanRow[] {
  const rows: PlanRow[] = [];
  const visit = (node: PlanTree, parent: PlanTree | null, level: number, place: number, of: number): void => {
    const isOpen = !closed.has(node.id);
    const beginsFragment = node.fragment !== null && node.fragment !== parent?.fragment;
    rows.push({ node, level, parent: parent?.id ?? null, place, of, isOpen, beginsFragment });
    if (!isOpen) return;
    for (const [at, child] of node.children.entries()) {
      visit(child, node, level + 1, at + 1, node.children.length);
    }
  };
  visit(root, null, 1, 1, 1);
  return rows;
}

/** Where a key leads in the tree, and whether it opens or closes (WAI-ARIA Authoring Practices, "Tree view"). */
export type TreeStep =
  | { readonly kind: 'go'; readonly id: string }
  | { readonly kind: 'toggle'; readonly id: string };

export function planStep(rows: readonly PlanRow[], active: string, key: string): TreeStep | null {
  const at = rows.findIndex(({ node }) => node.id === active);
  const row = rows[at];
  if (row === undefined) return null;
  const go = (to: PlanRow | undefined): TreeStep | null =>
    to === undefined ? null : { kind: 'go', id: to.node.id };
  const toggle: TreeStep = { kind: 'toggle', id: active };
  const hasChildren = row.node.children.length > 0;
  switch (key) {
    case 'ArrowDown':
      return go(rows[at + 1]);
    case 'ArrowUp':
      return go(rows[at - 1]);
    case 'Home':
      return go(rows[0]);
    case 'End':
      return go(rows.at(-1));
    case 'ArrowRight':
      if (!hasChildren) return null;
      return row.isOpen ? go(rows[at + 1]) : toggle;
    case 'ArrowLeft':
      if (hasChildren && row.isOpen) return toggle;
      return row.parent === null ? null : { kind: 'go', id: row.parent };
    default:
      return null;
  }
}
