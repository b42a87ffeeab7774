import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Session, type SessionSources } from '../../engine/session.ts';
import type { Source } from '../../engine/spi/connector.ts';
import { CatalogService } from '../services/catalogs/catalog-service.ts';
import { CostStore } from '../services/costs/cost-store.ts';
import type { LanguageService } from '../services/language/language-service.ts';
import { QueryService } from '../services/queries/query-service.ts';
import { atollHome } from '../services/home.ts';
import { RefusedPasswords } from '../services/refused-passwords.ts';
import { readSecret } from '../services/secrets.ts';
import { findSource } from '../services/sources/find-source.ts';
import { KillSwitch } from '../services/sources/kill-switch.ts';
import { SystemVault } from '../services/vault/system-vault.ts';
import type { Vault } from '../services/vault/vault.ts';
import { parseBytes, parseDuration } from '../services/workspace/amounts.ts';
import { loadWorkspace } from '../services/workspace/load-workspace.ts';
import type { Workspace } from '../services/workspace/workspace.ts';
import { connectors } from '../compose.ts';
import { CatalogPrefetch } from './catalog-prefetch.ts';
import { HostLanguage } from './host-language.ts';
import { HostKeys } from './host-keys.ts';
import { HostSources } from './host-sources.ts';
import { PlanRuns, type PlanRunsParts } from './plan-runs.ts';
import { forgetKeptRows, resourcesOf, rowCacheOf } from './resources.ts';
import { ResultStore } from './results/result-store.ts';
import { configurationOf } from './runner/configuration.ts';
import { SharedRunners } from './shared-runners.ts';

/** What the program around a host decides. */
export interface HostOptions {
  /** Slow preparation at a source, such as starting a managed server. */
  readonly onNotice: (source: string, text: string) => void;
  /** Idle runners kept; 0 where nothing will be run. */
  readonly warm: number;
  /** For a host that lives long: how often catalogs are read anew while nobody waits for them, ms. */
  readonly prefetchMs?: number;
  /** A catalog was read that is another than the one known before, or the first. */
  readonly onCatalog?: (source: string) => void;
  /** The program's vault; absent: the host has one of its own. */
  readonly vault?: Vault;
}

/** The services of one workspace. */
export interface Host {
  readonly workspace: Workspace;
  /** Throws `source-unknown`. */
  readonly source: (name: string) => Source;
  readonly killSwitch: KillSwitch;
  /** What keeps the passwords. */
  readonly vault: Vault;
  /** Lets a password be tried again that the source's server refused. */
  readonly allowPassword: (source: string) => void;
  readonly catalogs: CatalogService;
  /** The processes that queries run in. */
  readonly runners: SharedRunners;
  readonly queries: QueryService;
  /** What an editor asks while somebody types; made at first need. */
  readonly language: () => Promise<LanguageService>;
  /** Removes the rows that are kept of a source's fragments. */
  readonly forgetRows: (source: string) => Promise<void>;
  close(): Promise<void>;
}

/** How long closing may keep a command from ending, ms. */
const CLOSE_MS = 400;

/**
 * A runner that is still starting does not hear of the end before it runs; it ends when this process does.
 */
async function closeWithin(
  ms: number,
  first: () => void,
  ...parts: readonly { close(): Promise<void> }[]
): Promise<void> {
  first();
  await Promise.race([
    Promise.allSettled(parts.map((part) => part.close())),
    sleep(ms, null, { ref: false }),
  ]);
}

/**
 * Opens a workspace: nothing is connected before it is used. `before` is the host whose place this one takes: its runners
 * go on, and the catalogs of sources that are the same stay known. Throws what `loadWorkspace` throws.
 */
