import { randomUUID } from 'node:crypto';
import { reportOf } from '../../../engine/errors/atoll-error.ts';
import type { Source } from '../../../engine/spi/connector.ts';
import type { ProbeReport, ProbeStep } from '../../../engine/spi/probe.ts';
import type { WindowEvent } from '../../contract/events.ts';
import { mendedStep } from './mend-step.ts';

/** A source that is open for one test. */
export interface ProbedSource {
  readonly source: Source;
  close(): Promise<void>;
}

/** Tests of sources under way. Their steps are told as events as they end. */
export class SourceProbes {
  readonly #publish: (event: WindowEvent) => void;
  readonly #running = new Map<string, AbortController>();

  constructor(publish: (event: WindowEvent) => void) {
    this.#publish = publish;
  }

  /**
   * Begins a test and returns its id before its first step is told. `onEnd` hears of the whole report. What goes wrong
   * before the first step is told as a failed step.
   */
  begin(open: () => Promise<ProbedSource>, onEnd: (report: ProbeReport) => void): string {
    const probeId = randomUUID();
    const stop = new AbortController();
    this.#running.set(probeId, stop);
    setImmediate(() => void this.#run(probeId, open, onEnd, stop.signal));
    return probeId;
  }

  /** Idempotent; a test that has ended is not known any more. */
  cancel(probeId: string): void {
    this.#running.get(probeId)?.abort();
  }

  close(): void {
    for (const stop of this.#running.values()) stop.abort();
  }

  async #run(
    probeId: string,
    open: () => Promise<ProbedSource>,
    onEnd: (report: ProbeReport) => void,
    signal: AbortSignal,
  ): Promise<void> {
    let ok = false;
    try {
      const opened = await open();
      try {
        const report = await opened.source.probe(signal, (step) =>
          this.#tell(probeId, mendedStep(opened.source.name, step)),
        );
        ok = report.ok;
        onEnd(report);
      } finally {
        await opened.close();
      }
    } catch (error) {
      const report = reportOf(error);
      const step = report.step ?? 'config';
      this.#tell(probeId, { step, ok: false, ms: 0, detail: null, error: report });
    } finally {
      this.#running.delete(probeId);
      this.#publish({ kind: 'probe-ended', probeId, ok });
    }
  }

  #tell(probeId: string, step: ProbeStep): void {
    this.#publish({ kind: 'probe-step', probeId, step });
  }
}
