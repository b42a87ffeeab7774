import { cancelRuns } from '../../workspace/run-queries.ts';
import { useTabs } from '../../workspace/tabs-store.ts';
import { useEditorDialogs } from './editor-dialogs.ts';
import { saveInPlace } from './save-tab.ts';
import { asksBeforeClosing, copyTitle } from './tab-rules.ts';
import { keepText } from './tab-texts.ts';

/** Closes tabs; asks for each that has words which are in no file. */
export function closeTabs(ids: readonly string[]): void {
  for (const id of ids) keepText(id);
  const { tabs } = useTabs.getState();
  const asked = ids.filter((id) => tabs.some((tab) => tab.id === id && asksBeforeClosing(tab)));
  for (const id of ids) if (!asked.includes(id)) closeNow(id);
  useEditorDialogs.getState().ask(asked.length === 0 ? null : { kind: 'close', tabs: asked });
}

/** Closes a tab whatever it holds, and stops what runs for it. */
export function closeNow(id: string): void {
  void cancelRuns(id);
  useTabs.getState().close(id);
}

export function closeOthers(id: string): void {
  const others = useTabs.getState().tabs.filter((tab) => tab.id !== id);
  useTabs.getState().activate(id);
  closeTabs(others.map((tab) => tab.id));
}

/** Opens a copy of a tab beside it, as a text without a file. */
export function duplicateTab(id: string): void {
  keepText(id);
  const { tabs, open, move } = useTabs.getState();
  const at = tabs.findIndex((tab) => tab.id === id);
  const tab = tabs[at];
  if (tab === undefined) return;
  const { sql, cursor, parameters } = tab;
  const copy = open({ title: copyTitle(tab.title, tabs), sql, cursor, parameters, dirty: sql.trim() !== '' });
  move(copy, at + 1);
}

/** Saves a tab in its file; asks for a name where it has none. */
export function saveOrAsk(id: string, thenClose: readonly string[] = []): void {
  const tab = useTabs.getState().tabs.find((one) => one.id === id);
  if (tab === undefined) return;
  if (tab.query === null) useEditorDialogs.getState().ask({ kind: 'save', tab: id, thenClose });
  else void saveInPlace(id, tab.query).then(() => (thenClose.length > 0 ? closeTabs(thenClose) : undefined));
}
