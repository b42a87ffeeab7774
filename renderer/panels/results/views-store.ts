import { create } from 'zustand';
import type { FilterTerm, SortKey } from '../../../main/contract/api/results.ts';
import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';

/** A result as its user wants to see it: sorted, filtered. */
export interface ResultView {
  readonly sort: readonly SortKey[];
  readonly filter: readonly FilterTerm[];
  /** The stored result that shows it; null for the result as it came. */
  readonly derived: { readonly runId: string; readonly rows: number; readonly sql: string } | null;
  readonly busy: boolean;
  readonly error: ErrorReport | null;
}

export const PLAIN_VIEW: ResultView = { sort: [], filter: [], derived: null, busy: false, error: null };

interface ViewsStore {
  /** By the id of the run. */
  readonly views: ReadonlyMap<string, ResultView>;
  readonly put: (runId: string, change: Partial<ResultView>) => void;
}

const useViews = create<ViewsStore>((set) => ({
  views: new Map(),
  put: (runId, change) =>
    set(({ views }) => ({ views: new Map(views).set(runId, { ...viewIn(views, runId), ...change }) })),
}));

function viewIn(views: ReadonlyMap<string, ResultView>, runId: string): ResultView {
  return views.get(runId) ?? PLAIN_VIEW;
}

export function useResultView(runId: string): ResultView {
  return useViews(({ views }) => viewIn(views, runId));
}

const requests = new Map<string, AbortController>();

/** Shows a result sorted and filtered; what was shown stays until the host has made it. An older wish is given up. */
export async function changeView(
  runId: string,
  change: Partial<Pick<ResultView, 'sort' | 'filter'>>,
): Promise<void> {
  requests.get(runId)?.abort();
  const { put, views } = useViews.getState();
  const { sort, filter } = { ...viewIn(views, runId), ...change };
  if (sort.length === 0 && filter.length === 0) return put(runId, PLAIN_VIEW);
  const request = new AbortController();
  requests.set(runId, request);
  put(runId, { sort, filter, busy: true, error: null });
  try {
    const wish = { runId, sort: [...sort], filter: [...filter] };
    const { result, sql } = await call('results', 'derive', wish, request.signal);
    put(runId, { derived: { runId: result.runId, rows: result.rows, sql }, busy: false });
  } catch (error) {
    if (!request.signal.aborted) put(runId, { busy: false, error: errorReportOf(error) });
  }
}

/** The sort after a wish for a column: alone, or behind what is sorted by already. */
export function sortedBy(
  sort: readonly SortKey[],
  column: number,
  descending: boolean,
  add: boolean,
): readonly SortKey[] {
  const others = add ? sort.filter((key) => key.column !== column) : [];
  return [...others, { column, descending }];
}
