import type { EditorTab, OwnTabs } from '../../contract/api/window.ts';

/**
 * The tabs of a window together with those that another one saved meanwhile: its own where it changed them, else as they
 * are kept; behind them those that it never had. A tab that both changed is as the last of them saved it.
 */
export function mergeTabs(
  tabs: readonly EditorTab[],
  kept: readonly EditorTab[],
  mine: OwnTabs,
): EditorTab[] {
  const byId = new Map(kept.map((tab) => [tab.id, tab]));
  const changed = new Set(mine.changed);
  const known = new Set(mine.known);
  const own = tabs.map((tab) => (changed.has(tab.id) ? tab : (byId.get(tab.id) ?? tab)));
  const shown = new Set(tabs.map(({ id }) => id));
  return [...own, ...kept.filter(({ id }) => !shown.has(id) && !known.has(id))];
}
