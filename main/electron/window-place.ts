import type * as Electron from 'electron';

/** Where the window stood when it was closed. */
export interface WindowPlace {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

/** Keeps a few values over the program's end: electron-store. */
export interface PlaceStore {
  get(): WindowPlace | null;
  set(place: WindowPlace): void;
}

const FIRST: WindowPlace = { width: 1440, height: 900, maximized: false };

/** The least that the layout holds, CSS pixels. */
export const LEAST = { minWidth: 720, minHeight: 450 } as const;

/** Where to open the window: where it was, if a screen still shows a good part of it. */
export function placeOf(kept: WindowPlace | null, screens: readonly Electron.Rectangle[]): WindowPlace {
  if (kept === null) return FIRST;
  const { x, y, width, height, maximized } = kept;
  const isSeen = screens.some(
    (screen) =>
      x !== undefined &&
      y !== undefined &&
      x < screen.x + screen.width - 100 &&
      x + width > screen.x + 100 &&
      y >= screen.y - 10 &&
      y < screen.y + screen.height - 100,
  );
  const size = {
    width: Math.max(width, LEAST.minWidth),
    height: Math.max(height, LEAST.minHeight),
    maximized,
  };
  return isSeen && x !== undefined && y !== undefined ? { ...size, x, y } : size;
}
