import { aggregate, filter, join, joinColumns, project, window } from './builders.ts';
import { sameType } from '../types/data-type.ts';
import type { Column, Origin } from './column.ts';
import type { PlanNode } from './node.ts';
import { rewriteUp } from './walk.ts';

/** Derives columns anew from the leaves up, so that what rules learnt below (no NULLs, for one) is known above. */
export function refreshColumns(plan: PlanNode): PlanNode {
  return rewriteUp(plan, (node) => {
    const fresh = refresh(node);
    return fresh === node || sameColumns(node.columns, fresh.columns) ? node : fresh;
  });
}

/** Whether columns are equal: operators that learnt nothing stay the objects that they are, and what is known of them holds. */
export function sameColumns(before: readonly Column[], after: readonly Column[]): boolean {
  return before === after || isEach(before, after, sameColumn);
}

function sameColumn(one: Column, other: Column): boolean {
  return (
    one === other ||
    (one.name === other.name &&
      one.nullable === other.nullable &&
      one.collation === other.collation &&
      sameType(one.type, other.type) &&
      isEach(one.origins, other.origins, sameOrigin) &&
      isEach(one.tags, other.tags, Object.is))
  );
}

function sameOrigin(one: Origin, other: Origin): boolean {
  return one.source === other.source && one.table === other.table && one.column === other.column;
}

function isEach<T>(before: readonly T[], after: readonly T[], same: (one: T, other: T) => boolean): boolean {
  return (
    before.length === after.length &&
    before.every((one, at) => {
      const other = after[at];
      return other !== undefined && same(one, other);
    })
  );
}

function refresh(node: PlanNode): PlanNode {
  const names = node.columns.map((column) => column.name);
  switch (node.kind) {
    case 'filter':
      return filter(node.child, node.predicates, node.id);
    case 'project':
      return project(node.child, node.expressions, names, node.id);
    case 'join': {
      const mark = node.joinType === 'mark' ? names.at(-1) : undefined;
      return join(node.joinType, node.left, node.right, node.conditions, node.id, {
        asof: node.asof,
        ...(mark === undefined ? {} : { mark }),
      });
    }
    case 'delim-join':
      return {
        ...node,
        columns: joinColumns(node.joinType, node.left.columns, node.right.columns, names.at(-1)),
      };
    case 'aggregate':
      return aggregate(node.child, node, names, node.id);
    case 'window':
      return window(node.child, node.windows, names.slice(node.child.columns.length), node.id);
    case 'sort':
    case 'limit':
    case 'top-n':
    case 'distinct':
    case 'sample':
      return { ...node, columns: node.child.columns };
    case 'model':
      return { ...node, columns: renamed(node.child.columns, names) };
    default:
      return node;
  }
}

function renamed(columns: readonly Column[], names: readonly string[]): readonly Column[] {
  return columns.map((column, at) => ({ ...column, name: names[at] ?? column.name }));
}
