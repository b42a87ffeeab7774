import type { Expression } from '../../plan/expression.ts';
import { isInteger } from '../../types/type-class.ts';

/**
 * The value of a constant integer of nine digits at most within the bounds, null otherwise: some arguments must be
 * plain numbers in the text.
 */
export function smallInteger(expression: Expression | undefined, low: number, high: number): number | null {
  if (expression?.kind === 'cast') return smallInteger(expression.child, low, high);
  if (expression?.kind !== 'literal' || typeof expression.value !== 'string') return null;
  if (!isInteger(expression.type) || !/^-?\d{1,9}$/.test(expression.value)) return null;
  const value = Number(expression.value);
  return value >= low && value <= high ? value : null;
}
