const FOCUSABLE = 'button, input, select, textarea, a[href], [tabindex="0"]';

/** Where the focus was last in each region, so that it goes back there. */
const lastIn = new WeakMap<Element, HTMLElement>();

/** Puts the focus into the next region of the window (or the one before), in the order of the page, round and round. */
export function focusRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.offsetParent !== null,
  );
  const here = document.activeElement?.closest('[data-region]') ?? null;
  if (here !== null && document.activeElement instanceof HTMLElement)
    lastIn.set(here, document.activeElement);
  const at = regions.findIndex((region) => region === here);
  const next = at === -1 ? regions[0] : regions.at((at + step) % regions.length);
  if (next !== undefined) focusIn(next);
}

/** Puts the focus into a region: where it last was, else on its first control, else on itself. */
export function focusIn(region: HTMLElement): void {
  const last = lastIn.get(region);
  if (last?.isConnected === true && last.offsetParent !== null) return last.focus();
  const first = [...region.querySelectorAll<HTMLElement>(FOCUSABLE)].find(
    (element) => element.offsetParent !== null && element.tabIndex >= 0,
  );
  (first ?? region).focus();
}

/** Puts the focus into a panel once it is drawn. */
export function focusPanel(id: string): void {
  requestAnimationFrame(() => {
    const region = document.querySelector<HTMLElement>(`[data-region="${CSS.escape(id)}"]`);
    if (region !== null) focusIn(region);
  });
}
