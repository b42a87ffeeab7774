import type { editor } from 'monaco-editor/editor';
import type { Monaco } from './monaco/monaco-type.ts';

/** Esc and then Tab leaves the editor, beside Ctrl+M, which lets Tab leave until it is pressed again. */
export function leaveByTab(monaco: Monaco, view: editor.IStandaloneCodeEditor): () => void {
  let escaped = false;
  const listener = view.onKeyDown(({ keyCode }) => {
    const { KeyCode } = monaco;
    if (keyCode === KeyCode.Shift) return;
    const leaves = escaped && keyCode === KeyCode.Tab;
    escaped = keyCode === KeyCode.Escape;
    if (!leaves || view.getOption(monaco.editor.EditorOption.tabFocusMode)) return;
    view.updateOptions({ tabFocusMode: true });
    // Once this key has moved the focus, Tab indents again.
    setTimeout(() => view.updateOptions({ tabFocusMode: false }), 0);
  });
  return () => listener.dispose();
}
