import { filter, join, project } from '../../plan/builders.ts';
import type { Column } from '../../plan/column.ts';
import type { Expression } from '../../plan/expression.ts';
import { columnsUsed, remapColumns } from '../../plan/expression-children.ts';
import type { FilterNode, JoinNode, JoinType, ModelNode, PlanNode, ProjectNode } from '../../plan/node.ts';
import { isVolatile } from '../../plan/predicates.ts';
import { walk } from '../../plan/walk.ts';
import { soleSource } from '../join-graph.ts';

/**
 * One input of a tree of joins that crosses sources: the largest subtree of one source on a way down from the top.
 * On the way are joins, filters, markers and projects of bare columns, and nothing else. So each row of the top
 * comes from one row of the side, or from none where the side is null-supplied; and whether rows meet depends on
 * the side's columns in `read` alone.
 */
export interface Side {
  readonly node: PlanNode;
  readonly source: string;
  /** The top has rows that come from no row of the side, with NULL in all its columns. */
  readonly nullSupplied: boolean;
  /** For each column of the top the side's column that it is; null for those of other inputs. */
  readonly origin: readonly (number | null)[];
  /** The side's columns that conditions and predicates on the way read. */
  readonly read: ReadonlySet<number>;
  /** The top over something else in the side's place. `kept` says where the side's columns stand in it, all of `read` among them. */
  rebuild(replacement: PlanNode, kept: ReadonlyMap<number, number>): Rebuilt;
}

export interface Rebuilt {
  readonly node: PlanNode;
  /** Where the top's columns stand now; those of the side that were not kept are absent. */
  readonly at: ReadonlyMap<number, number>;
  /** Where the columns of the replacement stand. */
  readonly added: readonly number[];
}

/** The sides of a tree of joins; none where one source has it all. */
export function sidesOf(top: PlanNode): readonly Side[] {
  return sourceOf(top) === null ? below(top) : [];
}

/** The one source of a subtree that reads nothing from outside of it. */
function sourceOf(node: PlanNode): string | null {
  const reaches = [...walk(node)].some((one) => one.kind === 'cte-ref' || one.kind === 'delim-scan');
  return reaches ? null : soleSource(node);
}

function below(node: PlanNode): readonly Side[] {
  const source = sourceOf(node);
  if (source !== null) return [whole(node, source)];
  switch (node.kind) {
    case 'filter':
      return node.predicates.some(isVolatile) ? [] : below(node.child).map((side) => underFilter(node, side));
    case 'model':
      return below(node.child).map((side) => underModel(node, side));
    case 'project': {
      const positions = node.expressions.flatMap((one) => (one.kind === 'column' ? [one.index] : []));
      if (positions.length < node.expressions.length) return [];
      return below(node.child).map((side) => underProject(node, positions, side));
    }
    case 'join':
      if (node.asof || node.conditions.some(isVolatile)) return [];
      return [
        ...(OPEN_LEFT.has(node.joinType) ? below(node.left).map((side) => onLeft(node, side)) : []),
        ...(OPEN_RIGHT.has(node.joinType) ? below(node.right).map((side) => onRight(node, side)) : []),
      ];
    default:
      return [];
  }
}

/** Joins whose rows are made of rows of the left input, or of NULLs in their place. */
const OPEN_LEFT: ReadonlySet<JoinType> = new Set(['inner', 'cross', 'left', 'right', 'full', 'semi', 'anti']);
const OPEN_RIGHT: ReadonlySet<JoinType> = new Set(['inner', 'cross', 'left', 'right', 'full']);

function whole(node: PlanNode, source: string): Side {
  return {
    node,
    source,
    nullSupplied: false,
    origin: [...node.columns.keys()],
    read: new Set(),
    rebuild: (replacement, kept) => ({
      node: replacement,
      at: kept,
      added: [...replacement.columns.keys()],
    }),
  };
}

function underFilter(node: FilterNode, side: Side): Side {
  return {
    ...side,
    read: reading(side, node.predicates, (index) => index),
    rebuild: (replacement, kept) => {
      const inner = side.rebuild(replacement, kept);
      const predicates = node.predicates.map((one) => remapColumns(one, (index) => position(inner, index)));
      return { ...inner, node: filter(inner.node, predicates, node.id) };
    },
  };
}

