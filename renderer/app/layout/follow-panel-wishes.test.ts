import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Panel, PanelPlace } from '../../workspace/panel.ts';
import { usePanelWish } from '../../workspace/panel-wish-store.ts';
import { followPanelWishes } from './follow-panel-wishes.ts';
import { useLayout } from './layout-store.ts';

function panel(id: string, place: PanelPlace): Panel {
  const nothing = (): null => null;
  return { id, title: id, place, icon: nothing, view: nothing, isOpen: true };
}

let stop: () => void;
beforeEach(() => {
  useLayout.getState().restore([panel('results', 'bottom'), panel('plan', 'bottom')], null);
  stop = followPanelWishes();
});
afterEach(() => stop());

const bottom = () => useLayout.getState().layout.sides.bottom;

test('a closed side opens with the panel in front', () => {
  useLayout.getState().show('plan');
  useLayout.getState().close('bottom');
  usePanelWish.getState().bringUp('results');
  expect(bottom()).toMatchObject({ isOpen: true, active: 'results' });
  useLayout.getState().close('bottom');
  usePanelWish.getState().bringUp('results');
  expect(bottom().isOpen).toBe(true);
});

test('an open side keeps what stands in front', () => {
  useLayout.getState().show('plan');
  usePanelWish.getState().bringUp('results');
  expect(bottom()).toMatchObject({ isOpen: true, active: 'plan' });
});

test('a panel that is nowhere changes nothing', () => {
  const before = useLayout.getState().layout;
  usePanelWish.getState().bringUp('unknown');
  expect(useLayout.getState().layout).toBe(before);
});
