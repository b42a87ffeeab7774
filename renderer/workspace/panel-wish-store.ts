import { create } from 'zustand';

/** A panel that is to be seen. Each wish is a new object. */
interface PanelWish {
  readonly panel: string;
}

interface PanelWishStore {
  readonly wish: PanelWish | null;
  /** Opens the side that the panel stands on, with the panel in front, where that side is closed; the focus stays. */
  readonly bringUp: (panel: string) => void;
}

/** What the window is asked to show, as something comes into it. */
export const usePanelWish = create<PanelWishStore>((set) => ({
  wish: null,
  bringUp: (panel) => set({ wish: { panel } }),
}));
