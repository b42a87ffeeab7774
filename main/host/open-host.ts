import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { Session } from '../../engine/session.ts';
import { CatalogService } from '../services/catalogs/catalog-service.ts';
import { QueryService } from '../services/queries/query-service.ts';
import { readSecret } from '../services/secrets.ts';
import { findSource } from '../services/sources/find-source.ts';
import { KillSwitch } from '../services/sources/kill-switch.ts';
import { parseBytes } from '../services/workspace/amounts.ts';
import { loadWorkspace } from '../services/workspace/load-workspace.ts';
import type { SourceDefinition, Workspace } from '../services/workspace/workspace.ts';
import { connectors, openSources, type OpenedSources } from '../compose.ts';
import { PlanRuns } from './plan-runs.ts';
import { ResultStore } from './results/result-store.ts';
import { RunnerPool } from './runner-pool.ts';
import type { SourceSpec } from './runner/source-spec.ts';

/** What the program around a host decides. */
export interface HostOptions {
  /** Slow preparation at a source, such as starting a managed server. */
  readonly onNotice: (source: string, text: string) => void;
  /** Idle runners kept; 0 where nothing will be run. */
  readonly warm: number;
}

/** The services of one workspace. */
export interface Host {
  readonly workspace: Workspace;
  readonly sources: OpenedSources['sources'];
  readonly killSwitch: KillSwitch;
  readonly catalogs: CatalogService;
  readonly queries: QueryService;
  close(): Promise<void>;
}

/** Share of the machine's memory that queries may take where the workspace does not say. */
const MEMORY_SHARE = 0.5;

/** Opens a workspace: nothing is connected before it is used. Throws what `loadWorkspace` throws. */
export async function openHost(dir: string, options: HostOptions): Promise<Host> {
  const workspace = await loadWorkspace(dir, connectors());
  const stateDir = await prepareStateDir(workspace.dir);
  const secret = (name: string): Promise<string | null> =>
    readSecret(findSource(workspace.sources, name), workspace.dir);
  const opened = openSources(workspace.sources.map(specOf), {
    workspaceDir: workspace.dir,
    secret,
    onProgress: options.onNotice,
  });
  const source = sourceOf(workspace, opened);
  const names = workspace.sources.map(({ name }) => name);
  const killSwitch = new KillSwitch(stateDir);
  const catalogs = new CatalogService({ names, source }, killSwitch, stateDir);
  const pool = RunnerPool.open({
    workspaceDir: workspace.dir,
    stateDir,
    ...resourcesOf(workspace),
    warm: options.warm,
    secret,
    onNotice: options.onNotice,
  });
  const session = await Session.create({
    names,
    source,
    catalog: (name, signal) => catalogs.catalog(name, signal),
    model: (name) => workspace.models.get(name.toLowerCase()) ?? null,
  });
  const runs = new PlanRuns({
    pool: await pool,
    store: new ResultStore(join(stateDir, 'results'), parseBytes(workspace.settings.results) ?? 2e9),
    specs: workspace.sources.map(specOf),
    killSwitch,
  });
  const refresh = (name: string, signal: AbortSignal): Promise<unknown> => catalogs.refresh(name, signal);
  return {
    workspace,
    sources: opened.sources,
    killSwitch,
    catalogs,
    queries: new QueryService({ planner: session, runner: runs, refresh }),
    close: async () => {
      await Promise.allSettled([runs.close(), session.close(), opened.close()]);
    },
  };
}

function sourceOf(workspace: Workspace, { sources }: OpenedSources) {
  return (name: string) => {
    const definition = findSource(workspace.sources, name);
    const source = sources.get(definition.name);
    if (source === undefined) throw new Error(`The source ${name} was not opened.`);
    return source;
  };
}

function specOf({ name, kind, config, limits }: SourceDefinition): SourceSpec {
  return { name, kind, config, limits };
}

function resourcesOf({ settings }: Workspace): {
  memoryBytes: number;
  spillBytes: number | null;
  maxRunning: number;
  threads: number | null;
} {
  return {
    memoryBytes: parseBytes(settings.memory) ?? Math.floor(totalmem() * MEMORY_SHARE),
    spillBytes: parseBytes(settings.spill),
    maxRunning: Math.max(2, availableParallelism()),
    threads: null,
  };
}

/** `.atoll`, which says of itself that it is not for git. */
async function prepareStateDir(dir: string): Promise<string> {
  const stateDir = join(dir, '.atoll');
  await mkdir(stateDir, { recursive: true });
  await writeFile(join(stateDir, '.gitignore'), '*\n', { flag: 'wx' }).catch(() => undefined);
  return stateDir;
}
