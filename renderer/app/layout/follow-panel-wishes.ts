import { usePanelWish } from '../../workspace/panel-wish-store.ts';
import { sideOf } from './layout.ts';
import { isShown, useLayout } from './layout-store.ts';

/** Brings up the panels that are wished for, until the returned function is called. */
export function followPanelWishes(): () => void {
  return usePanelWish.subscribe(({ wish }) => {
    if (wish === null) return;
    const store = useLayout.getState();
    const place = sideOf(store.layout, wish.panel);
    // What stands in front on an open side was put there by somebody.
    if (place !== null && !isShown(store, place)) store.show(wish.panel);
  });
}
