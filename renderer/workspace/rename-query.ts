import { call } from '../rpc/call.ts';
import { errorReportOf } from '../rpc/rpc-error.ts';
import { useTabs } from './tabs-store.ts';

/** Gives a saved query another name, in its file and in the tab that shows it. Gives what went wrong, else null. */
export async function renameQuery(name: string, to: string): Promise<string | null> {
  if (name === to) return null;
  // The tab first: when the host tells of changed files, the old name must no longer be looked for.
  follow(name, to);
  try {
    await call('queries', 'rename', { name, to });
    return null;
  } catch (error) {
    follow(to, name);
    const { message, hint } = errorReportOf(error);
    return hint === null ? message : `${message} ${hint}`;
  }
}

function follow(from: string, to: string): void {
  const { tabs, change } = useTabs.getState();
  for (const tab of tabs) if (tab.query === from) change(tab.id, { query: to, title: to });
}
