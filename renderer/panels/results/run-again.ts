import type { EditorTab } from '../../../main/contract/api/window.ts';
import type { RunState } from '../../../main/contract/api/queries.ts';
import { runCommand } from '../../workspace/commands.ts';
import { runStatements } from '../../workspace/run-queries.ts';

/**
 * Runs the statement of a run once more while the text of its tab still holds it, wherever the cursor stands; one that
 * was changed meanwhile runs as it is now.
 */
export function runAgain(run: RunState | null, tab: EditorTab): void {
  if (run === null || !tab.sql.includes(run.sql.trim())) {
    runCommand('query.run');
    return;
  }
  const { mode, sample, sql } = run;
  void runStatements({ tab: tab.id, statements: [sql], mode, sample, agreed: false });
}
