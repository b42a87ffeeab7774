import type { editor } from 'monaco-editor/editor';
import type { Monaco } from './monaco/monaco-type.ts';

/** Esc and then Tab leaves the editor, beside Ctrl+M, which lets Tab leave until it is pressed again. */
export function leaveByTab(monaco: Monaco, view: editor.IStandaloneCodeEditor): () => void {
  let escaped = false;
  let lent = false;
  const listener = view.onKeyDown(({ keyCode }) => {
    const { KeyCode } = monaco;
    if (keyCode === KeyCode.Shift) return;
    if (escaped && keyCode === KeyCode.Tab && !view.getOption(monaco.editor.EditorOption.tabFocusMode)) {
      lent = true;
      view.updateOptions({ tabFocusMode: true });
    }
    escaped = keyCode === KeyCode.Escape;
  });
  const blur = view.onDidBlurEditorWidget(() => {
    escaped = false;
    if (lent) view.updateOptions({ tabFocusMode: false });
    lent = false;
  });
  return () => {
    listener.dispose();
    blur.dispose();
  };
}
