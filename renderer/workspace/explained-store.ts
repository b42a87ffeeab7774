import { create } from 'zustand';
import type { ExplainReport } from '../../engine/types/explain.ts';

/** A plan that was asked for without running it. */
export interface Explained {
  readonly report: ExplainReport;
  readonly sql: string;
  /** The tab of the editor that asked; null where none did. */
  readonly tab: string | null;
}

interface ExplainedStore {
  readonly explained: Explained | null;
  readonly explain: (explained: Explained | null) => void;
}

/**
 * The plan that was asked for last. Panels that show where work is done show it while its tab is in front and nothing
 * of that tab has run since.
 */
export const useExplained = create<ExplainedStore>((set) => ({
  explained: null,
  explain: (explained) => set({ explained }),
}));
