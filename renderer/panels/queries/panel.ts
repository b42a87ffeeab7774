import { FolderOpen } from 'lucide-react';
import type { Panel } from '../../workspace/panel.ts';
import { QueriesPanel } from './queries-panel.tsx';

/** The saved queries and models of the workspace. */
export const panel: Panel = {
  id: 'queries',
  title: 'Queries',
  place: 'left',
  icon: FolderOpen,
  view: QueriesPanel,
  isOpen: false,
};
