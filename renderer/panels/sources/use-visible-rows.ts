import { type RefObject, useEffect, useState } from 'react';

/** Rows beyond either edge that are drawn too, so that scrolling shows no gap. */
const BESIDE = 8;

/** The positions of the rows in sight, and some beside; all rows are `height` pixels high. */
export function useVisibleRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  height: number,
): { readonly first: number; readonly end: number } {
  const [view, setView] = useState({ top: 0, height: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = (): void => setView({ top: element.scrollTop, height: element.clientHeight });
    const resize = new ResizeObserver(look);
    resize.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resize.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller]);
  const first = Math.max(0, Math.floor(view.top / height) - BESIDE);
  const end = Math.min(count, Math.ceil((view.top + view.height) / height) + BESIDE);
  // A tree that became short under a view far down: its end, until the browser scrolls there.
  return first < end ? { first, end } : { first: Math.max(0, count - BESIDE), end: count };
}
