import { create } from 'zustand';

/** Plain data that a panel wants to find again when the workspace is opened next. */
export type Remembered =
  | null
  | boolean
  | number
  | string
  | readonly Remembered[]
  | { readonly [key: string]: Remembered };

interface PanelMemory {
  readonly panels: Readonly<Record<string, Remembered>>;
  readonly remember: (panel: string, value: Remembered) => void;
  readonly restore: (panels: Readonly<Record<string, Remembered>>) => void;
}

/** What each panel remembers, by its id; kept by the host with the tabs and the layout. */
export const usePanelMemory = create<PanelMemory>((set) => ({
  panels: {},
  remember: (panel, value) => set(({ panels }) => ({ panels: { ...panels, [panel]: value } })),
  restore: (panels) => set({ panels }),
}));
