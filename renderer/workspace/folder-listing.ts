import { useCallback, useEffect, useState } from 'react';
import type { ApiOutput } from '../../main/contract/api/api.ts';
import type { ErrorReport } from '../../engine/errors/atoll-error.ts';
import { call } from '../rpc/call.ts';
import { errorReportOf } from '../rpc/rpc-error.ts';

export type FolderListing = ApiOutput<'files', 'browse'>;

/** A folder of the host's machine as a dialog walks through it. */
export interface FolderWalk {
  /** The last one that could be read; null before the first. */
  readonly listing: FolderListing | null;
  readonly loading: boolean;
  readonly error: ErrorReport | null;
  readonly go: (dir: string | null) => void;
}

/** Walks through folders, from `start` on; from the user's home where that is null. */
export function useFolderWalk(start: string | null): FolderWalk {
  const [wish, setWish] = useState({ dir: start, number: 0 });
  const [listing, setListing] = useState<FolderListing | null>(null);
  const [error, setError] = useState<ErrorReport | null>(null);
  const [loading, setLoading] = useState(true);
  useEffect(() => {
    const given = new AbortController();
    call('files', 'browse', { dir: wish.dir }, given.signal)
      .then((found) => {
        setListing(found);
        setError(null);
        setLoading(false);
      })
      .catch((problem: unknown) => {
        if (given.signal.aborted) return;
        setError(errorReportOf(problem));
        setLoading(false);
      });
    return () => given.abort();
  }, [wish]);
  const go = useCallback((dir: string | null) => {
    setLoading(true);
    setWish(({ number }) => ({ dir, number: number + 1 }));
  }, []);
  return { listing, loading, error, go };
}
