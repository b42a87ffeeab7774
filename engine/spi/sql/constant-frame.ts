import type { FrameBound, WindowCall } from '../../plan/expression.ts';
import { refuse } from './refused.ts';
import { smallInteger } from './small-integer.ts';

/**
 * Refuses frames whose offsets are not constant counts of rows or groups: a distance in values (RANGE) depends on the
 * type's arithmetic at the source.
 */
export function requireConstantFrame({ frame: { unit, start, end } }: WindowCall): void {
  for (const bound of [start, end]) {
    if (!isOffset(bound)) continue;
    if (unit === 'range') refuse('type', 'A RANGE frame with an offset is not sent: ROWS is.');
    if (smallInteger(bound.offset, 0, 1_000_000_000) === null)
      refuse('function', 'A frame is sent only with constant offsets.');
  }
}

function isOffset(bound: FrameBound): bound is Extract<FrameBound, { kind: 'preceding' | 'following' }> {
  return bound.kind === 'preceding' || bound.kind === 'following';
}
