import { create } from 'zustand';

/** What the inspector tells about. */
export type Subject =
  | { readonly kind: 'source'; readonly source: string }
  | {
      readonly kind: 'table';
      readonly source: string;
      readonly schema: string | null;
      readonly table: string;
    }
  | {
      readonly kind: 'column';
      readonly source: string;
      readonly schema: string | null;
      readonly table: string;
      readonly column: string;
    }
  | { readonly kind: 'result-column'; readonly runId: string; readonly column: number }
  | { readonly kind: 'cell'; readonly runId: string; readonly row: number; readonly column: number }
  | { readonly kind: 'record'; readonly runId: string; readonly row: number };

interface InspectorStore {
  readonly subject: Subject | null;
  readonly inspect: (subject: Subject | null) => void;
}

/** What was last selected, in whatever panel. */
export const useInspector = create<InspectorStore>((set) => ({
  subject: null,
  inspect: (subject) => set({ subject }),
}));
