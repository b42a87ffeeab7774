/** A process that runs Atoll alone, so that its memory is that of a runner; spoken to by `atoll-process.ts`. */
import { AtollError } from '../../../engine/errors/atoll-error.ts';
import { openFederation, type PlanningFederation } from '../../fixtures/open-federation.ts';
import type { PlacedPlan } from '../../../engine/plan/fragment.ts';
import type { ExecutionOutcome } from '../../../engine/execute/execution.ts';
import type { AtollReply, AtollRequest, FragmentRun } from './atoll-messages.ts';
import { watchPeak } from './peak-memory.ts';

let federation: PlanningFederation | null = null;

async function answer(request: AtollRequest): Promise<AtollReply> {
  if (request.kind === 'open') {
    federation = await openFederation(request.sources, { learns: true });
    return { kind: 'opened' };
  }
  if (federation === null) return { kind: 'failed', message: 'No sources are open.' };
  const cap = AbortSignal.timeout(request.capMs);
  try {
    const peak = await watchPeak();
    const began = performance.now();
    const plan = await federation.plan(request.sql, request.mode);
    const planned = performance.now();
    const outcome = await federation.executeTo(plan, request.file, cap);
    return {
      kind: 'done',
      ms: performance.now() - began,
      planMs: planned - began,
      localMs: outcome.measurement.localMs,
      names: outcome.columns.map(({ name }) => name),
      ...movedBy(plan, outcome),
      opaque: plan.notPushed.find(({ code }) => code === 'opaque')?.reason ?? null,
      peakBytes: await peak(),
    };
  } catch (error) {
    if (cap.aborted) return { kind: 'capped' };
    const code = error instanceof AtollError ? `${error.report.code}: ` : '';
    return { kind: 'failed', message: code + (error instanceof Error ? error.message : String(error)) };
  }
}

function movedBy(
  plan: PlacedPlan,
  { measurement }: ExecutionOutcome,
): { rows: number; bytes: number; fragments: readonly FragmentRun[] } {
  const fragments = plan.fragments.map((fragment): FragmentRun => {
    const measured = measurement.fragments[fragment.id];
    const sent = measurement.keys?.[fragment.id];
    return {
      source: fragment.source,
      sql: sent?.sql ?? fragment.sql,
      estimatedRows: fragment.estimated.rows,
      rows: measured?.rows ?? 0,
      bytes: measured?.bytes ?? 0,
      ms: measured?.ms ?? 0,
      keys: (sent?.sets ?? []).map(({ keys, as }) => `${keys} as ${as}`),
    };
  });
  const sum = (of: 'rows' | 'bytes'): number => fragments.reduce((total, one) => total + one[of], 0);
  return { rows: sum('rows'), bytes: sum('bytes'), fragments };
}

process.on('message', (request: AtollRequest) => {
  void answer(request).then((reply) => process.send?.(reply));
});
process.once('disconnect', () => {
  void federation?.close();
});
