import { join } from 'node:path';
import { ReaderCache } from '../../services/results/reader-cache.ts';
import { ResultPages } from '../../services/results/result-pages.ts';
import { RunService } from '../../services/runs/run-service.ts';
import { parseBytes } from '../../services/workspace/amounts.ts';
import { ResultStore } from '../results/result-store.ts';
import type { EventSink } from './event-stream.ts';
import type { OpenWorkspace } from './open-workspace.ts';
import type { WindowContext } from './window-context.ts';

const DEFAULT_QUOTA = 2e9;

/** The runs of one open workspace and their results, whatever becomes of its sources meanwhile. */
export class WorkspaceRuns {
  readonly runs: RunService;
  readonly readers: ReaderCache;
  readonly pages: ResultPages;

  constructor(workspace: OpenWorkspace, events: EventSink) {
    const { results: quota } = workspace.host.workspace.settings;
    const results = new ResultStore(join(workspace.stateDir, 'results'), parseBytes(quota) ?? DEFAULT_QUOTA);
    this.readers = new ReaderCache(results);
    this.runs = new RunService({
      lease: () => {
        const { host, release } = workspace.lease();
        return { queries: host.queries, release };
      },
      results,
      publish: (run) => events.publish({ kind: 'run', run }),
      remember: () => undefined,
      forget: (runId) => this.readers.forget(runId),
    });
    this.pages = new ResultPages(this.readers, this.runs);
  }

  async close(): Promise<void> {
    await this.runs.close();
    await this.readers.close();
  }
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
