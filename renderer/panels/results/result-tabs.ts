import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { useNotices } from '../../workspace/notices-store.ts';
import { isLive, useRuns } from '../../workspace/runs-store.ts';
import { useTabs } from '../../workspace/tabs-store.ts';

/** Brings a result of a tab in front. */
export function showResult(tab: string, runId: string): void {
  useTabs.getState().change(tab, { shown: runId });
}

/** Takes a result from its tab; a run that has not ended is stopped. The history still has it. */
export function closeResult(tab: string, runId: string): void {
  const { tabs, change } = useTabs.getState();
  const found = tabs.find(({ id }) => id === tab);
  if (found === undefined) return;
  const at = found.results.findIndex((result) => result.runId === runId);
  const results = found.results.filter((result) => result.runId !== runId);
  const next = results[Math.min(at, results.length - 1)]?.runId ?? null;
  change(tab, { results, shown: found.shown === runId ? next : found.shown });
  const run = useRuns.getState().runs.get(runId);
  if (run !== undefined && isLive(run)) call('runs', 'cancel', { runId }).catch(tell);
}

/** Keeps a result from being replaced by the next run and from being removed to make room, or lets it go again. */
export async function pinResult(tab: string, runId: string): Promise<void> {
  const { tabs, change } = useTabs.getState();
  const found = tabs.find(({ id }) => id === tab);
  const pinned = found?.results.find((result) => result.runId === runId)?.pinned !== true;
  try {
    await call('runs', 'pin', { runId, pinned });
    const results = (found?.results ?? []).map((one) => (one.runId === runId ? { ...one, pinned } : one));
    change(tab, { results });
  } catch (error) {
    tell(error);
  }
}

function tell(error: unknown): void {
  const { message, source } = errorReportOf(error);
  useNotices.getState().tell({ level: 'error', source, text: message });
}
