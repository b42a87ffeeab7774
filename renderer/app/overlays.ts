import { create } from 'zustand';

/** What can stand over the window as a whole. */
export type Overlay = 'palette' | 'help' | 'settings' | 'open-workspace' | 'create-workspace';

interface OverlayStore {
  readonly open: Overlay | null;
  readonly show: (overlay: Overlay) => void;
  readonly close: () => void;
}

/** The one overlay that is open. */
export const useOverlays = create<OverlayStore>((set) => ({
  open: null,
  show: (open) => set({ open }),
  close: () => set({ open: null }),
}));
