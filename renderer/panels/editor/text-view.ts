import type { editor } from 'monaco-editor/editor';
import type { EditorTab } from '../../../main/contract/api/window.ts';
import { useApp } from '../../workspace/app-store.ts';
import { offerEditor } from '../../workspace/editor-actions.ts';
import { useTabs } from '../../workspace/tabs-store.ts';
import { closeOffers } from './close-offers.ts';
import { connectEditor, insertAt } from './connect-editor.ts';
import { dropNames } from './drop-names.ts';
import { leaveByTab } from './leave-by-tab.ts';
import { markSuggestions } from './monaco/mark-suggestions.ts';
import type { Monaco } from './monaco/monaco-type.ts';
import { followTheme } from './monaco/theme.ts';
import { openEditor, textOptions } from './open-editor.ts';
import { keepText, keepView, modelOf, tabOfModel, viewOf } from './tab-texts.ts';

/** Classes of the style sheet that the editor's own elements get. */
export interface TextClasses {
  readonly statement: string;
  readonly floating: string;
}

/** Opens an editor that shows the text of the active tab, whichever that is, until the returned function is called. */
export function openTextView(monaco: Monaco, host: HTMLElement, classes: TextClasses): () => void {
  const floating = document.createElement('div');
  floating.className = `monaco-editor ${classes.floating}`;
  document.body.append(floating);
  const view = openEditor(monaco, host, floating, useApp.getState().settings);
  const stops = [
    followTheme(monaco),
    connectEditor(monaco, view, classes.statement),
    leaveByTab(monaco, view),
    closeOffers(view),
    dropNames(host, view),
    markSuggestions(floating),
    followActiveTab(monaco, view),
    // Only now: an editor without a text takes no focus.
    offerEditor({ insert: (text) => insertAt(view, text), focus: () => view.focus() }),
    useApp.subscribe(({ settings }, before) => {
      if (settings !== before.settings) view.updateOptions(textOptions(settings));
    }),
  ];
  return () => {
    leaveTab(view);
    for (const stop of stops) stop();
    view.dispose();
    floating.remove();
  };
}

function followActiveTab(monaco: Monaco, view: editor.IStandaloneCodeEditor): () => void {
  let title: string | null = null;
  const follow = (): void => {
    const { tabs, active } = useTabs.getState();
    const tab = tabs.find(({ id }) => id === active);
    if (tab === undefined) return;
    showTab(monaco, view, tab);
    if (tab.title === title) return;
    title = tab.title;
    view.updateOptions({ ariaLabel: `${title}, SQL. Esc and then Tab leaves the text.` });
  };
  follow();
  return useTabs.subscribe(follow);
}

function showTab(monaco: Monaco, view: editor.IStandaloneCodeEditor, tab: EditorTab): void {
  const model = modelOf(monaco, tab);
  if (view.getModel() === model) return;
  leaveTab(view);
  const isFree = view.hasTextFocus() || document.activeElement === document.body;
  view.setModel(model);
  const kept = viewOf(tab.id);
  if (kept === null) {
    const position = model.getPositionAt(tab.cursor);
    view.setPosition(position);
    view.revealPositionInCenterIfOutsideViewport(position);
  } else view.restoreViewState(kept);
  if (isFree) view.focus();
}

/** Keeps where somebody was in the text that is shown. */
function leaveTab(view: editor.IStandaloneCodeEditor): void {
  const id = tabOfModel(view.getModel());
  if (id === null) return;
  keepText(id);
  keepView(id, view.saveViewState());
}
