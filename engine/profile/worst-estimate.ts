import type { Measurement } from '../execute/execution.ts';
import type { PlacedPlan } from '../plan/fragment.ts';
import type { WorstEstimate } from '../types/explain.ts';

/** Below this number both figures are small, and it costs nothing to be wrong. */
const TINY_ROWS = 100;

/** Rows that were expected somewhere, and those that came. */
interface Compared {
  readonly where: string;
  readonly estimated: number | null;
  readonly actual: number;
}

/**
 * Where the number of rows was foretold worst: among the fragments that were read to their end and the result, by the
 * factor between both figures, whichever is larger (the q-error of Moerkotte, Neumann and Steidl, "Preventing Bad Plans by
 * Bounding the Impact of Cardinality Estimation Errors", VLDB 2009). Null where nothing was foretold or all is tiny.
 */
export function worstEstimate(
  plan: PlacedPlan,
  measurement: Measurement,
  result: number | null,
): WorstEstimate | null {
  const compared: Compared[] = plan.fragments.flatMap(({ id, estimated }) => {
    const measured = measurement.fragments[id];
    if (measured === undefined || measured.cut === true) return [];
    return [{ where: id, estimated: estimated.rows, actual: measured.rows }];
  });
  compared.push({ where: 'result', estimated: result, actual: measurement.rows });
  const all = compared.flatMap(({ where, estimated, actual }): WorstEstimate[] => {
    if (estimated === null || (estimated < TINY_ROWS && actual < TINY_ROWS)) return [];
    return [{ where, estimated, actual, factor: factorOf(estimated, actual) }];
  });
  return all.toSorted((a, b) => b.factor - a.factor)[0] ?? null;
}

/** No rows count as one, so that there is a factor. */
function factorOf(estimated: number, actual: number): number {
  const [one, other] = [Math.max(1, estimated), Math.max(1, actual)];
  return Math.round(Math.max(one / other, other / one) * 10) / 10;
}
