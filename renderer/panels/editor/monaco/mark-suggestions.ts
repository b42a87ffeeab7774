import { hueColours } from '../../../ui/hue.ts';
import { useSources } from '../../../workspace/sources-store.ts';

/** Stands between a source and the rest in the details of a suggestion: an en space, which no name holds. */
export const SOURCE_GAP = '\u2002';

const PROPERTY = '--suggestion-mark';

/**
 * Gives rows of the completion list the hue of their source (as a property for the style sheet). Monaco has no class of
 * its own for an item, so the rows are read as they are drawn. Returns how to stop.
 */
export function markSuggestions(root: HTMLElement): () => void {
  const markAll = (): void => {
    for (const row of root.querySelectorAll<HTMLElement>('.suggest-widget .monaco-list-row')) {
      const mark = markOf(row.querySelector('.details-label')?.textContent ?? '');
      if (row.style.getPropertyValue(PROPERTY) !== mark) row.style.setProperty(PROPERTY, mark);
    }
  };
  const observer = new MutationObserver(markAll);
  observer.observe(root, { childList: true, subtree: true, characterData: true });
  return () => observer.disconnect();
}

function markOf(details: string): string {
  const end = details.indexOf(SOURCE_GAP);
  const name = details.slice(0, Math.max(0, end));
  const source = useSources.getState().sources?.find((one) => one.name === name);
  return source === undefined ? 'transparent' : hueColours(source.hue).mark;
}
