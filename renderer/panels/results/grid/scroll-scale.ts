/**
 * Where rows stand while one scrolls. Browsers hold no element higher than some 16 to 33 million px, so above
 * MAX_HEIGHT the scroll bar moves over fewer px than the rows take: positions of rows and of the bar are scaled.
 */
export interface ScrollScale {
  /** px that all rows take. */
  readonly content: number;
  /** px of the window onto them. */
  readonly view: number;
  /** px that the scrolled element takes. */
  readonly height: number;
}

/** Below what every browser holds (Firefox: 17.8 million px). */
export const MAX_HEIGHT = 12_000_000;

export function scrollScale(rows: number, rowHeight: number, view: number): ScrollScale {
  const content = rows * rowHeight;
  return { content, view, height: Math.min(content, MAX_HEIGHT) };
}

/** The px of rows above the window where the bar stands at `scrollTop`. */
export function topOf({ content, view, height }: ScrollScale, scrollTop: number): number {
  const reach = height - view;
  if (reach <= 0) return 0;
  return clamp((scrollTop / reach) * (content - view), 0, content - view);
}

/** Where the bar stands with `top` px of rows above the window; whole px, which is all that a bar keeps. */
export function scrollTopOf({ content, view, height }: ScrollScale, top: number): number {
  if (content <= view) return 0;
  return Math.round((clamp(top, 0, content - view) / (content - view)) * (height - view));
}

/** The least move from `top` that brings a row wholly into the window. */
export function topThatShows(scale: ScrollScale, row: number, rowHeight: number, top: number): number {
  const from = row * rowHeight;
  if (from < top) return from;
  return Math.min(Math.max(top, from + rowHeight - scale.view), Math.max(0, scale.content - scale.view));
}

export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(Math.max(least, most), value));
}
