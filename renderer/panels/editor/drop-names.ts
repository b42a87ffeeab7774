import type { editor } from 'monaco-editor/editor';
import { insertAt } from './connect-editor.ts';

/** Takes text that is dragged from elsewhere, such as a name from the tree, where the pointer is. */
export function dropNames(host: HTMLElement, view: editor.IStandaloneCodeEditor): () => void {
  const over = (event: DragEvent): void => {
    if (!isText(event)) return;
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
    const place = view.getTargetAtClientPoint(event.clientX, event.clientY)?.position ?? null;
    if (place !== null) view.setPosition(place);
    view.focus();
  };
  const drop = (event: DragEvent): void => {
    if (!isText(event)) return;
    event.preventDefault();
    insertAt(view, event.dataTransfer?.getData('text/plain') ?? '');
  };
  host.addEventListener('dragover', over);
  host.addEventListener('drop', drop);
  return () => {
    host.removeEventListener('dragover', over);
    host.removeEventListener('drop', drop);
  };
}

/** Files are for the window, and what is dragged within the text is for Monaco. */
function isText({ dataTransfer }: DragEvent): boolean {
  const types = dataTransfer?.types ?? [];
  return (
    types.includes('text/plain') && !types.includes('Files') && !types.includes('application/x-atoll-tab')
  );
}
