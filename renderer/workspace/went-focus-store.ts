import { create } from 'zustand';

interface WentFocusStore {
  /** The name of a source, `local`, or null for none; `number` grows with every wish. */
  readonly place: string | null;
  readonly number: number;
  readonly focus: (place: string) => void;
}

/** The source of which the panel "what went where" is asked to tell. */
export const useWentFocus = create<WentFocusStore>((set) => ({
  place: null,
  number: 0,
  focus: (place) => set(({ number }) => ({ place, number: number + 1 })),
}));
