import { Estimator } from '../cost/estimator.ts';
import type { NodeIds } from '../plan/ids.ts';
import { KeyedTexts } from './key-sets/keyed-texts.ts';
import type { SourceSite } from './source-site.ts';

/** What is found out once of a plan's operators, however often the plan is cut. */
export interface PlanMemory {
  readonly estimates: Estimator;
  readonly texts: KeyedTexts;
}

export function planMemory(ids: NodeIds, site: (source: string) => SourceSite): PlanMemory {
  return {
    estimates: new Estimator({ table: (scan) => site(scan.source).table(scan) }),
    texts: new KeyedTexts(ids, site),
  };
}
