import type { Expression } from '../../plan/expression.ts';
import type { DecimalType } from '../../types/data-type.ts';
import { BOOLEAN } from '../../types/data-type.ts';

/** DuckDB keeps products of decimals of up to 18 digits at 18, and raises where one needs more. */
const NARROW = 18;

/** A product that raises where it is too wide, in a type that takes all of them, and the question whether it was. */
export interface WidenedProduct {
  readonly value: Expression;
  readonly isTooWide: Expression;
}

/** Null where the expression is no such product. */
export function widenedProduct(expression: Expression): WidenedProduct | null {
  const { type } = expression;
  if (expression.kind !== 'call' || expression.name !== '*') return null;
  const [left, right] = expression.args;
  if (type.id !== 'DECIMAL' || type.width !== NARROW) return null;
  if (left?.type.id !== 'DECIMAL' || right?.type.id !== 'DECIMAL') return null;
  if (left.type.width > NARROW || right.type.width > NARROW) return null;
  const wider: DecimalType = { ...left.type, width: NARROW + 1 };
  const wide: DecimalType = { ...type, width: wider.width + right.type.width };
  const value: Expression = {
    ...expression,
    args: [{ kind: 'cast', child: left, type: wider, try: false }, right],
    type: wide,
  };
  const most = decimal('9'.repeat(NARROW), wide);
  const fits: Expression = {
    kind: 'between',
    child: value,
    lower: { ...most, value: `-${most.value}` },
    upper: most,
    lowerInclusive: true,
    upperInclusive: true,
    type: BOOLEAN,
  };
  return { value, isTooWide: { kind: 'not', child: fits, type: BOOLEAN } };
}

/** The sum of a group; raises where some product in the group did not fit, as the product itself would have. */
export function raisingIf(tooWide: Expression, sum: Expression): Expression {
  if (sum.type.id !== 'DECIMAL') throw new Error('Only products of decimals are widened');
  const { scale } = sum.type;
  const narrow: DecimalType = { id: 'DECIMAL', width: NARROW, scale };
  const wide: DecimalType = { id: 'DECIMAL', width: NARROW + 1, scale };
  const marker: Expression = {
    kind: 'case',
    branches: [{ when: tooWide, then: decimal(`1${'0'.repeat(NARROW)}`, wide) }],
    otherwise: decimal('0'.repeat(scale + 1), wide),
    type: wide,
  };
  const zero: Expression = { kind: 'cast', child: marker, type: narrow, try: false };
  return { kind: 'call', name: '+', args: [sum, { ...zero, child: zero, type: sum.type }], type: sum.type };
}

/** A literal of all digits, the last `scale` of them after the point. */
function decimal(digits: string, type: DecimalType): { kind: 'literal'; type: DecimalType; value: string } {
  const whole = digits.slice(0, digits.length - type.scale) || '0';
  const fraction = digits.slice(digits.length - type.scale);
  return { kind: 'literal', type, value: type.scale === 0 ? whole : `${whole}.${fraction}` };
}
