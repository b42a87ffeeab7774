import type { editor } from 'monaco-editor/editor';
import type { EditorTab } from '../../../main/contract/api/window.ts';
import { useTabs } from '../../workspace/tabs-store.ts';
import { DUCKDB_SQL } from './monaco/duckdb-language.ts';
import { useEditorState } from './editor-state.ts';
import type { Monaco } from './monaco/monaco-type.ts';

/** How long typing may go on before the shared tab has the new text, ms. */
const KEEP_AFTER_MS = 250;

/** One tab's text in Monaco: with its own undo, for as long as the tab is open. */
interface TabText {
  readonly model: editor.ITextModel;
  view: editor.ICodeEditorViewState | null;
  /** What the shared tab was told last. */
  told: string;
  cursor: number;
  timer: ReturnType<typeof setTimeout> | null;
}

const texts = new Map<string, TabText>();

/** The texts as they stand in their files, by tab: what undoing everything comes back to. */
const savedTexts = new Map<string, string>();

/** The model of a tab, made where there is none yet. */
export function modelOf(monaco: Monaco, tab: EditorTab): editor.ITextModel {
  const known = texts.get(tab.id);
  if (known !== undefined) return known.model;
  const model = monaco.editor.createModel(tab.sql, DUCKDB_SQL);
  const text: TabText = { model, view: null, told: tab.sql, cursor: tab.cursor, timer: null };
  texts.set(tab.id, text);
  if (tab.query !== null && !tab.dirty) savedTexts.set(tab.id, tab.sql);
  model.onDidChangeContent(() => keepSoon(tab.id));
  return model;
}

/** Tells the shared tab the text and cursor a little later, once for all that happens until then. */
export function keepSoon(id: string): void {
  const text = texts.get(id);
  if (text !== undefined) text.timer ??= setTimeout(() => keepText(id), KEEP_AFTER_MS);
}

/** The tab that shows a model. */
export function tabOfModel(model: editor.ITextModel | null): string | null {
  return [...texts].find(([, text]) => text.model === model)?.[0] ?? null;
}

/** The text of a tab as it stands now, before the shared tab has heard of the last keys. */
export function textOf(tab: EditorTab): string {
  return texts.get(tab.id)?.model.getValue() ?? tab.sql;
}

/** Tells the shared tab the text and cursor at once. */
export function keepText(id: string): void {
  const text = texts.get(id);
  const tab = useTabs.getState().tabs.find((one) => one.id === id);
  if (text === undefined || tab === undefined) return;
  if (text.timer !== null) clearTimeout(text.timer);
  text.timer = null;
  const sql = text.model.getValue();
  const cursor = useEditorState.getState().selections.get(id)?.from ?? text.cursor;
  if (sql === text.told && cursor === text.cursor) return;
  const dirty = isSameText(sql, text.told) ? tab.dirty : isDirty(tab, sql);
  text.told = sql;
  text.cursor = cursor;
  useTabs.getState().change(id, { sql, cursor, dirty });
}

/** Says what the file of a tab holds: the tab is unsaved while its text differs. */
export function markSaved(id: string, sql: string): void {
  savedTexts.set(id, sql);
}

export function keepView(id: string, view: editor.ICodeEditorViewState | null): void {
  const text = texts.get(id);
  if (text !== undefined) text.view = view;
}

export function viewOf(id: string): editor.ICodeEditorViewState | null {
  return texts.get(id)?.view ?? null;
}

/** Puts another text into a tab's model as one step that can be undone. */
export function replaceText(model: editor.ITextModel, sql: string): void {
  if (model.getValue() === sql) return;
  model.pushStackElement();
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text: sql }], () => null);
  model.pushStackElement();
}

/**
 * Follows the shared tabs: texts that were put there by others, tabs that were closed; and tells them the last keys
 * when the page is left. Returns how to stop.
 */
export function followTabs(): () => void {
  const stop = new AbortController();
  // Caught on the way down, and so before what is shared is saved.
  const early = { capture: true, signal: stop.signal };
  for (const leaving of ['pagehide', 'visibilitychange']) addEventListener(leaving, keepAll, early);
  const leave = useTabs.subscribe(({ tabs }) => {
    const open = new Map(tabs.map((tab) => [tab.id, tab]));
    for (const [id, text] of texts) {
      const tab = open.get(id);
      if (tab === undefined) forget(id, text);
      else if (tab.sql !== text.told) {
        text.told = tab.sql;
        replaceText(text.model, tab.sql);
      }
    }
  });
  return () => {
    stop.abort();
    leave();
  };
}

function keepAll(): void {
  for (const id of texts.keys()) keepText(id);
}

function forget(id: string, text: TabText): void {
  if (text.timer !== null) clearTimeout(text.timer);
  texts.delete(id);
  savedTexts.delete(id);
  text.model.dispose();
}

function isDirty(tab: EditorTab, sql: string): boolean {
  return tab.query === null ? sql.trim() !== '' : !isSameText(sql, savedTexts.get(tab.id));
}

/** Monaco gives all lines of a text the same end, so texts that differ in nothing else are the same. */
function isSameText(one: string, other: string | undefined): boolean {
  return one.replaceAll('\r\n', '\n') === other?.replaceAll('\r\n', '\n');
}
