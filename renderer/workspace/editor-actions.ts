import { call } from '../rpc/call.ts';
import { errorReportOf } from '../rpc/rpc-error.ts';
import { useNotices } from './notices-store.ts';
import { runStatements } from './run-queries.ts';
import { useTabs } from './tabs-store.ts';

/** The editor that has a text open, as other panels may use it. */
export interface EditorTarget {
  /** Puts text at the cursor, in place of what is selected, and the focus after it. */
  readonly insert: (text: string) => void;
  readonly focus: () => void;
}

let target: EditorTarget | null = null;

/** Somebody wanted the focus in the text while the editor was still being loaded. */
let focusWanted = false;

/** Says which editor takes text; returns how to take that back. */
export function offerEditor(offered: EditorTarget): () => void {
  target = offered;
  if (focusWanted) offered.focus();
  focusWanted = false;
  return () => {
    if (target === offered) target = null;
  };
}

/** Puts text at the cursor of the open tab; into a new tab where none is open. */
export function insertText(text: string): void {
  if (target === null) openText(text);
  else target.insert(text);
}

/** Puts the focus into the text of the open tab, as soon as there is one. */
export function focusEditor(): void {
  if (target === null) focusWanted = true;
  else target.focus();
}

/** Opens a text in a new tab in front, and runs it at once if wished; gives the id of the tab. */
export function openText(sql: string, title: string | null = null, run = false): string {
  const tab = useTabs.getState().open({
    sql,
    dirty: sql.trim() !== '',
    cursor: sql.length,
    ...(title === null ? {} : { title }),
  });
  if (run) void runStatements({ tab, statements: [sql], mode: 'full', sample: null, agreed: false });
  return tab;
}

/** Queries whose text is being read, so that a second click opens no second tab. */
const opening = new Map<string, Promise<void>>();

/** Brings a saved query in front, opened if no tab shows it; a failure becomes a notice. */
export async function openQuery(name: string): Promise<void> {
  const { tabs, activate } = useTabs.getState();
  const known = tabs.find(({ query }) => query === name);
  if (known !== undefined) return activate(known.id);
  const begun = opening.get(name) ?? readIntoTab(name).finally(() => opening.delete(name));
  opening.set(name, begun);
  await begun;
}

async function readIntoTab(name: string): Promise<void> {
  try {
    const { sql, version } = await call('queries', 'read', { name });
    useTabs.getState().open({ title: name, query: name, base: version, sql });
  } catch (error) {
    const { message } = errorReportOf(error);
    useNotices
      .getState()
      .tell({ level: 'error', source: null, text: `${name} could not be opened: ${message}` });
  }
}
