import { useEffect, useState } from 'react';

/**
 * What a module holds, loaded when the page has nothing else to do; null until then. Unlike `React.lazy` it is there
 * within the same rendering that first wants it, so that no key press falls between.
 */
export function useLoaded<Loaded>(load: () => Promise<Loaded>): Loaded | null {
  const [loaded, setLoaded] = useState<{ readonly it: Loaded } | null>(null);
  useEffect(() => {
    const idle = requestIdleCallback(() => void load().then((it) => setLoaded({ it })));
    return () => cancelIdleCallback(idle);
  }, [load]);
  return loaded?.it ?? null;
}
