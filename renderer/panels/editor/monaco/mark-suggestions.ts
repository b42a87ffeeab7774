import { useSources } from '../../../workspace/sources-store.ts';

/** Stands between a source and the rest in the details of a suggestion: an en space, which no name holds. */
export const SOURCE_GAP = '\u2002';

/**
 * Gives rows of the completion list the hue of their source (`data-hue`, for the style sheet). Monaco has no class of
 * its own for an item, so the rows are read as they are drawn. Returns how to stop.
 */
export function markSuggestions(root: HTMLElement): () => void {
  const mark = (): void => {
    for (const row of root.querySelectorAll<HTMLElement>('.suggest-widget .monaco-list-row')) {
      const hue = hueOf(row.querySelector('.details-label')?.textContent ?? '');
      if (row.dataset['hue'] !== hue) row.dataset['hue'] = hue;
    }
  };
  const observer = new MutationObserver(mark);
  observer.observe(root, { childList: true, subtree: true, characterData: true });
  return () => observer.disconnect();
}

function hueOf(details: string): string {
  const end = details.indexOf(SOURCE_GAP);
  const name = details.slice(0, Math.max(0, end));
  const source = useSources.getState().sources?.find((one) => one.name === name);
  return source === undefined ? '' : String(source.hue);
}
