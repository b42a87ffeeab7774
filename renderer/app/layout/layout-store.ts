import { create } from 'zustand';
import type { Panel, PanelPlace } from '../../workspace/panel.ts';
import { changeSide, fitLayout, type Layout, movePanel, showPanel, sideOf, firstLayout } from './layout.ts';
import type { FloatingSide } from './room.ts';

interface LayoutStore {
  readonly panels: readonly Panel[];
  readonly layout: Layout;
  /** Sides that there is no room to dock; told by the dock. */
  readonly floats: readonly FloatingSide[];
  /** The one of them that is drawn over the centre. */
  readonly floating: FloatingSide | null;
  readonly restore: (panels: readonly Panel[], kept: unknown) => void;
  readonly setFloats: (floats: readonly FloatingSide[]) => void;
  readonly show: (panel: string) => void;
  /** Shows a panel; closes its side where it is in front already. */
  readonly toggle: (panel: string) => void;
  readonly close: (place: PanelPlace) => void;
  readonly resize: (place: PanelPlace, size: number) => void;
  readonly move: (panel: string, to: PanelPlace) => void;
  readonly reset: () => void;
}

/** Where the panels stand. */
export const useLayout = create<LayoutStore>((set, get) => ({
  panels: [],
  layout: firstLayout([]),
  floats: [],
  floating: null,
  restore: (panels, kept) => set({ panels, layout: fitLayout(kept, panels), floating: null }),
  setFloats: (floats) =>
    set(({ floating }) => ({ floats, floating: floats.find((side) => side === floating) ?? null })),
  show: (panel) => {
    const { layout, floats } = get();
    const place = sideOf(layout, panel);
    const floating = floats.find((side) => side === place) ?? null;
    set({ layout: showPanel(layout, panel), floating });
  },
  toggle: (panel) => {
    const { layout, show, close } = get();
    const place = sideOf(layout, panel);
    if (place === null) return;
    const inFront = isShown(get(), place) && layout.sides[place].active === panel;
    if (inFront && place !== 'centre') close(place);
    else show(panel);
  },
  close: (place) =>
    set(({ layout, floating, floats }) =>
      floats.some((side) => side === place)
        ? { floating: floating === place ? null : floating }
        : { layout: changeSide(layout, place, { isOpen: false }) },
    ),
  resize: (place, size) => set(({ layout }) => ({ layout: changeSide(layout, place, { size }) })),
  move: (panel, to) => {
    set(({ layout }) => ({ layout: movePanel(layout, panel, to) }));
    get().show(panel);
  },
  reset: () => set(({ panels }) => ({ layout: firstLayout(panels), floating: null })),
}));

/** Whether a side is to be seen, docked or floating. */
export function isShown(
  { layout, floats, floating }: Pick<LayoutStore, 'layout' | 'floats' | 'floating'>,
  place: PanelPlace,
): boolean {
  return floats.some((side) => side === place) ? floating === place : layout.sides[place].isOpen;
}