export async function openHost(dir: string, options: HostOptions, before: Host | null = null): Promise<Host> {
  const workspace = await loadWorkspace(dir, connectors());
  const stateDir = await prepareStateDir(workspace.dir);
  const { vault, secret, refused } = passwordsOf(workspace, options);
  const passwords = { secret: refused.secret, onSecretRefused: refused.refuse };
  const surroundings = { workspaceDir: workspace.dir, ...passwords, onProgress: options.onNotice };
  const hostKeys = new HostKeys({ dir: workspace.dir, connectors: connectors() }, options.onNotice);
  const owner = { ...passwords, stored: secret, onHostKey: hostKeys.record, onNotice: options.onNotice };
  const resources = { stateDir, warm: options.warm, ...(await resourcesOf(workspace)) };
  const runners = await SharedRunners.take(
    before?.runners ?? null,
    { workspaceDir: workspace.dir, ...resources },
    owner,
  );
  const sources = new HostSources(workspace, surroundings, runners.ledger, hostKeys);
  const source = (name: string): Source => sources.source(name);
  const killSwitch = new KillSwitch(stateDir);
  const catalogs = catalogsOf(workspace, sources, killSwitch, stateDir, options);
  if (before !== null) catalogs.adopt(before.catalogs, sources.names);
  const costs = await CostStore.open(stateDir, workspace.sources);
  const planned = plannedSources(workspace, sources, catalogs, costs);
  const session = await Session.create(planned);
  const language = new HostLanguage(workspace, planned, catalogs);
  const runs = planRunsOf(workspace, stateDir, runners, { specs: () => sources.specs, killSwitch, costs });
  const prefetch = prefetchOf(options, workspace, catalogs);
  const leaving = { close: () => runners.leave(owner) };
  return {
    workspace,
    source,
    killSwitch,
    vault,
    allowPassword: refused.allow,
    catalogs,
    runners,
    forgetRows: (name) => forgetKeptRows(stateDir, name),
    queries: new QueryService({ planner: session, runner: runs, catalogs }),
    language: () => language.service(),
    close: () =>
      closeWithin(CLOSE_MS, () => session.close(), ...prefetch, leaving, sources, hostKeys, costs, language),
  };
}

function passwordsOf(
  { dir, sources }: Workspace,
  options: HostOptions,
): {
  readonly vault: Vault;
  readonly secret: (name: string) => Promise<string | null>;
  readonly refused: RefusedPasswords;
} {
  const vault = options.vault ?? new SystemVault({ home: atollHome() });
  const secret = (name: string): Promise<string | null> => readSecret(findSource(sources, name), dir, vault);
  return { vault, secret, refused: new RefusedPasswords(secret) };
}

function planRunsOf(
  workspace: Workspace,
  stateDir: string,
  { pool, secretVersions }: SharedRunners,
  parts: Pick<PlanRunsParts, 'specs' | 'killSwitch' | 'costs'>,
): PlanRuns {
  const quota = parseBytes(workspace.settings.results) ?? 2e9;
  const store = new ResultStore(join(stateDir, 'results'), quota);
  return new PlanRuns({ ...parts, pool, store, secretVersions, cache: rowCacheOf(workspace, stateDir) });
}

function plannedSources(
  { models }: Workspace,
  sources: HostSources,
  catalogs: CatalogService,
  costs: CostStore,
): SessionSources {
  return {
    names: sources.names,
    source: (name) => sources.source(name),
    fileTable: (call, signal) => sources.fileTable(call, signal),
    catalog: (name, signal) => catalogs.catalog(name, signal),
    calibration: (name) => costs.of(name),
    model: (name) => models.get(name.toLowerCase()) ?? null,
  };
}

function catalogsOf(
  { settings }: Workspace,
  sources: HostSources,
  killSwitch: KillSwitch,
  stateDir: string,
  { onCatalog }: HostOptions,
): CatalogService {
  return new CatalogService({
    source: (name) => sources.source(name),
    killSwitch,
    stateDir,
    configuration: (name) => configurationOf(sources.spec(name)),
    maxAgeMs: parseDuration(settings.catalogAge) ?? 0,
    ...(onCatalog === undefined ? {} : { onChange: onCatalog }),
  });
}

function prefetchOf(
  { prefetchMs }: HostOptions,
  { sources }: Workspace,
  catalogs: CatalogService,
): readonly CatalogPrefetch[] {
  if (prefetchMs === undefined) return [];
  const names = sources.map(({ name }) => name);
  // A host that takes another's place knows most of them already.
  const renew = async (name: string, signal: AbortSignal): Promise<void> => {
    const ageMs = catalogs.ageMs(name);
    if (ageMs === null || ageMs > prefetchMs / 2) await catalogs.renew(name, signal);
  };
  return [new CatalogPrefetch(names, prefetchMs, renew)];
}

/** `.atoll`, which says of itself that it is not for git. */
async function prepareStateDir(dir: string): Promise<string> {
  const stateDir = join(dir, '.atoll');
  await mkdir(stateDir, { recursive: true });
  await writeFile(join(stateDir, '.gitignore'), '*\n', { flag: 'wx' }).catch(() => undefined);
  return stateDir;
}
