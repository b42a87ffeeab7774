import type { Source } from '../../../engine/spi/connector.ts';
import { type OpenedSources, openSources, type SourceSurroundings } from '../../compose.ts';
import type { SourceSpec } from './source-spec.ts';

/** A source that no query has used for so long is closed; its unused connections are closed before that. */
const UNUSED_MS = 300_000;

interface Kept {
  /** Configuration, limits and version of the secret that it was opened with. */
  readonly key: string;
  readonly source: Source;
  readonly opened: OpenedSources;
  usedAt: number;
}

/**
 * The sources of one process, kept open from query to query with their connections. One whose configuration, limits or
 * secret are others than when it was opened is opened anew.
 */
export class KeptSources {
  readonly #surroundings: Omit<SourceSurroundings, 'workspaceDir'>;
  readonly #kept = new Map<string, Kept>();

  constructor(surroundings: Omit<SourceSurroundings, 'workspaceDir'>) {
    this.#surroundings = surroundings;
  }

  /** Those of one query, by name. Throws as `openSources` does. */
  async take(specs: readonly SourceSpec[], workspaceDir: string): Promise<ReadonlyMap<string, Source>> {
    await this.#closeWhere(({ usedAt }) => performance.now() - usedAt > UNUSED_MS);
    const sources = new Map<string, Source>();
    for (const spec of specs) sources.set(spec.name, await this.#take(spec, workspaceDir));
    return sources;
  }

  /** Closes the connections to a source that no query uses now. */
  closeIdle(name: string): void {
    this.#kept.get(name)?.source.closeIdle?.();
  }

  async close(): Promise<void> {
    await this.#closeWhere(() => true);
  }

  async #take(spec: SourceSpec, workspaceDir: string): Promise<Source> {
    const key = JSON.stringify([workspaceDir, spec]);
    const known = this.#kept.get(spec.name);
    if (known !== undefined && known.key === key) {
      known.usedAt = performance.now();
      return known.source;
    }
    if (known !== undefined) await this.#closeWhere((kept) => kept === known);
    const opened = openSources([spec], { ...this.#surroundings, workspaceDir });
    const source = opened.sources.get(spec.name);
    if (source === undefined) throw new Error(`The source ${spec.name} was not opened.`);
    this.#kept.set(spec.name, { key, source, opened, usedAt: performance.now() });
    return source;
  }

  async #closeWhere(isOver: (kept: Kept) => boolean): Promise<void> {
    const over = [...this.#kept].filter(([, kept]) => isOver(kept));
    for (const [name] of over) this.#kept.delete(name);
    await Promise.allSettled(over.map(([, { opened }]) => opened.close()));
  }
}
