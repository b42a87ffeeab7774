import * as z from 'zod';
import { RUN_STATES, type RunState } from '../../contract/api/queries.ts';
import { count, figure, moment, runId } from '../../contract/api/shapes.ts';

/** One line of the history's file: a run as it was then. A later line of the same run stands for it. */
const historyLine = z.object({
  runId,
  sql: z.string(),
  title: z.string(),
  startedAt: moment,
  ms: figure.nullable(),
  rows: count.nullable(),
  bytesMoved: figure.nullable(),
  state: z.enum(RUN_STATES),
  message: z.string().nullable(),
  sources: z.array(z.string()),
});

export type HistoryLine = z.infer<typeof historyLine>;

export function lineOf(run: RunState): HistoryLine {
  const { sql, title, startedAt, ms, state } = run;
  return {
    runId: run.runId,
    sql,
    title,
    startedAt,
    ms,
    rows: state === 'complete' ? run.rows : null,
    bytesMoved: run.report?.totals.bytesMoved ?? null,
    state,
    message: run.error?.message ?? null,
    sources: [...new Set(run.fragments.map(({ source }) => source))],
  };
}

/** Null where the line is not whole, as after a crash or a bad disk. */
export function parseLine(text: string): HistoryLine | null {
  try {
    return historyLine.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
