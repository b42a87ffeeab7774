import { create } from 'zustand';
import type { EditorTab } from '../../main/contract/api/window.ts';

interface TabsStore {
  readonly tabs: readonly EditorTab[];
  /** Its id. */
  readonly active: string | null;
  /** Opens a tab in front and gives its id. */
  readonly open: (tab: Partial<EditorTab>) => string;
  readonly change: (id: string, change: Partial<EditorTab>) => void;
  readonly close: (id: string) => void;
  readonly activate: (id: string) => void;
  readonly move: (id: string, to: number) => void;
  /** Puts back what was open when the workspace was left. */
  readonly restore: (tabs: readonly EditorTab[], active: string | null) => void;
}

/** The open tabs of the editor. What is here is kept by the host while somebody types. */
export const useTabs = create<TabsStore>((set, get) => ({
  tabs: [],
  active: null,
  open: (wanted) => {
    const id = crypto.randomUUID();
    const tab = { ...emptyTab(id, freeTitle(get().tabs)), ...wanted, id };
    set(({ tabs }) => ({ tabs: [...tabs, tab], active: id }));
    return id;
  },
  change: (id, change) =>
    set(({ tabs }) => ({ tabs: tabs.map((tab) => (tab.id === id ? { ...tab, ...change, id } : tab)) })),
  close: (id) =>
    set(({ tabs, active }) => {
      const at = tabs.findIndex((tab) => tab.id === id);
      const left = tabs.filter((tab) => tab.id !== id);
      const next = left[Math.min(at, left.length - 1)]?.id ?? null;
      return { tabs: left, active: active === id ? next : active };
    }),
  activate: (id) => set({ active: id }),
  move: (id, to) =>
    set(({ tabs }) => {
      const moved = tabs.find((tab) => tab.id === id);
      return moved === undefined ? {} : { tabs: tabs.filter((tab) => tab !== moved).toSpliced(to, 0, moved) };
    }),
  restore: (tabs, active) => set({ tabs, active }),
}));

export function useActiveTab(): EditorTab | null {
  return useTabs(({ tabs, active }) => tabs.find(({ id }) => id === active) ?? null);
}

function emptyTab(id: string, title: string): EditorTab {
  return {
    id,
    title,
    query: null,
    base: null,
    sql: '',
    dirty: false,
    cursor: 0,
    parameters: {},
    results: [],
    shown: null,
  };
}

function freeTitle(tabs: readonly EditorTab[]): string {
  const taken = new Set(tabs.map(({ title }) => title));
  for (let number = 1; ; number += 1) if (!taken.has(`Query ${number}`)) return `Query ${number}`;
}
