import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AtollError, reportOf } from '../../../engine/errors/atoll-error.ts';
import type { ExportFormat, ExportState } from '../../contract/api/results.ts';
import { missingResult } from '../results/missing-result.ts';
import type { ResultWorkers } from '../results/result-job.ts';
import type { KeptResult, KeptResults } from '../results/result-notes.ts';
import { withHomeFolder } from '../workspace/home-folder.ts';
import { appear, checkTarget, makeFolder, refuseKept } from './export-target.ts';

/** Exports that are remembered after their end. */
const REMEMBERED = 100;

/** What is to be written, and where; a relative file starts at the workspace. */
export interface ExportRequest {
  readonly runId: string;
  readonly format: ExportFormat;
  readonly file: string;
  readonly overwrite: boolean;
  readonly header: boolean;
  readonly delimiter: string;
}

export interface ExportServiceParts {
  /** The workspace's folder. */
  readonly dir: string;
  /** Files that an export never replaces, and folders that it never writes into, whatever is wished. */
  readonly untouched: () => readonly string[];
  readonly results: Pick<KeptResults, 'get' | 'file'>;
  readonly workers: ResultWorkers;
  /** Hears of each change. */
  readonly publish: (state: ExportState) => void;
}

interface Running {
  state: ExportState;
  readonly cancel: AbortController;
}

/** Writes whole results into files, each in a process of its own; a file appears under its name when it is whole. */
export class ExportService {
  readonly #parts: ExportServiceParts;
  readonly #exports = new Map<string, Running>();
  readonly #working = new Set<Promise<void>>();

  constructor(parts: ExportServiceParts) {
    this.#parts = parts;
  }

  /**
   * Begins an export. Throws `result-missing`, `file-exists` where the file is there and may not be replaced, and
   * `usage` where its folder is missing or can't be written to, or where it is a file of the workspace itself.
   */
  async start(request: ExportRequest): Promise<ExportState> {
    const kept = await this.#parts.results.get(request.runId);
    if (kept === null) throw missingResult(request.runId);
    const file = resolve(this.#parts.dir, withHomeFolder(request.file));
    refuseKept(file, this.#parts.untouched());
    await makeFolder(this.#parts.dir, file);
    await checkTarget(file, request.overwrite);
    const running: Running = {
      cancel: new AbortController(),
      state: {
        exportId: randomUUID(),
        runId: request.runId,
        format: request.format,
        file,
        state: 'running',
        rows: 0,
        of: kept.rows,
        bytes: 0,
        message: null,
      },
    };
    this.#exports.set(running.state.exportId, running);
    this.#forgetOldest();
    const work = this.#write(running, kept, request);
    this.#working.add(work);
    void work.finally(() => this.#working.delete(work));
    return running.state;
  }

  /** Does nothing to one that is over, or is not known. */
  cancel(exportId: string): void {
    this.#exports.get(exportId)?.cancel.abort();
  }

  /** Newest first. */
  list(): readonly ExportState[] {
    return [...this.#exports.values()].map(({ state }) => state).reverse();
  }

  /** The file of a finished export. Throws `result-missing`. */
  finished(exportId: string): { readonly path: string; readonly name: string } {
    const state = this.#exports.get(exportId)?.state;
    if (state?.state !== 'complete')
      throw new AtollError('result-missing', 'There is no finished export of that id.', {
        hint: 'Export the result again.',
      });
    return { path: state.file, name: basename(state.file) };
  }

  /** Cancels what runs and waits for its end. */
  async close(): Promise<void> {
    for (const { cancel } of this.#exports.values()) cancel.abort();
    await Promise.allSettled(this.#working);
  }

  async #write(running: Running, kept: KeptResult, request: ExportRequest): Promise<void> {
    const { file, exportId } = running.state;
    // Without the file's own name: that may be as long as a name can be.
    const partial = join(dirname(file), `.${exportId}.partial`);
    const { signal } = running.cancel;
    try {
      const stored = { ...kept, file: this.#parts.results.file(kept.runId) };
      const { format, header, delimiter } = request;
      const wish = { format, file: partial, header, delimiter };
      const onProgress = (progress: { rows: number; bytes: number }): void => this.#tell(running, progress);
      const written = await this.#parts.workers.run('export', stored, wish, { signal, onProgress });
      signal.throwIfAborted();
      await appear(partial, file, request.overwrite);
      this.#tell(running, { ...written, state: 'complete' });
    } catch (error) {
      await rm(partial, { force: true }).catch(() => undefined);
      if (signal.aborted) this.#tell(running, { state: 'cancelled' });
      else this.#tell(running, { state: 'failed', message: wordsOf(error) });
    }
  }

  #tell(running: Running, change: Partial<ExportState>): void {
    running.state = { ...running.state, ...change };
    this.#parts.publish(running.state);
  }

  #forgetOldest(): void {
    for (const [id, { state }] of this.#exports) {
      if (this.#exports.size <= REMEMBERED) return;
      if (state.state !== 'running') this.#exports.delete(id);
    }
  }
}

function wordsOf(error: unknown): string {
  const { message, hint } = reportOf(error);
  return hint === null ? message : `${message} ${hint}`;
}
