import { create } from 'zustand';

interface ShortcutsStore {
  /** By the id of their command, as a user reads them, such as `Ctrl+Enter`. */
  readonly shortcuts: ReadonlyMap<string, string>;
  readonly setShortcuts: (shortcuts: ReadonlyMap<string, string>) => void;
}

/** The keys of commands on this platform, for tooltips and menus; filled from the keymap when the window starts. */
export const useShortcuts = create<ShortcutsStore>((set) => ({
  shortcuts: new Map(),
  setShortcuts: (shortcuts) => set({ shortcuts }),
}));

/** The keys of a command; undefined where it has none. */
export function useShortcut(command: string): string | undefined {
  return useShortcuts(({ shortcuts }) => shortcuts.get(command));
}
