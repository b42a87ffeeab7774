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
 * On the way are joins, filters, markers and projects of bare columns and constants, and nothing else. So each row of the top
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
  /**
   * The top over something else in the side's place. `kept` says where the side's columns stand in it, all of `read`
   * among them; `added` are positions of columns of it that the top shall have beside its own.
   */
  rebuild(replacement: PlanNode, kept: ReadonlyMap<number, number>, added: readonly number[]): Rebuilt;
}

export interface Rebuilt {
  readonly node: PlanNode;
  /** Where the top's columns stand now; those of the side that were not kept are absent. */
  readonly at: ReadonlyMap<number, number>;
  /** Where the added columns stand. */
  readonly added: readonly number[];
}

/** The sides of a tree of joins; none where one source has it all. */
export function sidesOf(top: PlanNode): readonly Side[] {
  return sourceOf(top) === null ? below(top) : [];
}

/** The one source of a subtree that reads nothing from outside of it; null where there are several or none. */
export function sourceOf(node: PlanNode): string | null {
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
      const passes = node.expressions.every((one) => one.kind === 'column' || one.kind === 'literal');
      return passes ? below(node.child).map((side) => underProject(node, side)) : [];
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
    rebuild: (replacement, kept, added) => ({
      node: replacement,
      at: kept,
      added,
    }),
  };
}

function underFilter(node: FilterNode, side: Side): Side {
  return {
    ...side,
    read: reading(side, node.predicates, (index) => index),
    rebuild: (replacement, kept, added) => {
      const inner = side.rebuild(replacement, kept, added);
      const predicates = node.predicates.map((one) => remapColumns(one, (index) => position(inner, index)));
      return { ...inner, node: filter(inner.node, predicates, node.id) };
    },
  };
}

function underModel(node: ModelNode, side: Side): Side {
  return {
    ...side,
    rebuild: (replacement, kept, added) => {
      const inner = side.rebuild(replacement, kept, added);
      const names = new Map([...inner.at].map(([old, now]) => [now, node.columns[old]?.name]));
      const columns = inner.node.columns.map((column, at): Column => {
        return { ...column, name: names.get(at) ?? column.name };
      });
      return { ...inner, node: { ...node, child: inner.node, columns } };
    },
  };
}

interface Passed {
  readonly at: number;
  readonly expression: Expression;
}

/** Under a project of bare columns and constants. */
function underProject(node: ProjectNode, side: Side): Side {
  const { expressions } = node;
  return {
    ...side,
    origin: expressions.map((one) => (one.kind === 'column' ? (side.origin[one.index] ?? null) : null)),
    rebuild: (replacement, kept, added) => {
      const inner = side.rebuild(replacement, kept, added);
      const stay = [...expressions.entries()].flatMap(([at, one]): readonly Passed[] => {
        if (one.kind !== 'column') return [{ at, expression: one }];
        const index = inner.at.get(one.index);
        return index === undefined ? [] : [{ at, expression: { ...one, index } }];
      });
      const beside = inner.added.map((index): Expression => {
        return { kind: 'column', index, type: inner.node.columns[index]?.type ?? fail(index) };
      });
      const names = [
        ...stay.map(({ at }) => node.columns[at]?.name ?? ''),
        ...inner.added.map((index) => inner.node.columns[index]?.name ?? ''),
      ];
      const all = [...stay.map(({ expression }) => expression), ...beside];
      return {
        node: project(inner.node, all, names, node.id),
        at: new Map(stay.map((one, now) => [one.at, now])),
        added: beside.map((_, now) => stay.length + now),
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
    rebuild: (replacement, kept, added) => {
      const inner = side.rebuild(replacement, kept, added);
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
    rebuild: (replacement, kept, added) => {
      const inner = side.rebuild(replacement, kept, added);
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
  throw new Error(`Column ${index} of a side of joins was not kept`);
}
