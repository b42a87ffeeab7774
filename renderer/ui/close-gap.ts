/** One for all texts: a list has many. */
let observer: ResizeObserver | null = null;
const nextOf = new WeakMap<Element, HTMLElement>();
let brush: CanvasRenderingContext2D | null = null;

/**
 * Moves what follows a text that is cut by an ellipsis up to it: the browser leaves out whole letters, and so up to the
 * width of one of them stays empty behind. Returns how to let it be.
 */
export function closeGap(cut: HTMLElement, next: HTMLElement): () => void {
  nextOf.set(cut, next);
  observer ??= new ResizeObserver((entries) => moveUp(entries.map(({ target }) => target)));
  observer.observe(cut);
  return () => observer?.unobserve(cut);
}

function moveUp(cuts: readonly Element[]): void {
  // All is read before anything is moved, so that the browser lays out once.
  const gaps = cuts.map((cut) => [nextOf.get(cut), gapBehind(cut)] as const);
  for (const [next, gap] of gaps) if (next !== undefined) next.style.translate = gap === 0 ? '' : `${-gap}px`;
}

/** CSS px; 0 where nothing is cut. */
function gapBehind(cut: Element): number {
  const text = cut.firstChild;
  if (!(text instanceof Text)) return 0;
  const room = cut.getBoundingClientRect().width;
  const range = document.createRange();
  const widthOf = (letters: number): number => {
    range.setStart(text, 0);
    range.setEnd(text, letters);
    return range.getBoundingClientRect().width;
  };
  if (widthOf(text.length) <= room) return 0;
  const ellipsis = ellipsisWidth(cut);
  let [fits, tooMany] = [0, text.length];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (widthOf(middle) + ellipsis <= room) fits = middle;
    else tooMany = middle;
  }
  return Math.max(0, room - widthOf(fits) - ellipsis);
}

function ellipsisWidth(element: Element): number {
  brush ??= document.createElement('canvas').getContext('2d');
  if (brush === null) return 0;
  brush.font = getComputedStyle(element).font;
  return brush.measureText('…').width;
}
