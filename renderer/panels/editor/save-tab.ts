import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { useNotices } from '../../workspace/notices-store.ts';
import { useTabs } from '../../workspace/tabs-store.ts';
import { useFileConflicts } from './file-conflicts.ts';
import { keepText, markSaved, textOf } from './tab-texts.ts';

/**
 * Saves the text of a tab in `queries/` under that name. Where somebody else saved another text meanwhile, theirs stays
 * and the tab asks which to keep. Gives what went wrong, null where nothing did.
 */
export async function saveTab(id: string, name: string): Promise<string | null> {
  keepText(id);
  const { tabs, change } = useTabs.getState();
  const tab = tabs.find((one) => one.id === id);
  if (tab === undefined) return null;
  const sql = textOf(tab);
  const base = tab.query === name ? tab.base : null;
  try {
    const answer = await call('queries', 'save', { name, sql, base });
    if (!answer.saved) {
      if (tab.query !== name) return `There is a saved query ${name} already. Choose another name.`;
      useFileConflicts.getState().put(id, { theirs: answer.theirs, version: answer.version });
      return null;
    }
    markSaved(id, sql);
    useFileConflicts.getState().clear(id);
    change(id, { query: name, title: name, base: answer.version, dirty: stillDiffers(id, sql) });
    return null;
  } catch (error) {
    const { message, hint } = errorReportOf(error);
    return hint === null ? message : `${message} ${hint}`;
  }
}

/** Saves a tab that has a file; what went wrong becomes a notice. */
export async function saveInPlace(id: string, name: string): Promise<void> {
  const problem = await saveTab(id, name);
  if (problem !== null) useNotices.getState().tell({ level: 'error', source: null, text: problem });
}

/** Somebody may have typed on while the file was written. */
function stillDiffers(id: string, saved: string): boolean {
  const tab = useTabs.getState().tabs.find((one) => one.id === id);
  return tab !== undefined && textOf(tab) !== saved;
}
