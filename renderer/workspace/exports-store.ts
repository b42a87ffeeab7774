import { create } from 'zustand';
import type { ExportState } from '../../main/contract/api/results.ts';
import { call } from '../rpc/call.ts';
import { onEvent } from './window-events.ts';

interface ExportsStore {
  /** Newest first; null until they were asked for. */
  readonly exports: readonly ExportState[] | null;
  readonly put: (state: ExportState) => void;
  readonly load: () => Promise<void>;
}

/** The exports of this program, as they are now. */
export const useExports = create<ExportsStore>((set) => ({
  exports: null,
  put: (state) =>
    set(({ exports }) => {
      const known = exports ?? [];
      const at = known.findIndex(({ exportId }) => exportId === state.exportId);
      return { exports: at === -1 ? [state, ...known] : known.with(at, state) };
    }),
  load: async () => {
    const { exports } = await call('exports', 'list', {});
    set({ exports });
  },
}));

export function useExport(exportId: string | null): ExportState | null {
  return useExports(({ exports }) => exports?.find((one) => one.exportId === exportId) ?? null);
}

/** Hears how exports go on, until the returned function is called. */
export function followExports(): () => void {
  return onEvent('export', (event) => useExports.getState().put(event.export));
}
