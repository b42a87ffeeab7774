import type { ProbeReport } from '../../../engine/spi/probe.ts';
import type { Health } from '../../contract/api/sources.ts';
import type { WindowEvent } from '../../contract/events.ts';
import { mendedStep } from './mend-step.ts';
import type { ProbedSource } from './source-probes.ts';

/** A source is not asked again before that time has gone by, ms. */
const GOOD_FOR_MS = 3 * 60_000;
/** A password may have been entered in the meantime: then it is not waited for so long, ms. */
const WITHOUT_PASSWORD_MS = 1000;
/** Sources asked at once. */
const AT_ONCE = 3;

const UNKNOWN: Health = { state: 'unknown', checkedAt: null, ms: null, error: null };

/** A source to be asked, and what tells whether it is still the same. */
export interface CheckedSource {
  readonly name: string;
  /** Changes with its configuration: then it is asked again. */
  readonly configuration: string;
  readonly open: () => ProbedSource;
}

interface Known {
  readonly configuration: string;
  readonly at: number;
  readonly health: Health;
}

/** Whether sources can be reached, found out in the background, a few at a time, and told as events. */
export class SourceHealth {
  readonly #publish: (event: WindowEvent) => void;
  readonly #known = new Map<string, Known>();
  readonly #waiting: CheckedSource[] = [];
  readonly #stop = new AbortController();
  #running = 0;

  constructor(publish: (event: WindowEvent) => void) {
    this.#publish = publish;
  }

  of(source: string): Health {
    return this.#known.get(source)?.health ?? UNKNOWN;
  }

  /** Asks those that were not asked for a while, or never as they are now. Returns at once. */
  checkOld(sources: readonly CheckedSource[]): void {
    const names = new Set(sources.map(({ name }) => name));
    for (const name of this.#known.keys()) if (!names.has(name)) this.#known.delete(name);
    for (const one of sources) {
      const known = this.#known.get(one.name);
      const isNew = known?.configuration === one.configuration && Date.now() - known.at < goodForMs(known);
      if (isNew || this.#waiting.some(({ name }) => name === one.name)) continue;
      this.#waiting.push(one);
      this.#tell(one, { ...(known?.health ?? UNKNOWN), state: 'checking' });
    }
    this.#next();
  }

  /** What a test of the saved source has shown. */
  found(source: Pick<CheckedSource, 'name' | 'configuration'>, health: Omit<Health, 'checkedAt'>): void {
    this.#tell(source, { ...health, checkedAt: new Date().toISOString() });
  }

  /** Forgets what is known, so that the next look asks again; all sources where none is named. */
  forget(source?: string): void {
    if (source === undefined) this.#known.clear();
    else this.#known.delete(source);
  }

  /** Stops what is asked now. */
  close(): void {
    this.#waiting.length = 0;
    this.#stop.abort();
  }

  #next(): void {
    while (this.#running < AT_ONCE) {
      const one = this.#waiting.shift();
      if (one === undefined) return;
      this.#running += 1;
      void this.#check(one).finally(() => {
        this.#running -= 1;
        this.#next();
      });
    }
  }

  async #check(one: CheckedSource): Promise<void> {
    const { signal } = this.#stop;
    const began = performance.now();
    try {
      const report = await probed(one.open(), signal);
      const failed = report.steps.find(({ ok }) => !ok);
      const error = failed === undefined ? null : mendedStep(one.name, failed).error;
      if (signal.aborted) return;
      this.found(one, { state: report.ok ? 'ok' : 'failed', ms: performance.now() - began, error });
    } catch {
      // Closed while it was asked, or gone from the workspace: whoever asks next finds out.
      if (!signal.aborted) this.#tell(one, UNKNOWN);
    }
  }

  #tell({ name, configuration }: Pick<CheckedSource, 'name' | 'configuration'>, health: Health): void {
    this.#known.set(name, { configuration, at: Date.now(), health });
    this.#publish({ kind: 'health', source: name, health });
  }
}

async function probed(opened: ProbedSource, signal: AbortSignal): Promise<ProbeReport> {
  try {
    return await opened.source.probe(signal);
  } finally {
    await opened.close();
  }
}

function goodForMs({ health: { error } }: Known): number {
  return error?.code.startsWith('secret-') === true ? WITHOUT_PASSWORD_MS : GOOD_FOR_MS;
}
