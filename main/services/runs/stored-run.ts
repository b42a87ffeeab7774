import { typeToSql } from '../../../engine/types/data-type.ts';
import type { ExplainReport } from '../../../engine/types/explain.ts';
import type { RunState } from '../../contract/api/queries.ts';
import { explainReport } from '../../contract/explain.ts';
import type { KeptResult } from '../results/result-notes.ts';
import { runTitle } from './run-title.ts';

/** The run that a stored result is of, as far as it is remembered. */
export function storedRun(kept: KeptResult): RunState {
  const { notes } = kept;
  const ms = notes?.ms ?? kept.measurement.ms;
  const report = reportOf(notes?.report);
  return {
    runId: kept.runId,
    tab: notes?.tab ?? null,
    sql: notes?.text ?? kept.sql,
    title: notes?.title ?? runTitle(kept.sql),
    mode: notes?.mode ?? 'full',
    sample: notes?.sample ?? null,
    state: 'complete',
    startedAt: notes?.startedAt ?? new Date(Date.parse(kept.finishedAt) - ms).toISOString(),
    ms,
    columns: kept.columns.map(({ name, type }) => ({ name, type: typeToSql(type) })),
    rows: kept.rows,
    fragments: fragmentsOf(report),
    localFraction: null,
    error: null,
    report,
    pinned: kept.pinned,
    stored: true,
  };
}

/** One that another version of the program wrote may have another shape: then the run is shown without. */
function reportOf(kept: unknown): ExplainReport | null {
  return explainReport.safeParse(kept).data ?? null;
}

function fragmentsOf(report: ExplainReport | null): RunState['fragments'] {
  return (report?.fragments ?? []).map(({ id, source, actual }) => ({
    fragment: id,
    source,
    state: 'done',
    rows: actual?.rows ?? 0,
    bytes: actual?.bytes ?? 0,
    ms: actual?.ms ?? null,
  }));
}
