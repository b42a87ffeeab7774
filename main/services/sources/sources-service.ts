import type { SourceCatalog } from '../../../engine/types/catalog.ts';
import type { RefreshReport } from '../../contract/sources.ts';
import type { SourceDraft, SourceKind, WindowSource } from '../../contract/api/sources.ts';
import type { WindowEvent } from '../../contract/events.ts';
import type { Vault } from '../vault/vault.ts';
import type { EditedWorkspace } from '../workspace/edit-sources.ts';
import type { SourceDefinition } from '../workspace/workspace.ts';
import { definitionOf, type DraftToProbe, definitionOfDraft } from './draft-definition.ts';
import { findSource } from './find-source.ts';
import { keptPath, type ReadAddress, readAddress } from './read-address.ts';
import { SourceEditor } from './source-editor.ts';
import { mendedStep } from './mend-step.ts';
import { refreshCatalog } from './refresh-catalog.ts';
import { kindsOf } from './source-form.ts';
import { type CheckedSource, SourceHealth } from './source-health.ts';
import { type ProbedSource, SourceProbes } from './source-probes.ts';
import type { SourcesHost } from './sources-host.ts';
import { windowSources } from './window-source.ts';

export interface SourcesParts extends EditedWorkspace {
  readonly vault: Vault;
  readonly publish: (event: WindowEvent) => void;
  /** Asked anew at each use. */
  readonly host: () => SourcesHost;
  /** The same, kept open until released whatever happens to the sources meanwhile. */
  readonly lease: () => { readonly host: SourcesHost; readonly release: () => void };
  /** Has the workspace read `atoll.yaml` again, and tells that its sources may be others. */
  readonly reload: () => Promise<void>;
  /** Opens a source that is not in `atoll.yaml`. */
  readonly open: (source: SourceDefinition, secret: () => Promise<string | null>) => ProbedSource;
  /** Changes with whatever decides how a source is reached. */
  readonly configuration: (source: SourceDefinition) => string;
}

/** The sources of an open workspace: list, edit, test, switch off, read anew. */
export class SourcesService {
  readonly #parts: SourcesParts;
  readonly #editor: SourceEditor;
  readonly #health: SourceHealth;
  readonly #probes: SourceProbes;

  constructor(parts: SourcesParts) {
    this.#parts = parts;
    this.#editor = new SourceEditor(parts);
    this.#health = new SourceHealth(parts.publish);
    this.#probes = new SourceProbes(parts.publish);
  }

