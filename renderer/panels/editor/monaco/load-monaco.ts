import { useEffect, useState } from 'react';
import type { Monaco } from './monaco-type.ts';

let loading: Promise<Monaco> | null = null;

/** Monaco, which is fetched when a text is first shown; asked for again after a failure. */
export async function loadMonaco(): Promise<Monaco> {
  loading ??= import('./open-monaco.ts').then((opened) => opened.monaco);
  try {
    return await loading;
  } catch (error) {
    loading = null;
    throw error;
  }
}

/** Monaco once it is there; `failed` with a way to try again where it can't be fetched. */
export function useMonaco(): { readonly monaco: Monaco | null; readonly failed: boolean; retry: () => void } {
  const [loaded, setLoaded] = useState<Monaco | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [failedAt, setFailedAt] = useState<number | null>(null);
  useEffect(() => {
    let wanted = true;
    loadMonaco().then(
      (ready) => {
        if (wanted) setLoaded(ready);
      },
      () => {
        if (wanted) setFailedAt(attempt);
      },
    );
    return () => {
      wanted = false;
    };
  }, [attempt]);
  return {
    monaco: loaded,
    failed: failedAt === attempt && loaded === null,
    retry: () => setAttempt(attempt + 1),
  };
}
