import { create } from 'zustand';
import type { RefreshReport } from '../../../main/contract/sources.ts';
import type { Remembered } from '../../workspace/panel-memory.ts';
import { usePanelMemory } from '../../workspace/panel-memory.ts';

export const PANEL_ID = 'sources';

/** A question or report about a source that this panel shows over itself. */
export type Asking =
  | { readonly kind: 'remove'; readonly source: string }
  | { readonly kind: 'mark'; readonly source: string }
  | { readonly kind: 'drift'; readonly report: RefreshReport };

interface TreeStore {
  /** As typed into the search field. */
  readonly text: string;
  /** The id of the row that has the focus when the tree has it. */
  readonly active: string | null;
  readonly closedInSearch: ReadonlySet<string>;
  readonly asking: Asking | null;
  /** Sources whose catalog is being read anew. */
  readonly refreshing: ReadonlySet<string>;
  readonly setText: (text: string) => void;
  readonly setActive: (id: string) => void;
  readonly ask: (asking: Asking | null) => void;
  readonly setRefreshing: (source: string, on: boolean) => void;
  readonly setClosedInSearch: (ids: readonly string[], closed: boolean) => void;
}

/** What the panel is at: search, focus, and what it asks. */
export const useTree = create<TreeStore>((set) => ({
  text: '',
  active: null,
  closedInSearch: new Set(),
  asking: null,
  refreshing: new Set(),
  setText: (text) => set({ text, closedInSearch: new Set() }),
  setActive: (active) => set({ active }),
  ask: (asking) => set({ asking }),
  setRefreshing: (source, on) => set(({ refreshing }) => ({ refreshing: changed(refreshing, [source], on) })),
  setClosedInSearch: (ids, closed) =>
    set(({ closedInSearch }) => ({ closedInSearch: changed(closedInSearch, ids, closed) })),
}));

function changed(set: ReadonlySet<string>, ids: readonly string[], has: boolean): ReadonlySet<string> {
  return has ? new Set([...set, ...ids]) : new Set([...set].filter((id) => !ids.includes(id)));
}

/** The ids of the rows that the user opened, as the workspace remembers them. */
export function openRows(memory: Remembered | undefined): ReadonlySet<string> {
  const ids = Array.isArray(memory) ? memory : [];
  return new Set(ids.filter((id): id is string => typeof id === 'string'));
}

/** Opens or closes rows and remembers it; while something is searched only until the search ends. */
export function setOpen(ids: readonly string[], open: boolean): void {
  const tree = useTree.getState();
  if (tree.text.trim() !== '') tree.setClosedInSearch(ids, !open);
  const memory = usePanelMemory.getState();
  memory.remember(PANEL_ID, [...changed(openRows(memory.panels[PANEL_ID]), ids, open)]);
}
