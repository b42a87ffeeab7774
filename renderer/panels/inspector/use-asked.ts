import { useEffect, useState } from 'react';
import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';

/** An answer of the host: both null while it is awaited. */
export interface Asked<Answer> {
  readonly answer: Answer | null;
  readonly error: ErrorReport | null;
}

/** Asks the host once for each `ask`, which must stay the same function for the same question. */
export function useAsked<Answer>(ask: (signal: AbortSignal) => Promise<Answer>): Asked<Answer> {
  const [asked, setAsked] = useState<Asked<Answer> & { readonly by: typeof ask | null }>({
    answer: null,
    error: null,
    by: null,
  });
  useEffect(() => {
    const gone = new AbortController();
    ask(gone.signal)
      .then((answer) => setAsked({ answer, error: null, by: ask }))
      .catch((error: unknown) => {
        if (!gone.signal.aborted) setAsked({ answer: null, error: errorReportOf(error), by: ask });
      });
    return () => gone.abort();
  }, [ask]);
  return asked.by === ask ? asked : { answer: null, error: null };
}
