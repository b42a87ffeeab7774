import type { Outcome } from '../../types/explain.ts';
import type { Standing } from './placed-operators.ts';

/** An outcome apart from what it is of. */
export type Verdict = Pick<Outcome, 'outcome' | 'sources' | 'fragments' | 'code' | 'reason' | 'hint'>;

/** Why something is done here. */
export interface Cause {
  readonly code: NonNullable<Outcome['code']>;
  readonly reason: string;
  /** It is the cause of something below, from which this follows. */
  readonly follows?: true;
}

/** What planning left nothing of. */
export const DROPPED: Verdict = {
  outcome: 'dropped',
  sources: [],
  fragments: [],
  code: null,
  reason: 'The answer is the same without it, so nothing runs for it.',
};

export function kept({ code, reason }: Cause): Verdict {
  return { outcome: 'kept', sources: [], fragments: [], code, reason };
}

/** What the fragments of these operators do whole. */
export function exact(standing: readonly Standing[]): Verdict {
  return { outcome: 'exact', ...placesOf(standing), code: null, reason: null };
}

/** What the fragments of these operators do in part; `reason` is given the sources' names. */
export function superset(
  standing: readonly Standing[],
  code: Cause['code'],
  reason: (sources: readonly string[]) => string,
): Verdict {
  const places = placesOf(standing);
  return { outcome: 'superset', ...places, code, reason: reason(places.sources) };
}

function placesOf(standing: readonly Standing[]): Pick<Verdict, 'sources' | 'fragments'> {
  const sent = standing.flatMap(({ fragment }) => fragment ?? []);
  return {
    sources: [...new Set(sent.map(({ source }) => source))],
    fragments: [...new Set(sent.map(({ id }) => id))],
  };
}
