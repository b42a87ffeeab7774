import { Network } from 'lucide-react';
import type { Panel } from '../../workspace/panel.ts';
import { PlanPanel } from './plan-panel.tsx';

/** The plan as a tree with sites. */
export const panel: Panel = {
  id: 'plan',
  title: 'Plan',
  place: 'bottom',
  icon: Network,
  view: PlanPanel,
  isOpen: false,
};
