import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { focusEditor, openQuery, openText } from '../../workspace/editor-actions.ts';
import { useNotices } from '../../workspace/notices-store.ts';
import { useTabs } from '../../workspace/tabs-store.ts';

/** Rows that a look at a model asks for. */
const LOOK_ROWS = 1000;

/** Brings a saved query in front, ready to be typed in. */
export async function openSaved(name: string): Promise<void> {
  await openQuery(name);
  focusEditor();
}

/** Opens the text of a model as a new query: models themselves are changed in their files. */
export async function openModelText(name: string): Promise<void> {
  try {
    const { sql } = await call('queries', 'read', { name, folder: 'models' });
    useTabs.getState().open({ title: `${name} (model)`, sql });
    focusEditor();
  } catch (error) {
    tellFailure(error);
  }
}

/** Opens and runs a query over the whole of a model. */
export function queryModel(name: string): void {
  const quoted = /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
  openText(`SELECT *\nFROM models.${quoted}\nLIMIT ${LOOK_ROWS}`, name, true);
}

/** Deletes the file of a query. A tab that shows it keeps its text. */
export async function removeQuery(name: string): Promise<void> {
  try {
    await call('queries', 'remove', { name });
  } catch (error) {
    tellFailure(error);
  }
}

function tellFailure(error: unknown): void {
  const { message, hint } = errorReportOf(error);
  const text = hint === null ? message : `${message} ${hint}`;
  useNotices.getState().tell({ level: 'error', source: null, text });
}
