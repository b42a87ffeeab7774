import { useEffect, useState } from 'react';
import type { RunState } from '../../../main/contract/api/queries.ts';
import { isLive } from '../../workspace/runs-store.ts';

const TICK_MS = 250;

/** Milliseconds since a run began; its whole time once it has ended. */
export function useElapsed(run: RunState): number {
  const live = isLive(run);
  const now = useNow(live ? TICK_MS : null);
  return run.ms ?? Math.max(0, now - Date.parse(run.startedAt));
}

/** The time now, anew at every tick; it stands still for null. */
export function useNow(tickMs: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (tickMs === null) return undefined;
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, [tickMs]);
  return now;
}
