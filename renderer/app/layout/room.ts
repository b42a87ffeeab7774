import { type Layout, LEAST_CENTRE_HEIGHT, SIZES } from './layout.ts';

/** A side that floats over the centre because there is no room to dock it. */
export type FloatingSide = 'left' | 'right';

/** The layout as it fits into a window. */
export interface Room {
  /** Sides that are docked, with their size, CSS px; null where they are closed or float. */
  readonly left: number | null;
  readonly right: number | null;
  readonly bottom: number | null;
  /** The sides that can only float just now. */
  readonly floats: readonly FloatingSide[];
}

/**
 * Fits a layout into so many CSS px beside the rail. Sides give way in turn: first they become narrower, down to their
 * least width; then the right one floats, then the left one.
 */
export function fitRoom(layout: Layout, width: number, height: number): Room {
  const { left, right, bottom } = layout.sides;
  const forSides = width - SIZES.centre.least;
  const leftFits = forSides >= SIZES.left.least;
  const leftTakes = left.isOpen && leftFits ? SIZES.left.least : 0;
  const rightFits = forSides - leftTakes >= SIZES.right.least;
  const rightTakes = right.isOpen && rightFits ? SIZES.right.least : 0;
  const leftWidth = leftTakes === 0 ? null : Math.min(left.size, forSides - rightTakes);
  const rightWidth = rightTakes === 0 ? null : Math.min(right.size, forSides - (leftWidth ?? 0));
  return {
    left: leftWidth,
    right: rightWidth,
    bottom: bottom.isOpen
      ? Math.max(SIZES.bottom.least, Math.min(bottom.size, height - LEAST_CENTRE_HEIGHT))
      : null,
    floats: [...(leftFits ? [] : (['left'] as const)), ...(rightFits ? [] : (['right'] as const))],
  };
}
