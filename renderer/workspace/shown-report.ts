import type { RunState } from '../../main/contract/api/queries.ts';
import type { ExplainReport } from '../../engine/types/explain.ts';
import { useExplained } from './explained-store.ts';
import { useRun } from './runs-store.ts';
import { useActiveTab } from './tabs-store.ts';

/** What went where, or would: of the result in front, or of the plan that was asked for since. */
export interface ShownReport {
  readonly report: ExplainReport | null;
  /** Null where nothing ran. */
  readonly run: RunState | null;
}

/** The report that belongs to the tab in front. */
export function useShownReport(): ShownReport {
  const tab = useActiveTab();
  const run = useRun(tab?.shown ?? null);
  const { explained, shown } = useExplained();
  const foreseen = explained !== null && explained.tab === tab?.id && shown === tab.shown;
  return foreseen ? { report: explained.report, run: null } : { report: run?.report ?? null, run };
}
