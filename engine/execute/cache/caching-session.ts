import type { Fragment } from '../../plan/fragment.ts';
import type { ColumnBatch } from '../../spi/column-batch.ts';
import type { ReadSession, Source } from '../../spi/connector.ts';
import type { CachedRows, FragmentCache } from './fragment-cache.ts';

export interface CachingParts {
  readonly source: Source;
  readonly cache: FragmentCache;
  readonly keyOf: (fragment: Fragment) => string;
  readonly runId: string;
  readonly fresh: boolean;
  /** Filled by fragment id. */
  readonly ages: Map<string, number>;
}

/** The reads of one query at one source, out of the cache or into it. The source is reached at its first need. */
export class CachingSession implements ReadSession {
  readonly #parts: CachingParts;
  readonly #signal: AbortSignal;
  readonly #found: Map<string, CachedRows>;
  #inner: Promise<ReadSession> | null = null;
  #begun: ReadSession | null = null;
  /** When the source's snapshot was begun, at the latest. */
  #reachedAt = 0;

  private constructor(parts: CachingParts, found: Map<string, CachedRows>, signal: AbortSignal) {
    this.#parts = parts;
    this.#found = found;
    this.#signal = signal;
  }

  /** `fragments` are those of the query at the source. Without good rows for all of them the source is reached at once. */
  static async begin(
    parts: CachingParts,
    fragments: readonly Fragment[],
    signal: AbortSignal,
  ): Promise<CachingSession> {
    const isCut = fragments.some(({ keys }) => keys !== undefined);
    const found = isCut || parts.fresh ? null : await findAll(parts, fragments);
    const session = new CachingSession(parts, found ?? new Map<string, CachedRows>(), signal);
    // The text of a cut fragment is known only when it is read.
    if (found === null && (parts.fresh || !isCut)) await session.#reach();
    return session;
  }

  async *read(fragment: Fragment, signal: AbortSignal): AsyncGenerator<ColumnBatch, void, void> {
    const { source, cache, keyOf, runId, fresh, ages } = this.#parts;
    const key = keyOf(fragment);
    const rows = this.#found.get(key) ?? (await this.#findLate(fragment, key, fresh));
    if (rows !== null) {
      ages.set(fragment.id, rows.ageMs);
      for await (const batch of rows.batches()) {
        signal.throwIfAborted();
        yield batch;
      }
      return;
    }
    const inner = await this.#reach();
    const head = { key, readAt: this.#reachedAt, snapshot: runId };
    if (inner.read === undefined) throw new Error(`The source ${source.name} does not stream.`);
    const types = fragment.columns.map(({ type }) => type);
    yield* cache.keep(source.name, head, types, inner.read(fragment, signal));
  }

  get connectMs(): number | null {
    return this.#begun?.connectMs ?? null;
  }

  get retries(): number {
    return this.#begun?.retries ?? 0;
  }

  backends(): readonly string[] {
    return this.#begun?.backends?.() ?? [];
  }

  async takesKeys(keys: readonly { readonly count: number; readonly bytes: number }[]): Promise<boolean> {
    return (await (await this.#reach()).takesKeys?.(keys)) ?? true;
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#found.values()].map((rows) => rows.close()));
    this.#found.clear();
    await this.#inner?.then(
      (inner) => inner.close(),
      () => undefined,
    );
  }

  async #findLate(fragment: Fragment, key: string, fresh: boolean): Promise<CachedRows | null> {
    if (fresh || fragment.keys === undefined) return null;
    const { cache, source } = this.#parts;
    const rows = await cache.find(source.name, key);
    if (rows !== null) this.#found.set(key, rows);
    return rows;
  }

  async #reach(): Promise<ReadSession> {
    if (this.#inner === null) this.#reachedAt = Date.now();
    this.#inner ??= this.#parts.source.begin(this.#signal);
    this.#begun = await this.#inner;
    return this.#begun;
  }
}

/** Good rows of all the fragments, of one snapshot; null where there are none. */
async function findAll(
  { cache, source, keyOf }: CachingParts,
  fragments: readonly Fragment[],
): Promise<Map<string, CachedRows> | null> {
  const found = new Map<string, CachedRows>();
  for (const fragment of fragments) {
    const key = keyOf(fragment);
    const rows = found.get(key) ?? (await cache.find(source.name, key));
    if (rows !== null) found.set(key, rows);
  }
  const snapshots = new Set([...found.values()].map(({ head }) => head.snapshot));
  const isWhole = fragments.every((fragment) => found.has(keyOf(fragment))) && snapshots.size === 1;
  if (isWhole) return found;
  await Promise.all([...found.values()].map((rows) => rows.close()));
  return null;
}
