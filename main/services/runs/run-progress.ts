import { assertNever } from '../../../engine/errors/assert-never.ts';
import type { ProgressEvent } from '../../../engine/types/progress.ts';
import type { RunState } from '../../contract/api/queries.ts';

/** The part of a run's state that its progress tells. */
export type RunProgress = Pick<RunState, 'state' | 'rows' | 'fragments' | 'localFraction'>;

type FragmentState = RunState['fragments'][number];

/** What a run's progress is after one more event. */
export function afterEvent(before: RunProgress, event: ProgressEvent): RunProgress {
  switch (event.kind) {
    case 'planned':
      // Handed over: it waits for a runner and for connections.
      return {
        state: 'queued',
        rows: 0,
        localFraction: null,
        fragments: event.fragments.map(({ id, source }) => ({
          fragment: id,
          source,
          state: 'waiting',
          rows: 0,
          bytes: 0,
          ms: null,
        })),
      };
    case 'fragment-started':
      return changed(before, event.fragment, { state: 'running' });
    case 'fragment-progress': {
      const { rows, bytes } = event;
      return changed(before, event.fragment, { state: 'running', rows, bytes });
    }
    case 'fragment-done': {
      const { rows, bytes, ms } = event;
      return changed(before, event.fragment, { state: 'done', rows, bytes, ms });
    }
    case 'rows-available':
      return { ...before, state: 'running', rows: event.rows };
    case 'local-started':
      return { ...before, state: 'running' };
    case 'local-progress':
      return { ...before, state: 'running', localFraction: Math.min(1, Math.max(0, event.fraction)) };
    case 'complete':
      return { ...before, rows: event.rows };
  }
  return assertNever(event);
}

function changed(before: RunProgress, fragment: string, change: Partial<FragmentState>): RunProgress {
  const fragments = before.fragments.map((one) => (one.fragment === fragment ? { ...one, ...change } : one));
  return { ...before, state: 'running', fragments };
}
