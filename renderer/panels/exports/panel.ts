import { Download } from 'lucide-react';
import type { Panel } from '../../workspace/panel.ts';
import { ExportsPanel } from './exports-panel.tsx';

/** Exports under way and done. */
export const panel: Panel = {
  id: 'exports',
  title: 'Exports',
  place: 'bottom',
  icon: Download,
  view: ExportsPanel,
  isOpen: false,
};
