import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import type { Command } from '../../workspace/commands.ts';
import { focusEditor, openText } from '../../workspace/editor-actions.ts';
import { useNotices } from '../../workspace/notices-store.ts';
import { cancelRuns, liveRuns, useRunning } from '../../workspace/run-queries.ts';
import { useTabs } from '../../workspace/tabs-store.ts';
import { useEditorState } from './editor-state.ts';
import { explainTab, runTab } from './run-actions.ts';
import { closeTabs, saveOrAsk } from './tab-actions.ts';
import { neighbour } from './tab-rules.ts';
import { keepText, textOf } from './tab-texts.ts';

/** What can be done with queries from anywhere in the window. */
export const EDITOR_COMMANDS: readonly Command[] = [
  command('query.run', 'Run statement', () => runTab('target'), hasTab),
  command('query.run-selection', 'Run selection', () => runTab('selection'), hasSelection),
  command('query.run-all', 'Run all statements', () => runTab('all'), hasTab),
  command('query.cancel', 'Cancel run', () => cancelRuns(active() ?? ''), runs),
  command('query.explain', 'Show what would go where', explainTab, hasTab),
  command('query.format', 'Format text', formatTab, hasTab),
  command('query.new', 'New query', newTab),
  command('query.save', 'Save query', () => saveOrAsk(active() ?? ''), hasTab),
  command('query.close', 'Close tab', () => closeTabs([active() ?? '']), hasTab),
  command('query.next-tab', 'Next tab', () => goBy(1), hasTab),
  command('query.previous-tab', 'Previous tab', () => goBy(-1), hasTab),
];

function command(
  id: string,
  title: string,
  run: Command['run'],
  enabled: () => boolean = () => true,
): Command {
  return { id, title, group: 'Query', run, enabled };
}

function active(): string | null {
  return useTabs.getState().active;
}

function hasTab(): boolean {
  return active() !== null;
}

function hasSelection(): boolean {
  const selection = useEditorState.getState().selections.get(active() ?? '');
  return selection !== undefined && selection.from < selection.to;
}

/** A run lives, or one is about to begin. */
function runs(): boolean {
  const tab = active() ?? '';
  return liveRuns(tab).length > 0 || useRunning.getState().tabs.get(tab)?.starting === true;
}

function newTab(): void {
  openText('');
  requestAnimationFrame(focusEditor);
}

function goBy(step: -1 | 1): void {
  const next = neighbour(useTabs.getState().tabs, active(), step);
  if (next !== null) useTabs.getState().activate(next);
}

async function formatTab(): Promise<void> {
  const id = active() ?? '';
  keepText(id);
  const { tabs, change } = useTabs.getState();
  const tab = tabs.find((one) => one.id === id);
  if (tab === undefined) return;
  const before = textOf(tab);
  try {
    const { sql } = await call('language', 'format', { sql: before });
    if (textOf(tab) === before && sql !== before) change(id, { sql, dirty: true });
  } catch (error) {
    const { message } = errorReportOf(error);
    useNotices.getState().tell({ level: 'warning', source: null, text: `Not formatted: ${message}` });
  }
}
