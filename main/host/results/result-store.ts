import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { KeptResults, MadeResult, ResultNotes } from '../../services/results/result-notes.ts';
import { ResultReader } from '../../services/results/result-reader.ts';
import {
  metadataFile,
  publishResult,
  readMetadata,
  type ResultMetadata,
  resultFile,
  writeMetadata,
} from './result-metadata.ts';

/** A rows file without metadata is one being published, or left by a process that died just then. */
const ORPHAN_MS = 60_000;
const RUN_ID = /^[0-9a-f-]{36}$/;

/**
 * The finished results of a workspace, as files. Several processes may use the same folder: file names are unique
 * and a file never changes once it is there, so nothing is locked.
 */
export class ResultStore implements KeptResults {
  readonly #dir: string;
  readonly #quotaBytes: number;

  /** `quotaBytes`: what all results together may take on disk; the oldest that are not pinned go first. */
  constructor(dir: string, quotaBytes: number) {
    this.#dir = dir;
    this.#quotaBytes = quotaBytes;
  }

  /** All complete results, newest first. */
  async list(): Promise<readonly ResultMetadata[]> {
    const ids = await this.ids();
    const found = await Promise.all([...ids].map((id) => readMetadata(this.#dir, id)));
    return found.flatMap((metadata) => metadata ?? []).sort((a, b) => (a.finishedAt < b.finishedAt ? 1 : -1));
  }

  /** The ids of all complete results, in no order. */
  async ids(): Promise<ReadonlySet<string>> {
    const names = await readdir(this.#dir).catch(() => []);
    return new Set(
      names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length)),
    );
  }

  file(runId: string): string {
    return resultFile(this.#dir, runId);
  }

  /** Null where there is no such result, or not any more. */
  async get(runId: string): Promise<ResultMetadata | null> {
    // An id from outside is not a path.
    return RUN_ID.test(runId) ? readMetadata(this.#dir, runId) : null;
  }

  /** A reader of the rows, which the caller closes; null where there is no such result. */
  async open(runId: string): Promise<ResultReader | null> {
    const metadata = await this.get(runId);
    if (metadata === null) return null;
    const { columns, rows } = metadata;
    return ResultReader.open({ file: resultFile(this.#dir, runId), columns, rows });
  }

  /** Takes a finished file into the store, and makes room for it. */
  async publish(file: string, { ms, ...made }: MadeResult): Promise<void> {
    await publishResult(file, this.#dir, {
      ...made,
      finishedAt: new Date().toISOString(),
      measurement: { ms, rows: made.rows, fragments: {}, localMs: ms, operators: [] },
      pinned: false,
    });
    await this.enforceQuota(made.runId);
  }

  /** Writes down what is known of the run that made a result; nothing where the result is gone. */
  async annotate(runId: string, notes: ResultNotes): Promise<void> {
    const metadata = await this.get(runId);
    if (metadata !== null) await writeMetadata(this.#dir, { ...metadata, notes });
  }

  /** Keeps a result from being removed by the quota, or lets it go again. */
  async pin(runId: string, pinned: boolean): Promise<void> {
    const metadata = await this.get(runId);
    if (metadata !== null) await writeMetadata(this.#dir, { ...metadata, pinned });
  }

  /** The metadata goes first: from then on the result does not exist. */
  async remove(runId: string): Promise<void> {
    if (!RUN_ID.test(runId)) return;
    await rm(metadataFile(this.#dir, runId), { force: true });
    // Windows keeps a file that somebody still reads: it goes with the orphans.
    await rm(resultFile(this.#dir, runId), { force: true }).catch(() => undefined);
  }

  /**
   * Removes the oldest results that are not pinned until the rest fits the quota, but never `keep`, the one that was
   * just made. Also removes row files that a dead process left without metadata.
   */
  async enforceQuota(keep: string | null): Promise<void> {
    const results = await this.list();
    let total = results.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { runId, bytes, pinned } of [...results].reverse()) {
      if (total <= this.#quotaBytes) break;
      if (pinned || runId === keep) continue;
      await this.remove(runId);
      total -= bytes;
    }
    await this.#removeOrphans(new Set(results.map(({ runId }) => runId)));
  }

  async #removeOrphans(known: ReadonlySet<string>): Promise<void> {
    for (const name of await readdir(this.#dir).catch(() => [])) {
      const file = path.join(this.#dir, name);
      const orphan =
        name.endsWith('.partial') || (name.endsWith('.duckdb') && !known.has(path.parse(name).name));
      if (!orphan) continue;
      const found = await stat(file).catch(() => null);
      if (found !== null && Date.now() - found.mtimeMs > ORPHAN_MS) await rm(file, { force: true });
    }
  }
}
