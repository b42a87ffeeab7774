import { useCallback, useEffect, useState } from 'react';
import type { ApiOutput } from '../../../main/contract/api/api.ts';
import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { hasWorkspace } from '../../workspace/app-store.ts';
import { onEvent } from '../../workspace/window-events.ts';

export type SavedQueryList = ApiOutput<'queries', 'list'>;
export type SavedQuery = SavedQueryList['queries'][number];

/** The files in `queries/` and `models/`, kept as they are on disk; null until they are known. */
export function useSavedQueries(): {
  readonly list: SavedQueryList | null;
  readonly error: ErrorReport | null;
  readonly reload: () => void;
} {
  const [list, setList] = useState<SavedQueryList | null>(null);
  const [error, setError] = useState<ErrorReport | null>(null);
  const reload = useCallback(() => {
    if (!hasWorkspace()) return;
    call('queries', 'list', {}).then(
      (found) => {
        setList(found);
        setError(null);
      },
      (failure: unknown) => setError(errorReportOf(failure)),
    );
  }, []);
  useEffect(() => {
    reload();
    const stops = [onEvent('queries', reload), onEvent('workspace', reload), onEvent('reset', reload)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [reload]);
  return { list, error, reload };
}
