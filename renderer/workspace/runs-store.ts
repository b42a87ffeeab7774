import { create } from 'zustand';
import type { RunState } from '../../main/contract/api/queries.ts';

interface RunsStore {
  /** By their id. */
  readonly runs: ReadonlyMap<string, RunState>;
  readonly put: (run: RunState) => void;
  readonly putAll: (runs: readonly RunState[]) => void;
  readonly clear: () => void;
}

/** Every run that this window has heard of. */
export const useRuns = create<RunsStore>((set) => ({
  runs: new Map(),
  put: (run) => set(({ runs }) => ({ runs: new Map(runs).set(run.runId, run) })),
  putAll: (more) =>
    set(({ runs }) => ({ runs: new Map([...runs, ...more.map((run) => [run.runId, run] as const)]) })),
  clear: () => set({ runs: new Map() }),
}));

export function useRun(runId: string | null): RunState | null {
  return useRuns(({ runs }) => (runId === null ? null : (runs.get(runId) ?? null)));
}

/** Neither ended nor failed. */
export function isLive(run: RunState): boolean {
  return run.state === 'queued' || run.state === 'planning' || run.state === 'running';
}
