import type { PanelPlace } from '../../workspace/panel.ts';
import { focusEditor } from '../../workspace/editor-actions.ts';
import { focusPanel } from '../keys/focus-regions.ts';
import { useLayout } from './layout-store.ts';

/** Closes a side. A focus that was in it goes to the centre. */
export function closeSide(place: PanelPlace): void {
  const hadFocus = document.getElementById(`side-${place}`)?.contains(document.activeElement) === true;
  const { close, layout } = useLayout.getState();
  close(place);
  if (!hadFocus) return;
  const { active } = layout.sides.centre;
  if (active !== null) focusPanel(active);
  if (active === 'editor') focusEditor();
}
