import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';
import type { ProbedStep } from '../../../main/contract/sources.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { onEvent } from '../../workspace/window-events.ts';

/** A connection test as it stands. */
export interface ProbeView {
  readonly state: 'running' | 'ok' | 'failed' | 'cancelled';
  readonly steps: readonly ProbedStep[];
  /** Why it could not begin. */
  readonly error: ErrorReport | null;
}

interface Heard {
  readonly steps: readonly ProbedStep[];
  readonly ok: boolean | null;
}

const NOTHING: Heard = { steps: [], ok: null };

/** A test that is followed. */
export interface FollowedProbe {
  /** Ends it at the host too. */
  readonly cancel: () => void;
  /** Stops listening; the test goes on. */
  readonly stop: () => void;
}

/**
 * Begins a test and tells of each change. Events may come before the answer that names the test: they are kept until
 * it is known.
 */
export function followProbe(
  begin: () => Promise<{ readonly probeId: string }>,
  cancel: (probeId: string) => Promise<unknown>,
  onChange: (view: ProbeView) => void,
): FollowedProbe {
  const heard = new Map<string, Heard>();
  let probeId: string | null = null;
  let ended = false;
  const show = (): void => {
    const { steps, ok } = heard.get(probeId ?? '') ?? NOTHING;
    if (ended) return;
    onChange({ state: ok === null ? 'running' : ok ? 'ok' : 'failed', steps, error: null });
    if (ok !== null) stop();
  };
  const unlisten = listen(heard, (id) => {
    if (id === probeId) show();
  });
  const stop = (): void => {
    ended = true;
    unlisten();
  };
  onChange({ state: 'running', steps: [], error: null });
  begin().then(
    (begun) => {
      probeId = begun.probeId;
      if (ended) void cancel(begun.probeId).catch(() => null);
      else show();
    },
    (error: unknown) => {
      if (ended) return;
      stop();
      onChange({ state: 'failed', steps: [], error: errorReportOf(error) });
    },
  );
  return {
    stop,
    cancel: () => {
      if (ended) return;
      const { steps } = heard.get(probeId ?? '') ?? NOTHING;
      stop();
      onChange({ state: 'cancelled', steps, error: null });
      // A test that cannot be stopped ends by itself.
      if (probeId !== null) void cancel(probeId).catch(() => null);
    },
  };
}

/** Gathers what is heard of every test by its id, and says of which something new was. */
function listen(heard: Map<string, Heard>, onNew: (probeId: string) => void): () => void {
  const hear = (id: string, change: (before: Heard) => Heard): void => {
    heard.set(id, change(heard.get(id) ?? NOTHING));
    onNew(id);
  };
  const stops = [
    onEvent('probe-step', (event) =>
      hear(event.probeId, ({ steps, ok }) => ({ steps: [...steps, event.step], ok })),
    ),
    onEvent('probe-ended', (event) => hear(event.probeId, ({ steps }) => ({ steps, ok: event.ok }))),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
