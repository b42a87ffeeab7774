import type { DataType } from '../../types/data-type.ts';
import { integerBounds } from './type-bounds.ts';

/** Digits after the point and bounds of what a column holds: an integer type or a DECIMAL. */
export interface ExactTarget {
  readonly scale: number;
  /** Inclusive, of the unscaled value. */
  readonly low: bigint;
  readonly high: bigint;
  /** `high` and `low` as far as a number goes. */
  readonly safeHigh: number;
  readonly safeLow: number;
}

/** The bounds of an integer type or DECIMAL. Throws TypeError on other types. */
export function exactTargetOf(type: DataType): ExactTarget {
  const [low, high] =
    type.id === 'DECIMAL'
      ? [1n - 10n ** BigInt(type.width), 10n ** BigInt(type.width) - 1n]
      : integerBounds(type);
  const safe = BigInt(Number.MAX_SAFE_INTEGER);
  return {
    scale: type.id === 'DECIMAL' ? type.scale : 0,
    low,
    high,
    safeHigh: high > safe ? Number.MAX_SAFE_INTEGER : Number(high),
    safeLow: low < -safe ? -Number.MAX_SAFE_INTEGER : Number(low),
  };
}
