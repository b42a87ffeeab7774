import { useCallback, useEffect, useRef, useState } from 'react';
import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { hasWorkspace } from '../../workspace/app-store.ts';
import { onEvent } from '../../workspace/window-events.ts';
import { type HistoryPages, withNewest, withOlder } from './history-pages.ts';

const PAGE = 100;
/** Typing in the search is over when no key came for so long, ms. */
const SEARCH_AFTER_MS = 150;

export interface HistorySearch {
  /** Null until the host has answered; of the search before while it has not. */
  readonly pages: HistoryPages | null;
  readonly error: ErrorReport | null;
  /** Fetches older entries, where there are any. */
  readonly loadMore: () => void;
  readonly reload: () => void;
}

/** The history whose texts hold every word of `text`, kept as it grows. */
export function useHistory(text: string): HistorySearch {
  const [pages, setPages] = useState<HistoryPages | null>(null);
  const [error, setError] = useState<ErrorReport | null>(null);
  const asking = useRef<AbortController | null>(null);

  const ask = useCallback(
    (before: number | null) => {
      asking.current?.abort();
      if (!hasWorkspace()) return;
      const { signal } = (asking.current = new AbortController());
      call('history', 'search', { text, limit: PAGE, before }, signal).then(
        ({ entries, more }) => {
          const merge = before === null ? withNewest : withOlder;
          setError(null);
          setPages((known) => merge(known, { text, entries, more }));
        },
        (failure: unknown) => {
          if (!signal.aborted) setError(errorReportOf(failure));
        },
      );
    },
    [text],
  );
  const reload = useCallback(() => ask(null), [ask]);
  const loadMore = useCallback(() => {
    const last = pages?.entries.at(-1);
    if (pages?.more === true && last !== undefined) ask(last.id);
  }, [ask, pages]);

  useEffect(() => {
    const timer = setTimeout(reload, SEARCH_AFTER_MS);
    const stops = [onEvent('history', reload), onEvent('workspace', reload), onEvent('reset', reload)];
    return () => {
      clearTimeout(timer);
      asking.current?.abort();
      for (const stop of stops) stop();
    };
  }, [reload]);
  return { pages, error, loadMore, reload };
}
