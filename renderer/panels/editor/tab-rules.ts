import type { EditorTab } from '../../../main/contract/api/window.ts';

/** Whether closing a tab would lose words that are in no file. */
export function asksBeforeClosing(tab: EditorTab): boolean {
  return tab.dirty && tab.sql.trim() !== '';
}

/** The place after a tab has gone one to the left or right; it stays at the ends. */
export function movedBy(tabs: readonly EditorTab[], id: string, step: -1 | 1): number {
  const at = tabs.findIndex((tab) => tab.id === id);
  return Math.min(tabs.length - 1, Math.max(0, at + step));
}

/** The next tab in a round, from that one. */
export function neighbour(tabs: readonly EditorTab[], id: string | null, step: -1 | 1): string | null {
  const at = tabs.findIndex((tab) => tab.id === id);
  return tabs.at((at + step) % Math.max(1, tabs.length))?.id ?? null;
}

/** A title for the copy of a tab: `revenue copy`, `revenue copy 2`, … */
export function copyTitle(title: string, tabs: readonly EditorTab[]): string {
  const taken = new Set(tabs.map((tab) => tab.title));
  const base = `${title.replace(/ copy(?: \d+)?$/, '')} copy`;
  for (let number = 1; ; number += 1) {
    const wanted = number === 1 ? base : `${base} ${number}`;
    if (!taken.has(wanted)) return wanted;
  }
}
