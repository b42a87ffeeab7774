import { SquareCode } from 'lucide-react';
import type { Panel } from '../../workspace/panel.ts';
import { EditorPanel } from './editor-panel.tsx';

/** Where SQL is written and run. */
export const panel: Panel = {
  id: 'editor',
  title: 'Editor',
  place: 'centre',
  icon: SquareCode,
  view: EditorPanel,
  isOpen: true,
};
