import { create } from 'zustand';
import type { Health, WindowSource } from '../../main/contract/api/sources.ts';
import { call } from '../rpc/call.ts';
import { errorReportOf } from '../rpc/rpc-error.ts';
import type { ErrorReport } from '../../engine/errors/atoll-error.ts';

interface SourcesStore {
  /** In the order of atoll.yaml; null until they were asked for. */
  readonly sources: readonly WindowSource[] | null;
  readonly error: ErrorReport | null;
  /** Asks the host anew. */
  readonly load: () => Promise<void>;
  readonly setHealth: (source: string, health: Health) => void;
  readonly clear: () => void;
}

/** What events told of the health of each source: an answer that was on its way meanwhile may be older. */
const told = new Map<string, Health>();

function newest(source: WindowSource): WindowSource {
  const health = told.get(source.name);
  const isNewer = (health?.checkedAt ?? '') > (source.health.checkedAt ?? '');
  return health !== undefined && isNewer ? { ...source, health } : source;
}

/** The registered sources. */
export const useSources = create<SourcesStore>((set) => ({
  sources: null,
  error: null,
  load: async () => {
    try {
      const { sources } = await call('sources', 'list', {});
      set({ sources: sources.map(newest), error: null });
    } catch (error) {
      set({ error: errorReportOf(error) });
    }
  },
  setHealth: (source, health) => {
    told.set(source, health);
    set(({ sources }) => ({
      sources: sources?.map((one) => (one.name === source ? { ...one, health } : one)) ?? null,
    }));
  },
  clear: () => {
    told.clear();
    set({ sources: null, error: null });
  },
}));

/** The source of that name; null where it is not registered (any more). */
export function useSource(name: string): WindowSource | null {
  return useSources(({ sources }) => sources?.find((source) => source.name === name) ?? null);
}
