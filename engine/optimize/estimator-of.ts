import { Estimator } from '../cost/estimator.ts';
import type { SourceFacts } from './rule.ts';

const ESTIMATORS = new WeakMap<SourceFacts, Estimator>();

/** The estimator over what rules are told of the sources: one for all rules of a query, since it remembers. */
export function estimatorOf(sources: SourceFacts): Estimator {
  const found = ESTIMATORS.get(sources);
  if (found !== undefined) return found;
  const made = new Estimator({ table: (scan) => sources.table(scan) });
  ESTIMATORS.set(sources, made);
  return made;
}
