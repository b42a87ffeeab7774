import { Database } from 'lucide-react';
import type { Panel } from '../../workspace/panel.ts';
import { SourcesPanel } from './sources-panel.tsx';
import { PANEL_ID } from './tree-store.ts';

/** The registered sources and their catalogs. */
export const panel: Panel = {
  id: PANEL_ID,
  title: 'Sources',
  place: 'left',
  icon: Database,
  view: SourcesPanel,
  isOpen: true,
};