  kinds(): readonly SourceKind[] {
    return kindsOf(this.#parts.connectors);
  }

  /** In the order of `atoll.yaml`. Those not asked for some minutes are asked in the background. */
  async list(): Promise<WindowSource[]> {
    const { workspace, killSwitch } = this.#parts.host();
    const killed = await killSwitch.killed();
    const asked = workspace.sources.filter(({ name }) => !killed.has(name));
    this.#health.checkOld(asked.map((source) => this.#checked(source)));
    const { connectors, vault } = this.#parts;
    return await windowSources(workspace, {
      connectors,
      vault,
      killed,
      healthOf: (name) => this.#health.of(name),
    });
  }

  /** Throws `usage` for what can't be read. */
  async parse(text: string): Promise<ReadAddress> {
    const { dir, connectors } = this.#parts;
    return await readAddress(text, dir, connectors);
  }

  async addUrl(text: string): Promise<WindowSource> {
    return await this.#changed(await this.#editor.addAddress(await this.parse(text)));
  }

  /** Adds what was read, under its name or the next free one, which it returns. */
  async addRead(address: ReadAddress): Promise<string> {
    const { name } = await this.#changed(await this.#editor.addAddress(address));
    return name;
  }

  async add(draft: SourceDraft): Promise<WindowSource> {
    return await this.#changed(await this.#editor.add(this.#kept(draft)));
  }

  async edit(name: string, draft: SourceDraft): Promise<WindowSource> {
    const known = findSource(this.#parts.host().workspace.sources, name).name;
    const edited = await this.#editor.edit(known, this.#kept(draft));
    // A password is no part of the file: what is known of the source may be of another one.
    if (draft.secret.kind === 'value') this.#health.forget(edited);
    return await this.#changed(edited);
  }

  async duplicate(name: string): Promise<WindowSource> {
    return await this.#changed(await this.#editor.duplicate(name));
  }

  async remove(name: string): Promise<void> {
    const { killSwitch, forgetRows } = this.#parts.host();
    const known = await this.#editor.remove(name);
    await killSwitch.revive(known);
    await forgetRows(known);
    await this.#parts.reload();
  }

  async reorder(names: readonly string[]): Promise<void> {
    await this.#editor.reorder(names);
    await this.#parts.reload();
  }

  async mark(name: string, wish: Parameters<SourceEditor['mark']>[1]): Promise<WindowSource> {
    return await this.#changed(await this.#editor.mark(name, wish));
  }

  /** Begins a test of a source as it is saved; what it shows is its health. */
  probe(name: string): string {
    const definition = findSource(this.#parts.host().workspace.sources, name);
    const began = performance.now();
    const open = async (): Promise<ProbedSource> => {
      const opened = this.#leased(definition.name);
      const { killSwitch, allowPassword } = this.#parts.host();
      try {
        await killSwitch.check(definition.name);
      } catch (error) {
        await opened.close();
        throw error;
      }
      // Whoever tests a source wants its password tried, and what comes after that may use it.
      allowPassword(definition.name);
      return opened;
    };
    return this.#probes.begin(open, ({ ok, steps }) => {
      const failed = steps.find((step) => !step.ok);
      const error = failed === undefined ? null : mendedStep(definition.name, failed).error;
      if (error?.code === 'cancelled') return;
      const health = {
        state: ok ? ('ok' as const) : ('failed' as const),
        ms: performance.now() - began,
        error,
      };
      this.#health.found(this.#checked(definition), health);
    });
  }

  /** Begins a test of a source as a form has it. Nothing is written. */
  probeDraft(draft: DraftToProbe): string {
    const { vault, open, dir, connectors } = this.#parts;
    const kept = { ...draft, draft: this.#kept(draft.draft) };
    return this.#probes.begin(
      async () => {
        const { sources } = this.#parts.host().workspace;
        const { definition, secret } = definitionOfDraft(kept, { dir, connectors, vault, sources });
        return open(definition, secret);
      },
      () => undefined,
    );
  }

  cancelProbe(probeId: string): void {
    this.#probes.cancel(probeId);
  }

  async turn(name: string, way: 'kill' | 'revive'): Promise<WindowSource> {
    const { workspace, killSwitch } = this.#parts.host();
    const { name: known } = findSource(workspace.sources, name);
    if (way === 'kill') await killSwitch.kill(known);
    else await killSwitch.revive(known);
    this.#health.forget(known);
    this.#parts.publish({ kind: 'sources' });
    return await this.#one(known);
  }

  /** Reads the catalog anew, and tells what is different from the one known before. */
  async refresh(name: string, signal: AbortSignal): Promise<RefreshReport> {
    const { host, release } = this.#parts.lease();
    try {
      const report = await refreshCatalog(host, name, signal);
      this.#parts.publish({ kind: 'catalog', source: report.source });
      return report;
    } finally {
      release();
    }
  }

  /** The catalog of a file that is no source yet. */
  async catalogOf(path: string, signal: AbortSignal): Promise<SourceCatalog> {
    const { dir, connectors, open } = this.#parts;
    const { kind, name, config } = await readAddress(path, dir, connectors);
    const opened = open(definitionOf(name, { kind, ...config }, connectors), () => Promise.resolve(null));
    try {
      return await opened.source.catalog(signal);
    } finally {
      await opened.close();
    }
  }

  /** Reads `atoll.yaml` again, and tells that sources may be others. */
  async reload(): Promise<void> {
    await this.#parts.reload();
  }

  close(): void {
    this.#health.close();
    this.#probes.close();
  }

  async #changed(name: string): Promise<WindowSource> {
    await this.#parts.reload();
    return await this.#one(name);
  }

  async #one(name: string): Promise<WindowSource> {
    const found = (await this.list()).find((source) => source.name === name);
    if (found === undefined) throw new Error(`The source ${name} is not in the list.`);
    return found;
  }

  /** The saved source as it is now, kept open whatever happens to the workspace meanwhile. */
  #leased(name: string): ProbedSource {
    const { host, release } = this.#parts.lease();
    try {
      return { source: host.source(name), close: () => Promise.resolve(release()) };
    } catch (error) {
      release();
      throw error;
    }
  }

  #checked(definition: SourceDefinition): CheckedSource {
    const configuration = this.#parts.configuration(definition);
    const open = (): ProbedSource => this.#leased(definition.name);
    return { name: definition.name, configuration, open };
  }

  /** A path within the workspace is kept relative. */
  #kept(draft: SourceDraft): SourceDraft {
    const { path } = draft.config;
    if (typeof path !== 'string' || !path.startsWith(this.#parts.dir)) return draft;
    return { ...draft, config: { ...draft.config, path: keptPath(path, this.#parts.dir) } };
  }
}
