import { join, resolve } from 'node:path';
import { ExportService } from '../../services/exports/export-service.ts';
import { HistoryService } from '../../services/history/history-service.ts';
import { ReaderCache } from '../../services/results/reader-cache.ts';
import { ResultPages } from '../../services/results/result-pages.ts';
import { ResultService } from '../../services/results/result-service.ts';
import { RunService } from '../../services/runs/run-service.ts';
import { parseBytes } from '../../services/workspace/amounts.ts';
import { withHomeFolder } from '../../services/workspace/home-folder.ts';
import { WORKSPACE_FILE } from '../../services/workspace/load-workspace.ts';
import { ResultStore } from '../results/result-store.ts';
import { WorkerPool } from '../results/work/worker-pool.ts';
import type { EventSink } from './event-stream.ts';
import type { OpenWorkspace } from './open-workspace.ts';
import type { WindowContext } from './window-context.ts';

const DEFAULT_QUOTA = 2e9;

/** Processes that answer questions about results, and those that export. */
const WORKERS = 2;
const EXPORTERS = 2;

/** The runs of one open workspace and their results, whatever becomes of its sources meanwhile. */
export class WorkspaceRuns {
  readonly runs: RunService;
  readonly pages: ResultPages;
  readonly results: ResultService;
  readonly exports: ExportService;
  readonly history: HistoryService;
  readonly #readers: ReaderCache;
  readonly #pools: readonly WorkerPool[];

  constructor(workspace: OpenWorkspace, events: EventSink) {
    const { dir, stateDir } = workspace;
    const { results: quota } = workspace.host.workspace.settings;
    const results = new ResultStore(join(stateDir, 'results'), parseBytes(quota) ?? DEFAULT_QUOTA);
    const readers = new ReaderCache(results);
    const workers = new WorkerPool(stateDir, WORKERS);
    // Apart: an export of minutes holds up no question.
    const exporters = new WorkerPool(stateDir, EXPORTERS);
    const isLive = (runId: string): boolean => this.runs.live(runId)?.ms === null;
    this.#readers = readers;
    this.#pools = [workers, exporters];
    this.history = new HistoryService({
      file: join(stateDir, 'history.jsonl'),
      results,
      isLive,
      changed: () => events.publish({ kind: 'history' }),
    });
    this.runs = new RunService({
      lease: () => {
        const { host, release } = workspace.lease();
        return { queries: host.queries, release };
      },
      results,
      publish: (run) => {
        events.publish({ kind: 'run', run });
        // Whoever has a result asks about it next.
        if (run.state === 'complete') workers.warm();
      },
      remember: (run) => void this.history.record(run),
      forget: (runId) => readers.forget(runId),
    });
    this.pages = new ResultPages(readers, this.runs);
    this.results = new ResultService({ results, readers, workers, isLive });
    this.exports = new ExportService({
      dir,
      untouched: () => ownFiles(workspace),
      results,
      workers: exporters,
      publish: (state) => events.publish({ kind: 'export', export: state }),
    });
  }

  /** Cancels what is at work and lets go of all files. */
  async close(): Promise<void> {
    await Promise.all([this.runs.close(), this.exports.close()]);
    await Promise.all([
      this.#readers.close(),
      this.history.close(),
      ...this.#pools.map((pool) => pool.close()),
    ]);
  }
}

/** The workspace's own file and folder, and what its sources are made of: a database that is one file. */
function ownFiles({ dir, stateDir, host }: OpenWorkspace): readonly string[] {
  const paths = host.workspace.sources.flatMap(({ kind, config: { path } }) =>
    kind !== 'files' && typeof path === 'string' ? [resolve(dir, withHomeFolder(path))] : [],
  );
  return [join(dir, WORKSPACE_FILE), stateDir, ...paths];
}

/** Gives the runs of the workspace that is open now; they are made with its first use and close with it. */
export function runsOfWorkspace({
  workspace,
  events,
}: Pick<WindowContext, 'workspace' | 'events'>): () => WorkspaceRuns {
  const made = new WeakMap<OpenWorkspace, WorkspaceRuns>();
  return () => {
    const open = workspace();
    const known = made.get(open);
    if (known !== undefined) return known;
    const runs = new WorkspaceRuns(open, events);
    made.set(open, runs);
    open.beforeClose(() => runs.close());
    return runs;
  };
}
