import { useCallback } from 'react';
import { call } from '../../rpc/call.ts';
import { useRun } from '../../workspace/runs-store.ts';
import { useAsked } from './use-asked.ts';

interface NamedColumn {
  readonly name: string;
  readonly type: string;
}

/** The columns of a result, also of one that was made by sorting and filtering; null while they are not known. */
export function useResultColumns(runId: string): readonly NamedColumn[] | null {
  const run = useRun(runId);
  const isKnown = run !== null;
  const asked = useAsked(
    useCallback(
      async (signal: AbortSignal) =>
        isKnown ? null : (await call('results', 'describe', { runId }, signal)).columns,
      [runId, isKnown],
    ),
  );
  return run?.columns ?? asked.answer;
}
