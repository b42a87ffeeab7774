import type { ReactElement } from 'react';
import { Hidden } from '../ui/hidden.tsx';
import { useAnnouncements } from './announcer.ts';

/** Where screen readers hear what happens elsewhere in the window. */
export function LiveRegion(): ReactElement {
  const { text, number } = useAnnouncements();
  return (
    <div role="status" aria-live="polite">
      <Hidden key={number}>{text}</Hidden>
    </div>
  );
}
