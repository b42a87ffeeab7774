import { create } from 'zustand';

/** A place in the tree of sources. */
export interface RevealWish {
  readonly source: string;
  /** As the catalog names it; null for the source itself. */
  readonly table: string | null;
}

interface RevealStore {
  readonly wish: RevealWish | null;
  readonly reveal: (wish: RevealWish) => void;
  readonly done: () => void;
}

/** What the tree of sources is asked to open and bring into sight. */
export const useReveal = create<RevealStore>((set) => ({
  wish: null,
  reveal: (wish) => set({ wish }),
  done: () => set({ wish: null }),
}));
