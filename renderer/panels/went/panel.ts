import { Route } from 'lucide-react';
import type { Panel } from '../../workspace/panel.ts';
import { WentPanel } from './went-panel.tsx';

/** What each source was asked and what it sent. */
export const panel: Panel = {
  id: 'went',
  title: 'What went where',
  place: 'bottom',
  icon: Route,
  view: WentPanel,
  isOpen: false,
};
