import { History } from 'lucide-react';
import type { Panel } from '../../workspace/panel.ts';
import { HistoryPanel } from './history-panel.tsx';

/** What was run, newest first. */
export const panel: Panel = {
  id: 'history',
  title: 'History',
  place: 'left',
  icon: History,
  view: HistoryPanel,
  isOpen: false,
};
