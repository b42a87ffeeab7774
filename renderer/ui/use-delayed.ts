import { useEffect, useState } from 'react';

/** True once `on` has been true for that many milliseconds: short waits then show nothing. */
export function useDelayed(on: boolean, ms: number): boolean {
  const [due, setDue] = useState(false);
  useEffect(() => {
    if (!on) return undefined;
    const timer = setTimeout(() => setDue(true), ms);
    return () => {
      clearTimeout(timer);
      setDue(false);
    };
  }, [on, ms]);
  return on && due;
}
