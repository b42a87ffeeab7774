import type { SessionSources } from '../../engine/session.ts';
import type { ConnectionGate } from '../../engine/spi/connection-gate.ts';
import type { Source } from '../../engine/spi/connector.ts';
import { DEFAULT_LIMITS } from '../../engine/types/limits.ts';
import { type OpenedSources, openSources, type SourceSurroundings } from '../compose.ts';
import { configOfCall, type FileCall, refused } from '../services/sources/file-call.ts';
import { findSource } from '../services/sources/find-source.ts';
import type { SourceDefinition, Workspace } from '../services/workspace/workspace.ts';
import type { ConnectionHolder } from './connection-account.ts';
import type { ConnectionLedger } from './connection-ledger.ts';
import type { HostKeys } from './host-keys.ts';
import type { SourceSpec } from './runner/source-spec.ts';

type FoundTable = Awaited<ReturnType<NonNullable<SessionSources['fileTable']>>>;

/** The sources of one host: those of the workspace, and one for each file-reading call of its queries. */
export class HostSources implements ConnectionHolder {
  readonly #workspace: Workspace;
  readonly #surroundings: SourceSurroundings;
  readonly #hostKeys: HostKeys;
  readonly #opened: OpenedSources;
  readonly #ofCalls = new Map<string, { readonly spec: SourceSpec; readonly opened: OpenedSources }>();

  constructor(
    workspace: Workspace,
    surroundings: SourceSurroundings,
    ledger: ConnectionLedger,
    hostKeys: HostKeys,
  ) {
    this.#workspace = workspace;
    this.#hostKeys = hostKeys;
    this.#surroundings = surroundings;
    const gate = (name: string): ConnectionGate => ledger.gate(this, findSource(workspace.sources, name));
    this.#opened = openSources(workspace.sources.map(specOf), {
      ...surroundings,
      onHostKey: hostKeys.record,
      gate,
    });
  }

  /** Those of the workspace. */
  get names(): readonly string[] {
    return this.#workspace.sources.map(({ name }) => name);
  }

  /** All, as another process needs them. */
  get specs(): readonly SourceSpec[] {
    return [
      ...this.#workspace.sources.map((source) => this.#specOf(source)),
      ...[...this.#ofCalls.values()].map(({ spec }) => spec),
    ];
  }

  /** What a source is opened with. Throws `source-unknown`. */
  spec(name: string): SourceSpec {
    return this.#ofCalls.get(name)?.spec ?? this.#specOf(findSource(this.#workspace.sources, name));
  }

  /** Throws `source-unknown`. */
  source(name: string): Source {
    const ofCall = this.#ofCalls.get(name)?.opened.sources.get(name);
    if (ofCall !== undefined) return ofCall;
    const source = this.#opened.sources.get(findSource(this.#workspace.sources, name).name);
    if (source === undefined) throw new Error(`The source ${name} was not opened.`);
    return source;
  }

  /** Makes a files source for one call, and its one table. Throws `sql-refused` where the call gives no one table. */
  async fileTable(call: FileCall, signal: AbortSignal): Promise<FoundTable> {
    const spec: SourceSpec = {
      name: this.#freeName(),
      kind: 'files',
      config: configOfCall(call, this.#workspace.dir),
      limits: DEFAULT_LIMITS,
    };
    const opened = openSources([spec], this.#surroundings);
    this.#ofCalls.set(spec.name, { spec, opened });
    const { tables, problems = [] } = await this.source(spec.name).catalog(signal);
    const [table, ...more] = tables;
    if (table === undefined) throw refused(call, problems[0]?.message ?? 'finds no file');
    if (more.length > 0) throw refused(call, `finds ${tables.length} tables, which a query names one by one`);
    return { source: spec.name, table };
  }

  closeIdle(name: string): void {
    this.#opened.sources.get(name)?.closeIdle?.();
  }

  async close(): Promise<void> {
    await Promise.allSettled(
      [this.#opened, ...[...this.#ofCalls.values()].map(({ opened }) => opened)].map((one) => one.close()),
    );
  }

  /** With what was learnt since the workspace was read. */
  #specOf(source: SourceDefinition): SourceSpec {
    const spec = specOf(source);
    if (spec.tunnel === undefined || spec.tunnel === null) return spec;
    return {
      ...spec,
      tunnel: { ...spec.tunnel, hostKey: spec.tunnel.hostKey ?? this.#hostKeys.of(spec.name) },
    };
  }

  #freeName(): string {
    const taken = new Set([...this.names, ...this.#ofCalls.keys()].map((name) => name.toLowerCase()));
    for (let number = 1; ; number += 1) {
      const name = `file_${number}`;
      if (!taken.has(name)) return name;
    }
  }
}

/** What another process needs to open it. */
export function specOf({ name, kind, config, limits, tunnel }: SourceDefinition): SourceSpec {
  return { name, kind, config, limits, tunnel };
}
