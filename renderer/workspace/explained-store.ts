import { create } from 'zustand';
import type { ExplainReport } from '../../engine/types/explain.ts';
import { useTabs } from './tabs-store.ts';

/** A plan that was asked for without running it. */
export interface Explained {
  readonly report: ExplainReport;
  readonly sql: string;
  /** The tab of the editor that asked; null where none did. */
  readonly tab: string | null;
}

interface ExplainedStore {
  readonly explained: Explained | null;
  /** The result that was in front in that tab when the plan was asked for. */
  readonly shown: string | null;
  readonly explain: (explained: Explained | null) => void;
}

/** The plan that was asked for last. It is shown until another result comes in front in its tab. */
export const useExplained = create<ExplainedStore>((set) => ({
  explained: null,
  shown: null,
  explain: (explained) => {
    const tab = useTabs.getState().tabs.find(({ id }) => id === explained?.tab);
    set({ explained, shown: tab?.shown ?? null });
  },
}));
