import { useEffect } from 'react';
import { create } from 'zustand';
import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';
import type { SourceKind } from '../../../main/contract/api/sources.ts';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';

interface KindsStore {
  /** Null until they were asked for. */
  readonly kinds: readonly SourceKind[] | null;
  readonly error: ErrorReport | null;
  readonly load: () => Promise<void>;
}

const useKindsStore = create<KindsStore>((set) => ({
  kinds: null,
  error: null,
  load: async () => {
    try {
      set({ kinds: (await call('sources', 'kinds', {})).kinds, error: null });
    } catch (error) {
      set({ error: errorReportOf(error) });
    }
  },
}));

/** The kinds of source there are; asked for once. */
export function useKinds(): KindsStore {
  const store = useKindsStore();
  const { kinds, load } = store;
  useEffect(() => {
    if (kinds === null) void load();
  }, [kinds, load]);
  return store;
}
