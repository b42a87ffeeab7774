import type { HistoryEntry } from '../../../main/contract/api/queries.ts';
import { call } from '../../rpc/call.ts';
import { focusEditor } from '../../workspace/editor-actions.ts';
import { useRuns } from '../../workspace/runs-store.ts';
import { useTabs } from '../../workspace/tabs-store.ts';

/** Opens the text of a run in a new tab, with its result where that is still kept. */
export async function openEntry({ sql, title, runId, stored }: HistoryEntry): Promise<void> {
  const tab = useTabs.getState().open({ sql, title, cursor: 0 });
  focusEditor();
  if (!stored) return;
  try {
    if (!useRuns.getState().runs.has(runId)) useRuns.getState().put(await call('runs', 'get', { runId }));
    useTabs.getState().change(tab, { results: [{ runId, pinned: false }], shown: runId });
  } catch {
    // The result was dropped meanwhile: its text is there to be run again.
  }
}