function underModel(node: ModelNode, side: Side): Side {
  return {
    ...side,
    rebuild: (replacement, kept) => {
      const inner = side.rebuild(replacement, kept);
      const names = new Map([...inner.at].map(([old, now]) => [now, node.columns[old]?.name]));
      const columns = inner.node.columns.map((column, at): Column => {
        return { ...column, name: names.get(at) ?? column.name };
      });
      return { ...inner, node: { ...node, child: inner.node, columns } };
    },
  };
}

function underProject(node: ProjectNode, positions: readonly number[], side: Side): Side {
  return {
    ...side,
    origin: positions.map((index) => side.origin[index] ?? null),
    rebuild: (replacement, kept) => {
      const inner = side.rebuild(replacement, kept);
      const stay = [...positions.keys()].filter((at) => inner.at.has(positions[at] ?? -1));
      const below = [...stay.map((at) => position(inner, positions[at] ?? -1)), ...inner.added];
      const expressions = below.map((index): Expression => {
        return { kind: 'column', index, type: inner.node.columns[index]?.type ?? fail(index) };
      });
      const names = below.map((index, now) => {
        const old = stay[now];
        return (old === undefined ? inner.node.columns[index] : node.columns[old])?.name ?? '';
      });
      return {
        node: project(inner.node, expressions, names, node.id),
        at: new Map(stay.map((old, now) => [old, now])),
        added: inner.added.map((_, now) => stay.length + now),
      };
    },
  };
}

function onLeft(node: JoinNode, side: Side): Side {
  const width = node.left.columns.length;
  const others = node.columns.slice(width);
  return {
    ...side,
    nullSupplied: side.nullSupplied || node.joinType === 'right' || node.joinType === 'full',
    origin: [...side.origin, ...others.map(() => null)],
    read: reading(side, node.conditions, (index) => (index < width ? index : null)),
    rebuild: (replacement, kept) => {
      const inner = side.rebuild(replacement, kept);
      const now = inner.node.columns.length;
      const move = (index: number): number => (index < width ? position(inner, index) : index - width + now);
      const conditions = node.conditions.map((one) => remapColumns(one, move));
      return {
        node: join(node.joinType, inner.node, node.right, conditions, node.id),
        at: new Map([...inner.at, ...others.map((_, at): [number, number] => [width + at, now + at])]),
        added: inner.added,
      };
    },
  };
}

function onRight(node: JoinNode, side: Side): Side {
  const width = node.left.columns.length;
  return {
    ...side,
    nullSupplied: side.nullSupplied || node.joinType === 'left' || node.joinType === 'full',
    origin: [...node.left.columns.map(() => null), ...side.origin],
    read: reading(side, node.conditions, (index) => (index < width ? null : index - width)),
    rebuild: (replacement, kept) => {
      const inner = side.rebuild(replacement, kept);
      const move = (index: number): number =>
        index < width ? index : width + position(inner, index - width);
      const conditions = node.conditions.map((one) => remapColumns(one, move));
      return {
        node: join(node.joinType, node.left, inner.node, conditions, node.id),
        at: new Map([
          ...node.left.columns.map((_, at): [number, number] => [at, at]),
          ...[...inner.at].map(([old, now]): [number, number] => [width + old, width + now]),
        ]),
        added: inner.added.map((index) => width + index),
      };
    },
  };
}

/** What the side's columns on the way already were, and those that these expressions read; `local` is a position in the part of the input that holds the side. */
function reading(
  side: Side,
  expressions: readonly Expression[],
  local: (index: number) => number | null,
): ReadonlySet<number> {
  const read = new Set(side.read);
  for (const index of expressions.flatMap((one) => [...columnsUsed(one)])) {
    const at = local(index);
    const origin = at === null ? null : side.origin[at];
    if (origin !== null && origin !== undefined) read.add(origin);
  }
  return read;
}

function position(rebuilt: Rebuilt, index: number): number {
  return rebuilt.at.get(index) ?? fail(index);
}

function fail(index: number): never {
  throw new Error(`Column ${index} of a partially aggregated side was not kept`);
}
