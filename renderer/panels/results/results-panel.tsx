import { Play, TableProperties } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import type { EditorTab } from '../../../main/contract/api/window.ts';
import type { RunState } from '../../../main/contract/api/queries.ts';
import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { runCommand } from '../../workspace/commands.ts';
import { isLive, useRun, useRuns } from '../../workspace/runs-store.ts';
import { STEP_WORDS } from '../../workspace/step-words.ts';
import { useActiveTab } from '../../workspace/tabs-store.ts';
import { ExportDialog } from './export-dialog.tsx';
import { ResultBar } from './result-bar.tsx';
import { ResultGrid } from './result-grid.tsx';
import { runAgain } from './run-again.ts';
import { RunProgress } from './run-progress.tsx';
import styles from './results.module.css';
import { useResultCommands } from './use-result-commands.ts';

const GONE = 'It failed, was cancelled, or made room for newer ones.';

/** The results of the tab in front. */
export function ResultsPanel(): ReactElement {
  const tab = useActiveTab();
  const run = useRun(tab?.shown ?? null);
  const [exporting, setExporting] = useState<RunState | null>(null);
  useResultCommands(tab, run, setExporting);
  if (tab === null || tab.shown === null) return <NothingRun />;
  return (
    <div className={styles.panel}>
      <ResultBar tab={tab} run={run} />
      <div id="result-shown" role="tabpanel" aria-label="Result" className={styles.shown}>
        {run === null ? (
          <Missing runId={tab.shown} tab={tab} />
        ) : (
          <Shown key={run.runId} run={run} tab={tab} />
        )}
      </div>
      {exporting !== null && <ExportDialog run={exporting} onClose={() => setExporting(null)} />}
    </div>
  );
}

function NothingRun(): ReactElement {
  return (
    <EmptyState
      icon={TableProperties}
      title="No result yet"
      text={
        <>
          Write a query over your sources and run it with <Keys keys="Ctrl+Enter" />. Its rows appear here,
          and under them what each source did for them.
        </>
      }
      action={
        <Button kind="primary" icon={Play} onPress={() => runCommand('query.run')}>
          Run
        </Button>
      }
    />
  );
}

/** A result that the window remembers and has not heard of since. */
function Missing({ runId, tab }: { readonly runId: string; readonly tab: EditorTab }): ReactElement | null {
  const [error, setError] = useState<ErrorReport | null>(null);
  const late = useDelayed(error === null, 150);
  useEffect(() => {
    const gone = new AbortController();
    call('runs', 'get', { runId }, gone.signal)
      .then((run) => useRuns.getState().put(run))
      .catch((failure: unknown) => (gone.signal.aborted ? undefined : setError(errorReportOf(failure))));
    return () => gone.abort();
  }, [runId]);
  if (error !== null) {
    return (
      <EmptyState
        icon={TableProperties}
        title="This result is not kept any more"
        text={`${error.code === 'result-missing' ? GONE : error.message} Run the query again for its rows.`}
        action={<RunAgain run={null} tab={tab} />}
      />
    );
  }
  return late ? <Skeleton shape="grid" /> : null;
}

function RunAgain({ run, tab }: { readonly run: RunState | null; readonly tab: EditorTab }): ReactElement {
  return (
    <Button kind="primary" icon={Play} onPress={() => runAgain(run, tab)}>
      Run again
    </Button>
  );
}

function Shown({ run, tab }: { readonly run: RunState; readonly tab: EditorTab }): ReactElement | null {
  const live = isLive(run);
  const late = useDelayed(live, 150);
  const hasRows = run.columns !== null && (run.stored || (live && run.rows > 0));
  const cancel = (): void => void call('runs', 'cancel', { runId: run.runId }).catch(() => undefined);
  if (run.state === 'failed') return <Failed run={run} tab={tab} />;
  if (run.state === 'cancelled') {
    return (
      <EmptyState
        icon={TableProperties}
        title="Cancelled"
        text="The run was stopped before its answer was whole, so no rows were kept."
        action={<RunAgain run={run} tab={tab} />}
      />
    );
  }
  return (
    <>
      {hasRows && <ResultGrid run={run} tab={tab.id} />}
      {/* Under rows that are there already, so that they stay where they are when the run ends. */}
      {live && late && <RunProgress run={run} onCancel={cancel} />}
      {!live && !hasRows && (
        <EmptyState
          icon={TableProperties}
          title="The rows are not kept any more"
          text="Older results make room for newer ones; pin a result to keep it. Run the query again for its rows."
          action={<RunAgain run={run} tab={tab} />}
        />
      )}
    </>
  );
}

function Failed({ run, tab }: { readonly run: RunState; readonly tab: EditorTab }): ReactElement {
  const { error } = run;
  if (error === null)
    return <ErrorState title="The query failed" message="No reason is known." hint={null} />;
  const where = [
    error.source !== null && `Source: ${error.source}`,
    error.step !== null && `Step: ${STEP_WORDS[error.step]}`,
    error.line !== null &&
      `${error.file ?? 'Query'}, line ${error.line}${error.column === null ? '' : `, column ${error.column}`}`,
    `Code: ${error.code}`,
    '',
    run.sql,
  ];
  return (
    <ErrorState
      title={error.source === null ? 'The query failed' : `The query failed at ${error.source}`}
      message={error.message}
      hint={error.hint}
      details={where.filter((line) => line !== false).join('\n')}
      onRetry={() => runAgain(run, tab)}
    />
  );
}
