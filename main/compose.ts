import { CONNECTORS, connectorOf } from '../connectors/registry.ts';
import { Database } from '../engine/duckdb/database.ts';
import { AtollError } from '../engine/errors/atoll-error.ts';
import type { ConnectionGate } from '../engine/spi/connection-gate.ts';
import type { Connector, LocalEngine, Source } from '../engine/spi/connector.ts';
import type { Tunnel } from '../engine/spi/network/tunnel.ts';
import type { SourceSpec } from './host/runner/source-spec.ts';
import { SshTunnel } from './services/tunnels/ssh-tunnel.ts';

/** Every kind of source there is. */
export function connectors(): readonly Connector[] {
  return CONNECTORS;
}

/** What sources need of the program that opens them. */
export interface SourceSurroundings {
  readonly workspaceDir: string;
  /** The password of a source, asked for when a connection needs it; null where it has none. */
  secret(source: string): Promise<string | null>;
  /** Told where a server does not take a password. */
  readonly onSecretRefused?: (source: string) => void;
  /** Told of the key of a tunnel's SSH server where the source has none on record; absent where it is not recorded. */
  readonly onHostKey?: (source: string, fingerprint: string) => void;
  /** Asked before each connection; absent where nothing else uses the sources. */
  gate?(source: string): ConnectionGate;
  /** Slow preparation, such as starting a managed server. */
  onProgress(source: string, text: string): void;
}

/** Sources by name, and the one way to let go of them all. */
export interface OpenedSources {
  readonly sources: ReadonlyMap<string, Source>;
  close(): Promise<void>;
}

/** Opens sources; none connects before it is used. Throws AtollError `workspace-invalid` for a wrong section. */
export function openSources(specs: readonly SourceSpec[], surroundings: SourceSurroundings): OpenedSources {
  let local: Promise<Database> | null = null;
  const localEngine = (): Promise<LocalEngine> => (local ??= Database.open());
  const tunnels = new Map(specs.flatMap((spec) => tunnelOf(spec, surroundings)));
  const open = (spec: SourceSpec): Source =>
    openSource(spec, { ...surroundings, localEngine, tunnel: tunnels.get(spec.name) });
  const sources = new Map(specs.map((spec) => [spec.name, open(spec)]));
  const close = async (): Promise<void> => {
    await Promise.allSettled([...sources.values()].map((source) => source.close()));
    for (const tunnel of tunnels.values()) tunnel.close();
    (await local)?.close();
  };
  return { sources, close };
}

function openSource(
  { name, kind, config, limits }: SourceSpec,
  {
    localEngine,
    tunnel,
    ...surroundings
  }: SourceSurroundings & {
    readonly localEngine: () => Promise<LocalEngine>;
    readonly tunnel: Tunnel | undefined;
  },
): Source {
  const connector = connectorOf(kind);
  if (connector === null) {
    const known = CONNECTORS.map((candidate) => candidate.kind).join(', ');
    throw new AtollError('workspace-invalid', `The source ${name} is of the unknown kind ${kind}.`, {
      source: name,
      hint: `Known kinds: ${known}.`,
    });
  }
  return connector.open(config, {
    name,
    workspaceDir: surroundings.workspaceDir,
    limits,
    local: localEngine,
    ...(tunnel === undefined ? {} : { tunnel }),
    secret: () => surroundings.secret(name),
    secretRefused: () => surroundings.onSecretRefused?.(name),
    ...(surroundings.gate === undefined ? {} : { gate: surroundings.gate(name) }),
    onProgress: (text) => surroundings.onProgress(name, text),
  });
}

function tunnelOf(
  { name, tunnel }: SourceSpec,
  { workspaceDir, onHostKey }: SourceSurroundings,
): readonly (readonly [string, Tunnel])[] {
  if (tunnel === undefined || tunnel === null) return [];
  const onFirstKey = (fingerprint: string): void => onHostKey?.(name, fingerprint);
  return [[name, new SshTunnel({ ...tunnel, source: name, workspaceDir, onFirstKey })]];
}
