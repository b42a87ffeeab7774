import { reportOf, type SourceStep } from '../errors/atoll-error.ts';
import type { ProbeReport, ProbeStep } from './probe.ts';

/** One step of reaching a source; `run` gives its detail or rejects. */
export interface StepToRun {
  readonly step: SourceStep;
  readonly run: () => Promise<string>;
}

/** Runs the steps in order, to the first that fails, and tells of each as it ends. Never rejects. */
export async function probeInSteps(
  source: string,
  steps: readonly StepToRun[],
  onStep: (step: ProbeStep) => void = () => undefined,
): Promise<ProbeReport> {
  const done: ProbeStep[] = [];
  for (const { step, run } of steps) {
    const start = performance.now();
    const { detail, error } = await run().then(
      (text) => ({ detail: text, error: null }),
      (thrown: unknown) => ({ detail: null, error: reportOf(thrown) }),
    );
    const ended = { step, ok: error === null, ms: performance.now() - start, detail, error };
    done.push(ended);
    onStep(ended);
    if (!ended.ok) break;
  }
  return { source, ok: done.every(({ ok }) => ok), steps: done };
}
