import { create } from 'zustand';

/** A part of "what went where": the name of a source, or null for this machine. Each wish is a new object. */
export interface WentWish {
  readonly place: string | null;
}

interface WentFocusStore {
  readonly wish: WentWish | null;
  readonly focus: (place: string | null) => void;
}

/** What the panel "what went where" is asked to bring into sight. */
export const useWentFocus = create<WentFocusStore>((set) => ({
  wish: null,
  focus: (place) => set({ wish: { place } }),
}));
