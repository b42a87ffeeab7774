import type { ReactElement } from 'react';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { useDelayed } from '../ui/use-delayed.ts';
import { useApp } from '../workspace/app-store.ts';
import { reconnect } from './boot.ts';

/** A connection that comes back at once was none to speak of. */
const PATIENCE_MS = 1500;

/** Says that the host is not heard. It is asked again and again, and at once on wish. */
export function ConnectionBanner(): ReactElement | null {
  const connected = useApp((store) => store.connected);
  const shutOut = useApp((store) => store.shutOut);
  if (!useDelayed(!connected, PATIENCE_MS)) return null;
  return (
    <Banner level="error" actions={<Button onPress={reconnect}>Try now</Button>}>
      {shutOut
        ? 'Atoll was started anew. What you typed is kept here: open the address that it printed in this browser, and this page goes on.'
        : 'Atoll does not answer. What you typed is kept here; it is asked again every few seconds.'}
    </Banner>
  );
}
