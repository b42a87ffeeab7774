import { type RefObject, useEffect, useState } from 'react';

/** Rows drawn beyond each end of what is seen. */
const BEYOND = 8;

/** Which rows of a long list to draw. */
export interface RowWindow {
  readonly first: number;
  /** After the last. */
  readonly end: number;
  /** Whole rows that are seen at once. */
  readonly page: number;
}

/** The rows around what is seen of `count` rows that are all `height` CSS px high. */
export function rowWindow(count: number, height: number, top: number, seen: number): RowWindow {
  const first = Math.max(0, Math.floor(top / height) - BEYOND);
  const end = Math.min(count, Math.ceil((top + seen) / height) + BEYOND);
  return { first: Math.min(first, end), end, page: Math.max(1, Math.floor(seen / height)) };
}

/** Follows how an element is scrolled and how large it is. */
export function useRowWindow(list: RefObject<HTMLElement | null>, count: number, height: number): RowWindow {
  const [view, setView] = useState({ top: 0, seen: 0 });
  useEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const look = (): void => setView({ top: element.scrollTop, seen: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [list]);
  return rowWindow(count, height, view.top, view.seen);
}
