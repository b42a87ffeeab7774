import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AtollError } from '../../../engine/errors/atoll-error.ts';

/**
 * The kill switches of a workspace's sources: a mark in `.atoll/killed/` stops every query on that source, in every
 * process, until it is taken away.
 */
export class KillSwitch {
  readonly #dir: string;

  constructor(stateDir: string) {
    this.#dir = join(stateDir, 'killed');
  }

  async killed(): Promise<ReadonlySet<string>> {
    return new Set(await readdir(this.#dir).catch(() => []));
  }

  /** Throws `source-killed` where the source is switched off. */
  async check(source: string): Promise<void> {
    if ((await this.killed()).has(source)) throw sourceKilled(source);
  }

  /** Idempotent. */
  async kill(source: string): Promise<void> {
    await mkdir(this.#dir, { recursive: true });
    await writeFile(join(this.#dir, source), '');
  }

  /** Idempotent. */
  async revive(source: string): Promise<void> {
    await rm(join(this.#dir, source), { force: true });
  }
}

/** The error of a query on a source that is switched off. */
export function sourceKilled(source: string): AtollError {
  return new AtollError('source-killed', `The source ${source} is switched off by its kill switch.`, {
    source,
    hint: `Switch it on in its menu among the sources, or with: atoll sources revive ${source}`,
  });
}
