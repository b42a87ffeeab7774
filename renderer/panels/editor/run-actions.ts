import type { EditorTab } from '../../../main/contract/api/window.ts';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { runCommand } from '../../workspace/commands.ts';
import { useExplained } from '../../workspace/explained-store.ts';
import { parametersFor, type PushdownMode, runStatements, useRunning } from '../../workspace/run-queries.ts';
import { useTabs } from '../../workspace/tabs-store.ts';
import { missingValues, typedParameters } from './parameter-typing.ts';
import { runTarget, type Stretch } from './run-target.ts';
import { checkOf, statementsOf, useAnalysis } from './text-analysis.ts';
import { keepText, textOf } from './tab-texts.ts';
import { useEditorState } from './editor-state.ts';

/** What of a text is meant. */
export type RunScope = 'target' | 'selection' | 'all';

/** Runs a part of the active tab: its values for parameters must be there, else their inputs are pointed at. */
export async function runTab(scope: RunScope): Promise<void> {
  const tab = activeTab();
  if (tab === null) return;
  const statements = await statementsToRun(tab, scope);
  if (statements.length === 0 || !(await hasValues(tab.id, statements))) return;
  await runStatements({
    tab: tab.id,
    statements,
    mode: modeOf(tab.id),
    sample: null,
    agreed: false,
  });
}

/** Plans the statement at the cursor without running it; the plan is shown where plans are. */
export async function explainTab(): Promise<void> {
  const tab = activeTab();
  if (tab === null) return;
  const [sql] = await statementsToRun(tab, 'target');
  if (sql === undefined || !(await hasValues(tab.id, [sql]))) return;
  const { set } = useRunning.getState();
  set(tab.id, { failure: null, starting: true });
  try {
    const parameters = parametersFor(sql, activeTab()?.parameters ?? {});
    const { report } = await call('runs', 'foresee', { sql, parameters, mode: modeOf(tab.id) });
    useExplained.getState().explain({ report, sql, tab: tab.id });
    runCommand('view.plan');
  } catch (error) {
    set(tab.id, { failure: errorReportOf(error) });
  } finally {
    set(tab.id, { starting: false });
  }
}

/** How much of the work of a tab may go to the sources. */
export function modeOf(tab: string): PushdownMode {
  return useEditorState.getState().modes.get(tab) ?? 'full';
}

async function statementsToRun(tab: EditorTab, scope: RunScope): Promise<readonly string[]> {
  keepText(tab.id);
  const sql = textOf(tab);
  const known = useAnalysis.getState().tabs.get(tab.id);
  const statements = known?.sql === sql ? known.statements : await statementsOf(sql);
  return stretches(scope, sql, statements, tab.id)
    .map(({ from, to }) => sql.slice(from, to))
    .filter((text) => text.trim() !== '');
}

function stretches(
  scope: RunScope,
  sql: string,
  statements: readonly Stretch[],
  tab: string,
): readonly Stretch[] {
  if (scope === 'all') return statements;
  const state = useEditorState.getState();
  const selection = state.selections.get(tab) ?? { from: sql.length, to: sql.length };
  return runTarget(sql, statements, selection);
}

async function hasValues(tab: string, statements: readonly string[]): Promise<boolean> {
  const checks = await Promise.all(statements.filter((sql) => sql.includes('$')).map((sql) => checkOf(sql)));
  const values = useTabs.getState().tabs.find(({ id }) => id === tab)?.parameters ?? {};
  const missing = missingValues(typedParameters(checks), values);
  useEditorState.getState().setMissing(tab, missing);
  return missing.length === 0;
}

function activeTab(): EditorTab | null {
  const { tabs, active } = useTabs.getState();
  return tabs.find(({ id }) => id === active) ?? null;
}
