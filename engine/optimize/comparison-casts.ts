import type { CastExpression, Expression, LiteralExpression } from '../plan/expression.ts';
import { mapExpression } from '../plan/expression-children.ts';
import type { DataType } from '../types/data-type.ts';
import { INTEGER_BITS, isSignedInteger } from '../types/type-class.ts';

/**
 * The expression with comparisons of a widened value rewritten as comparisons of the value itself: of dates cast to
 * TIMESTAMP with a midnight, of integers cast to a wider integer with a constant that fits the narrow one. Such casts
 * keep order and are injective, so nothing but the reading changes. DuckDB's own optimiser does the same, so that a
 * date beyond the range of TIMESTAMP may raise or not.
 */
export function withoutCasts(expression: Expression): Expression {
  return mapExpression(expression, (part) => {
    if (part.kind === 'compare') {
      const [left, right] = narrowAll([part.left, part.right]) ?? [];
      return left === undefined || right === undefined ? part : { ...part, left, right };
    }
    if (part.kind === 'between') {
      const [child, lower, upper] = narrowAll([part.child, part.lower, part.upper]) ?? [];
      if (child === undefined || lower === undefined || upper === undefined) return part;
      return { ...part, child, lower, upper };
    }
    if (part.kind === 'in') {
      const [child, ...list] = narrowAll([part.child, ...part.list]) ?? [];
      return child === undefined ? part : { ...part, child, list };
    }
    return part;
  });
}

/** The operands in the type under the one cast among them; null where another is no constant that fits there. */
function narrowAll(operands: readonly Expression[]): readonly Expression[] | null {
  const widened = operands.find((one): one is CastExpression => one.kind === 'cast' && !one.try);
  if (widened === undefined || !isWidening(widened)) return null;
  const narrow = operands.map((one) => {
    if (one === widened) return widened.child;
    return one.kind === 'literal' ? narrowLiteral(one, widened.child.type) : null;
  });
  return narrow.every((one) => one !== null) ? narrow : null;
}

function isWidening({ child, type }: CastExpression): boolean {
  if (child.type.id === 'DATE') return type.id === 'TIMESTAMP';
  return isSignedInteger(child.type) && isSignedInteger(type) && bitsOf(child.type) < bitsOf(type);
}

function bitsOf(type: DataType): number {
  return INTEGER_BITS[type.id] ?? 0;
}

function narrowLiteral(literal: LiteralExpression, type: DataType): LiteralExpression | null {
  if (typeof literal.value !== 'string') return null;
  if (type.id === 'DATE') {
    const day = /^(\d{4}-\d\d-\d\d) 00:00:00$/.exec(literal.value)?.[1];
    return day === undefined ? null : { ...literal, type, value: day };
  }
  const half = 2n ** BigInt(bitsOf(type) - 1);
  const value = BigInt(literal.value);
  return value >= -half && value < half ? { ...literal, type } : null;
}

/** The reverse: a comparison of an integer with constants, of the integer cast to a wider type; null where it is none. */
export function widened(predicate: Expression, type: DataType): Expression | null {
  const widen = (one: Expression): Expression | null => {
    if (!isSignedInteger(one.type) || !isSignedInteger(type) || bitsOf(one.type) >= bitsOf(type)) return null;
    if (one.kind === 'literal') return { ...one, type };
    return one.kind === 'column' ? { kind: 'cast', child: one, type, try: false } : null;
  };
  if (predicate.kind === 'compare') {
    const [left, right] = [widen(predicate.left), widen(predicate.right)];
    return left === null || right === null ? null : { ...predicate, left, right };
  }
  if (predicate.kind === 'between') {
    const [child, lower, upper] = [widen(predicate.child), widen(predicate.lower), widen(predicate.upper)];
    return child === null || lower === null || upper === null ? null : { ...predicate, child, lower, upper };
  }
  if (predicate.kind !== 'in') return null;
  const child = widen(predicate.child);
  const list = predicate.list.map(widen).filter((one) => one !== null);
  return child === null || list.length < predicate.list.length ? null : { ...predicate, child, list };
}
