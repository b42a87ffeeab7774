import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../rpc/call.ts';
import { type FollowedProbe, followProbe, type ProbeView } from './follow-probe.ts';

/** A connection test of a dialog. */
export interface Probing {
  /** Null until one was begun. */
  readonly view: ProbeView | null;
  readonly begin: (begin: () => Promise<{ readonly probeId: string }>) => void;
  readonly cancel: () => void;
}

/** One test at a time; it is cancelled when the dialog goes. */
export function useProbe(): Probing {
  const [view, setView] = useState<ProbeView | null>(null);
  const followed = useRef<FollowedProbe | null>(null);
  const cancel = useCallback(() => followed.current?.cancel(), []);
  const begin = useCallback((ask: () => Promise<{ readonly probeId: string }>) => {
    followed.current?.cancel();
    followed.current = followProbe(ask, (probeId) => call('sources', 'cancelProbe', { probeId }), setView);
  }, []);
  useEffect(() => cancel, [cancel]);
  return { view, begin, cancel };
}
