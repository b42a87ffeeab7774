import { TableProperties } from 'lucide-react';
import { lazy } from 'react';
import type { Panel } from '../../workspace/panel.ts';

/** The rows of results. The view comes after the first paint: with it comes the reader of Arrow. */
export const panel: Panel = {
  id: 'results',
  title: 'Results',
  place: 'bottom',
  icon: TableProperties,
  view: lazy(async () => ({ default: (await import('./results-panel.tsx')).ResultsPanel })),
  isOpen: true,
};
