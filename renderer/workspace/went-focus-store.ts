import { create } from 'zustand';

/** A part of "what went where": the name of a source, or `local`. Each wish is a new object. */
export interface WentWish {
  readonly place: string;
}

interface WentFocusStore {
  readonly wish: WentWish | null;
  readonly focus: (place: string) => void;
}

/** What the panel "what went where" is asked to bring into sight. */
export const useWentFocus = create<WentFocusStore>((set) => ({
  wish: null,
  focus: (place) => set({ wish: { place } }),
}));
