import { create } from 'zustand';
import { call } from '../../rpc/call.ts';
import { onEvent } from '../../workspace/window-events.ts';
import { useTabs } from '../../workspace/tabs-store.ts';
import type { EditorTab } from '../../../main/contract/api/window.ts';
import { markSaved, textOf } from './tab-texts.ts';

/** What somebody else saved in the file of a tab that has changes of its own; null text where the file is gone. */
export interface FileConflict {
  readonly theirs: string | null;
  readonly version: string | null;
}

interface ConflictStore {
  readonly tabs: ReadonlyMap<string, FileConflict>;
  readonly put: (tab: string, conflict: FileConflict) => void;
  readonly clear: (tab: string) => void;
}

/** The tabs whose file another program changed, by tab. */
export const useFileConflicts = create<ConflictStore>((set) => ({
  tabs: new Map(),
  put: (tab, conflict) => set(({ tabs }) => ({ tabs: new Map(tabs).set(tab, conflict) })),
  clear: (tab) => set(({ tabs }) => ({ tabs: new Map([...tabs].filter(([id]) => id !== tab)) })),
}));

/** Looks at the files of the open tabs whenever one in `queries/` changed. Returns how to stop. */
export function followFiles(): () => void {
  return onEvent('queries', () => {
    for (const tab of useTabs.getState().tabs) lookAtFile(tab);
  });
}

/** Looks whether the file of a tab still holds what the tab began from. */
export function lookAtFile({ id, query }: EditorTab): void {
  if (query !== null) void lookAt(id, query);
}

/** The text in the tab stays; the next save overwrites what is in the file now. */
export function keepMine(id: string): void {
  const conflict = useFileConflicts.getState().tabs.get(id);
  if (conflict === undefined) return;
  useTabs.getState().change(id, { base: conflict.version, dirty: true });
  useFileConflicts.getState().clear(id);
}

/** The tab shows what is in the file now; undo brings back what was typed. */
export function loadTheirs(id: string): void {
  const conflict = useFileConflicts.getState().tabs.get(id);
  if (conflict === undefined || conflict.theirs === null) return;
  markSaved(id, conflict.theirs);
  useTabs.getState().change(id, { sql: conflict.theirs, base: conflict.version, dirty: false });
  useFileConflicts.getState().clear(id);
}

async function lookAt(id: string, query: string): Promise<void> {
  const file = await readFile(query);
  const tab = tabThatShows(id, query);
  if (file === undefined || tab === null) return;
  const { put, clear } = useFileConflicts.getState();
  if (file.version === tab.base) {
    if (file.theirs !== null && tab.dirty) markSaved(id, file.theirs);
    return clear(id);
  }
  if (file.theirs === textOf(tab)) {
    markSaved(id, file.theirs);
    useTabs.getState().change(id, { base: file.version, dirty: false });
    return clear(id);
  }
  put(id, file);
  if (!tab.dirty && file.theirs !== null) loadTheirs(id);
}

function tabThatShows(id: string, query: string): EditorTab | null {
  return useTabs.getState().tabs.find((tab) => tab.id === id && tab.query === query) ?? null;
}

/** What is in a file now; undefined where the host can't say. */
async function readFile(name: string): Promise<FileConflict | undefined> {
  try {
    const { queries } = await call('queries', 'list', {});
    if (!queries.some((query) => query.name === name)) return { theirs: null, version: null };
    const { sql, version } = await call('queries', 'read', { name });
    return { theirs: sql, version };
  } catch {
    return undefined;
  }
}
