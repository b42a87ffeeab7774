import { ScanSearch } from 'lucide-react';
import type { Panel } from '../../workspace/panel.ts';
import { InspectorPanel } from './inspector-panel.tsx';

/** Tells about what was selected last. */
export const panel: Panel = {
  id: 'inspector',
  title: 'Inspector',
  place: 'right',
  icon: ScanSearch,
  view: InspectorPanel,
  isOpen: true,
};
