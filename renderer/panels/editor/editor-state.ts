import { create } from 'zustand';
import type { PushdownMode } from '../../workspace/run-queries.ts';
import type { Stretch } from './run-target.ts';

interface EditorState {
  /** What is selected in each tab; an empty stretch is a cursor. */
  readonly selections: ReadonlyMap<string, Stretch>;
  /** How much of the work may go to the sources, where it is not all. */
  readonly modes: ReadonlyMap<string, PushdownMode>;
  /** Parameters that the last run of each tab lacked. */
  readonly missing: ReadonlyMap<string, readonly string[]>;
  readonly select: (tab: string, selection: Stretch) => void;
  readonly setMode: (tab: string, mode: PushdownMode) => void;
  readonly setMissing: (tab: string, missing: readonly string[]) => void;
}

/** What the editor knows of its tabs beside their texts, until the window is closed. */
export const useEditorState = create<EditorState>((set) => ({
  selections: new Map(),
  modes: new Map(),
  missing: new Map(),
  select: (tab, selection) =>
    set(({ selections }) => ({ selections: new Map(selections).set(tab, selection) })),
  setMode: (tab, mode) => set(({ modes }) => ({ modes: new Map(modes).set(tab, mode) })),
  setMissing: (tab, missing) => set((state) => ({ missing: new Map(state.missing).set(tab, missing) })),
}));
