import { join, resolve } from 'node:path';
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { AppState, WorkspaceSummary } from '../../contract/api/app.ts';
import { SystemVault } from '../../services/vault/system-vault.ts';
import type { Vault } from '../../services/vault/vault.ts';
import { RecentWorkspaces } from '../../services/workspace/recent-workspaces.ts';
import type { ExportFinder, PageReader } from '../http/window-streams.ts';
import { EventStream } from './event-stream.ts';
import { followFolder } from './follow-folder.ts';
import type { Handlers } from './handlers.ts';
import { appHandlers } from './handlers/app.ts';
import { catalogHandlers } from './handlers/catalog.ts';
import { filesHandlers } from './handlers/files.ts';
import { languageHandlers } from './handlers/language.ts';
import { queriesHandlers } from './handlers/queries.ts';
import { exportsHandlers } from './handlers/exports.ts';
import { historyHandlers } from './handlers/history.ts';
import { resultsHandlers } from './handlers/results.ts';
import { runsHandlers } from './handlers/runs.ts';
import { sourcesHandlers } from './handlers/sources.ts';
import { settingsHandlers } from './handlers/settings.ts';
import { vaultHandlers } from './handlers/vault.ts';
import { windowHandlers } from './handlers/window.ts';
import { workspacesHandlers } from './handlers/workspaces.ts';
import { OpenWorkspace } from './open-workspace.ts';
import type { WindowContext } from './window-context.ts';
import { runsOfWorkspace } from './workspace-runs.ts';
import { sourcesOfWorkspace } from './workspace-sources.ts';

/** What the program around it decides. */
export interface WindowHostOptions {
  readonly shell: AppState['shell'];
  /** `ATOLL_HOME`. */
  readonly home: string;
}

/** Where the user's own copy of the demo is, below `ATOLL_HOME`. */
export function demoDirOf(home: string): string {
  return join(home, 'demo');
}

/** How often catalogs are read anew while nobody waits for them, ms. */
const PREFETCH_MS = 300_000;

/** Everything behind one program's windows: its events, its open workspace, and who answers what they ask. */
export class WindowHost implements WindowContext, AsyncDisposable {
  readonly events = new EventStream();
  readonly home: string;
  readonly demoDir: string;
  readonly vault: Vault;
  readonly recent: RecentWorkspaces;
  readonly handlers: Handlers;
  /** Rows of results. */
  readonly pages: PageReader;
  /** Files of exports. */
  readonly exported: ExportFinder;
  readonly #end = new AbortController();
  #open: OpenWorkspace | null = null;
  /** Openings and closings in their order. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ shell, home }: WindowHostOptions) {
    this.home = home;
    this.demoDir = demoDirOf(home);
    this.vault = new SystemVault({ home });
    this.recent = new RecentWorkspaces(home);
    const runs = runsOfWorkspace(this);
    this.pages = ({ runId, ...wish }, signal) => runs().pages.page(runId, wish, signal);
    this.exported = async (exportId) => runs().exports.finished(exportId);
    const vault = vaultHandlers(this);
    const sources = sourcesOfWorkspace(this);
    this.handlers = {
      app: appHandlers(this, { shell, vault, lastEvent: () => this.events.last }),
      language: languageHandlers(this),
      catalog: catalogHandlers(this),
      queries: queriesHandlers(this),
      runs: runsHandlers(this, runs),
      history: historyHandlers(runs),
      results: resultsHandlers(runs),
      exports: exportsHandlers(runs),
      sources: sourcesHandlers(sources),
      files: filesHandlers(this, sources),
      settings: settingsHandlers(this),
      vault,
      window: windowHandlers(this),
      workspaces: workspacesHandlers(this),
    };
  }

  get ended(): AbortSignal {
    return this.#end.signal;
  }

  readonly workspace = (): OpenWorkspace => {
    if (this.#open !== null) return this.#open;
    throw new AtollError('workspace-missing', 'No workspace is open.', {
      hint: 'Open one, make a new one, or open the demo.',
    });
  };

  readonly summary = (): WorkspaceSummary | null =>
    this.#open?.summary(this.#open.dir === this.demoDir) ?? null;

  readonly openWorkspace = (dir: string): Promise<WorkspaceSummary> =>
    this.#inTurn(async () => {
      const next = await OpenWorkspace.open(resolve(dir), {
        onNotice: (source, text) => this.events.publish({ kind: 'notice', level: 'info', source, text }),
        warm: 2,
        onCatalog: (source) => this.events.publish({ kind: 'catalog', source }),
        prefetchMs: PREFETCH_MS,
        vault: this.vault,
      });
      followFolder(next, this.events);
      const before = this.#open;
      this.#open = next;
      const workspace = next.summary(next.dir === this.demoDir);
      this.events.publish({ kind: 'workspace', workspace });
      // A list that can't be written is no reason not to open.
      await this.recent.opened(next.dir).catch(() => undefined);
      await before?.close();
      return workspace;
    });

  readonly closeWorkspace = (): Promise<void> =>
    this.#inTurn(async () => {
      const before = this.#open;
      if (before === null) return;
      this.#open = null;
      this.events.publish({ kind: 'workspace', workspace: null });
      await before.close();
    });

  /** Ends everything; nothing may be asked afterwards. */
  async close(): Promise<void> {
    this.#end.abort();
    await this.closeWorkspace();
    this.vault.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(act);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}
