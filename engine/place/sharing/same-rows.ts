import { remapColumns } from '../../plan/expression-children.ts';
import type { Expression } from '../../plan/expression.ts';
import type { JoinNode, PlanNode } from '../../plan/node.ts';
import { conjunctsOf } from '../../plan/predicates.ts';
import { expressionKey } from '../../optimize/expression-key.ts';

/** Where each column of one subtree stands in another one. */
export type ColumnMap = ReadonlyMap<number, number>;

/**
 * Where the columns of `part` stand in `whole`, if both give the same rows and `whole` has all of those columns; null
 * where that is not plain to see. It knows scans, filters, projections and joins, as far as they are written alike.
 */
export function sameRows(part: PlanNode, whole: PlanNode): ColumnMap | null {
  if (part.kind === 'scan' && whole.kind === 'scan') {
    const isSame =
      part.source === whole.source &&
      part.table.schema === whole.table.schema &&
      part.table.name === whole.table.name;
    const at = (name: string): number => whole.fields.findIndex((field) => field.name === name);
    return isSame ? complete(part.fields.map(({ name }) => at(name))) : null;
  }
  if (part.kind === 'filter' && whole.kind === 'filter') {
    const below = sameRows(part.child, whole.child);
    return below && sameTexts(moved(part.predicates, below), whole.predicates) ? below : null;
  }
  if (part.kind === 'project') return throughProject(part.child, part.expressions, whole);
  if (whole.kind === 'project') return throughProject(part, itsColumns(part), whole);
  if (part.kind === 'join' && whole.kind === 'join') return joined(part, whole);
  return null;
}

function throughProject(
  child: PlanNode,
  expressions: readonly Expression[],
  whole: PlanNode,
): ColumnMap | null {
  const [over, given] =
    whole.kind === 'project' ? [whole.child, whole.expressions.map(expressionKey)] : [whole, null];
  const below = sameRows(child, over);
  if (below === null) return null;
  return complete(
    moved(expressions, below).map((one) => {
      if (given !== null) return given.indexOf(expressionKey(one));
      return one.kind === 'column' ? one.index : -1;
    }),
  );
}

function itsColumns(node: PlanNode): readonly Expression[] {
  return node.columns.map(({ type }, index): Expression => ({ kind: 'column', index, type }));
}

function joined(part: JoinNode, whole: JoinNode): ColumnMap | null {
  if (part.joinType !== whole.joinType || part.asof || whole.asof || part.joinType === 'mark') return null;
  const left = sameRows(part.left, whole.left);
  const right = sameRows(part.right, whole.right);
  if (left === null || right === null) return null;
  const [before, now] = [part.left.columns.length, whole.left.columns.length];
  const inputs = new Map([...left, ...[...right].map(([from, to]) => [from + before, to + now] as const)]);
  if (!sameTexts(moved(conjunctsOf(part.conditions), inputs), conjunctsOf(whole.conditions))) return null;
  return complete(part.columns.map((_, index) => inputs.get(index) ?? -1));
}

function moved(expressions: readonly Expression[], map: ColumnMap): readonly Expression[] {
  return expressions.map((one) => remapColumns(one, (index) => map.get(index) ?? -1));
}

function sameTexts(part: readonly Expression[], whole: readonly Expression[]): boolean {
  const texts = new Set(whole.map(expressionKey));
  const own = new Set(part.map(expressionKey));
  return texts.size === own.size && [...own].every((text) => texts.has(text));
}

function complete(positions: readonly number[]): ColumnMap | null {
  return positions.includes(-1) ? null : new Map(positions.entries());
}
