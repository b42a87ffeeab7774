import type { HistoryEntry, RunState } from '../../contract/api/queries.ts';
import type { KeptResults } from '../results/result-notes.ts';
import { HistoryFile } from './history-file.ts';
import { type HistoryLine, lineOf } from './history-line.ts';

/** Runs that are kept when the file is written anew, and how many it may have before that. */
const KEPT = 20_000;
const MOST = 25_000;

export interface HistoryServiceParts {
  /** `.atoll/history.jsonl`. */
  readonly file: string;
  readonly results: Pick<KeptResults, 'ids'>;
  /** Whether a run is still to end in this program. */
  readonly isLive: (runId: string) => boolean;
  /** Called after each change. */
  readonly changed: () => void;
}

interface KnownRun {
  /** Where its first line begins: an id that grows and stays. */
  readonly id: number;
  readonly line: HistoryLine;
  /** Its text in lower case. */
  readonly text: string;
}

/** Every run of a workspace, also those of earlier programs: written when it begins, and again when it ends. */
export class HistoryService {
  readonly #parts: HistoryServiceParts;
  readonly #file: HistoryFile;
  /** In the order of their ids. */
  #runs = new Map<string, KnownRun>();
  #end = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: HistoryServiceParts) {
    this.#parts = parts;
    this.#file = new HistoryFile(parts.file);
  }

  /** Writes down a run as it is now. A disk that takes nothing is no reason to fail the run. */
  async record(run: RunState): Promise<void> {
    await this.#inTurn(async () => {
      await this.#file.append(lineOf(run));
      await this.#readOn();
      if (this.#runs.size > MOST) await this.#compact();
    }).catch(() => undefined);
    this.#parts.changed();
  }

  /** Newest first: those whose text holds every word, without regard to case. */
  async search(
    text: string,
    limit: number,
    before: number | null,
  ): Promise<{ readonly entries: readonly HistoryEntry[]; readonly more: boolean }> {
    await this.#inTurn(() => this.#readOn());
    const words = text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const found = [...this.#runs.values()]
      .reverse()
      .filter(
        (run) => (before === null || run.id < before) && words.every((word) => run.text.includes(word)),
      );
    const stored = await this.#parts.results.ids();
    return {
      entries: found.slice(0, limit).map((run) => this.#entry(run, stored)),
      more: found.length > limit,
    };
  }

  async clear(): Promise<void> {
    await this.#inTurn(async () => {
      await this.#file.remove();
      this.#forget();
    });
    this.#parts.changed();
  }

  /** Waits until what was to be written is written. */
  async close(): Promise<void> {
    await this.#turn;
  }

  /** A run that did not end in its program ended with it. */
  #entry({ id, line }: KnownRun, stored: ReadonlySet<string>): HistoryEntry {
    const isStored = stored.has(line.runId);
    const isLost = line.ms === null && !this.#parts.isLive(line.runId);
    if (!isLost) return { id, ...line, stored: isStored };
    const message = 'The program ended before the run did.';
    return { id, ...line, state: 'failed', message, stored: isStored };
  }

  /** Reads what was appended since, also by other processes. */
  async #readOn(): Promise<void> {
    // Another process wrote it anew, shorter.
    if ((await this.#file.size()) < this.#end) this.#forget();
    const { lines, end } = await this.#file.read(this.#end);
    for (const { at, line } of lines) {
      const known = this.#runs.get(line.runId);
      const text = known?.text ?? line.sql.toLowerCase();
      this.#runs.set(line.runId, { id: known?.id ?? at, line, text });
    }
    this.#end = end;
  }

  async #compact(): Promise<void> {
    await this.#file.replace([...this.#runs.values()].slice(-KEPT).map(({ line }) => line));
    this.#forget();
    await this.#readOn();
  }

  #forget(): void {
    this.#runs = new Map();
    this.#end = 0;
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(act);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}
