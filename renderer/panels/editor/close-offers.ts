import type { editor } from 'monaco-editor/editor';
import { useRunning } from '../../workspace/run-queries.ts';

/** Closes the completion list when a text is run: it would stay open over what the run shows. */
export function closeOffers(view: editor.IStandaloneCodeEditor): () => void {
  return useRunning.subscribe(({ tabs }, before) => {
    const begins = [...tabs].some(
      ([tab, { starting }]) => starting && before.tabs.get(tab)?.starting !== true,
    );
    if (begins) view.trigger('run', 'hideSuggestWidget', null);
  });
}
