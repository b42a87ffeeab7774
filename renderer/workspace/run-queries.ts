import { create } from 'zustand';
import type { ApiOutput } from '../../main/contract/api/api.ts';
import type { RunState } from '../../main/contract/api/queries.ts';
import type { EditorTab } from '../../main/contract/api/window.ts';
import type { ErrorReport } from '../../engine/errors/atoll-error.ts';
import { call } from '../rpc/call.ts';
import { errorReportOf } from '../rpc/rpc-error.ts';
import { useNotices } from './notices-store.ts';
import { usePanelWish } from './panel-wish-store.ts';
import { isLive, useRuns } from './runs-store.ts';
import { useTabs } from './tabs-store.ts';

export type PushdownMode = RunState['mode'];

/** Statements to run one after the other, in one tab. */
export interface RunWish {
  readonly tab: string;
  readonly statements: readonly string[];
  readonly mode: PushdownMode;
  /** Rows that the first statement stops at; null for the whole answer. */
  readonly sample: number | null;
  /** The first statement runs whatever its estimate; else a question comes first where that exceeds a limit. */
  readonly agreed: boolean;
}

type Foreseen = ApiOutput<'runs', 'foresee'>;

/** A run that waits for a word: its estimate exceeds a limit. */
export interface CostQuestion {
  /** What was to run; its first statement is the one in question. */
  readonly wish: RunWish;
  readonly exceeds: Foreseen['exceeds'];
  readonly report: Foreseen['report'];
}

interface TabRunning {
  readonly question: CostQuestion | null;
  /** Why the last wish did not become a run. */
  readonly failure: ErrorReport | null;
  /** Between the wish and the answer of the host. */
  readonly starting: boolean;
}

const IDLE: TabRunning = { question: null, failure: null, starting: false };

interface RunningStore {
  readonly tabs: ReadonlyMap<string, TabRunning>;
  readonly set: (tab: string, change: Partial<TabRunning>) => void;
}

/** What stands before the runs of each tab: a question of cost, a refusal. */
export const useRunning = create<RunningStore>((set) => ({
  tabs: new Map(),
  set: (tab, change) =>
    set(({ tabs }) => ({ tabs: new Map(tabs).set(tab, { ...IDLE, ...tabs.get(tab), ...change }) })),
}));

export function useTabRunning(tab: string): TabRunning {
  return useRunning(({ tabs }) => tabs.get(tab) ?? IDLE);
}

/** The number of the newest wish of each tab: an older one stops when it finds another. */
const wishes = new Map<string, number>();

/**
 * Runs the statements one after the other, each with a result of its own, until one does not complete. Where the
 * estimate of one exceeds a limit, a question is left in `useRunning` instead.
 */
export async function runStatements(wish: RunWish): Promise<void> {
  const number = (wishes.get(wish.tab) ?? 0) + 1;
  wishes.set(wish.tab, number);
  const { set } = useRunning.getState();
  set(wish.tab, { question: null, failure: null, starting: true });
  let left = wish;
  try {
    while (left.statements.length > 0 && wishes.get(wish.tab) === number) {
      const question = left.agreed ? null : await costQuestion(left);
      if (wishes.get(wish.tab) !== number) return;
      if (question !== null) return set(wish.tab, { question });
      const runId = await startFirst(left, left === wish);
      left = { ...left, statements: left.statements.slice(1), sample: null, agreed: false };
      set(wish.tab, { starting: false });
      if (left.statements.length > 0 && !(await completes(runId))) return tellUnrun(left.statements.length);
    }
  } catch (error) {
    set(wish.tab, { failure: errorReportOf(error) });
  } finally {
    if (wishes.get(wish.tab) === number) set(wish.tab, { starting: false });
  }
}

function tellUnrun(count: number): void {
  const text =
    count === 1
      ? 'The statement after this one was not run.'
      : `The ${count} statements after this one were not run.`;
  useNotices.getState().tell({ level: 'warning', source: null, text });
}

/** Takes back what waits in a tab and stops the run that is shown there, or else those of the tab that live. */
export async function cancelRuns(tab: string): Promise<void> {
  wishes.set(tab, (wishes.get(tab) ?? 0) + 1);
  useRunning.getState().set(tab, { question: null, starting: false });
  const live = liveRuns(tab);
  const shown = live.filter(({ runId }) => runId === tabOf(tab)?.shown);
  const cancelled = (shown.length > 0 ? shown : live).map(({ runId }) => call('runs', 'cancel', { runId }));
  try {
    await Promise.all(cancelled);
  } catch (error) {
    useRunning.getState().set(tab, { failure: errorReportOf(error) });
  }
}

/** The runs of a tab that have not ended. */
export function liveRuns(tab: string): readonly RunState[] {
  const { runs } = useRuns.getState();
  const ids = tabOf(tab)?.results ?? [];
  return ids.flatMap(({ runId }) => {
    const run = runs.get(runId);
    return run !== undefined && isLive(run) ? [run] : [];
  });
}

/** Of the parameters that a tab remembers, those that a statement may mean. */
export function parametersFor(sql: string, remembered: EditorTab['parameters']): EditorTab['parameters'] {
  const names = new Set([...sql.matchAll(/\$([\p{L}_][\p{L}\p{N}_]*)/gu)].map(([, name]) => name));
  return Object.fromEntries(Object.entries(remembered).filter(([name]) => names.has(name)));
}

async function costQuestion(wish: RunWish): Promise<CostQuestion | null> {
  const [sql = ''] = wish.statements;
  try {
    const parameters = parametersFor(sql, tabOf(wish.tab)?.parameters ?? {});
    const { exceeds, report } = await call('runs', 'foresee', { sql, parameters, mode: wish.mode });
    return exceeds.length > 0 ? { wish, exceeds, report } : null;
  } catch {
    // The run itself tells what is wrong with the text, in the place where errors of runs are shown.
    return null;
  }
}

/** Starts a run. One that begins a wish takes the place of results that ended and that nobody pinned. */
async function startFirst({ tab, statements, mode, sample }: RunWish, begins: boolean): Promise<string> {
  const [sql = ''] = statements;
  const parameters = parametersFor(sql, tabOf(tab)?.parameters ?? {});
  const { runId } = await call('runs', 'start', { sql, parameters, mode, tab, sample });
  if (begins) usePanelWish.getState().bringUp('results');
  const live = new Set(liveRuns(tab).map((run) => run.runId));
  const results = (tabOf(tab)?.results ?? []).filter(
    (result) => !begins || result.pinned || live.has(result.runId),
  );
  useTabs.getState().change(tab, { results: [...results, { runId, pinned: false }], shown: runId });
  return runId;
}

function completes(runId: string): Promise<boolean> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const run = useRuns.getState().runs.get(runId);
      if (run === undefined || isLive(run)) return false;
      resolve(run.state === 'complete');
      return true;
    };
    if (look()) return;
    const leave = useRuns.subscribe(() => {
      if (look()) leave();
    });
  });
}

function tabOf(tab: string): EditorTab | undefined {
  return useTabs.getState().tabs.find(({ id }) => id === tab);
}
