import { create } from 'zustand';

/** A question about tabs that waits for its answer. */
export type EditorQuestion =
  /** The first of these tabs has words that are in no file; the others come after it. */
  | { readonly kind: 'close'; readonly tabs: readonly string[] }
  /** A name for the text; `thenClose` are tabs to close once it is saved. */
  | { readonly kind: 'save'; readonly tab: string; readonly thenClose: readonly string[] }
  | { readonly kind: 'rename'; readonly tab: string }
  | { readonly kind: 'compare'; readonly tab: string };

interface DialogStore {
  readonly question: EditorQuestion | null;
  readonly ask: (question: EditorQuestion | null) => void;
}

/** The dialog of the editor that is open. */
export const useEditorDialogs = create<DialogStore>((set) => ({
  question: null,
  ask: (question) => set({ question }),
}));
