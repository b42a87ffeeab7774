import type { Fragment, PlacedPlan } from '../../plan/fragment.ts';
import type { Source } from '../../spi/connector.ts';
import type { ExecutionOutcome } from '../execution.ts';
import { CachingSession } from './caching-session.ts';
import type { FragmentCache } from './fragment-cache.ts';
import { fragmentKey } from './fragment-key.ts';

export interface CachedRun {
  readonly cache: FragmentCache;
  readonly plan: PlacedPlan;
  /** Unique to this run. */
  readonly runId: string;
  /** Of each source's configuration. */
  readonly configurations: ReadonlyMap<string, string>;
  readonly subject: string | null;
  /** Rows are read at their sources, and kept. */
  readonly fresh: boolean;
}

/**
 * Sources of one query whose fragments may come from the cache. Those of one source come from there all together, as
 * one snapshot that some run read, or not at all. Only what streams is kept: mounted sources are read in place.
 */
export class CachedSources {
  readonly #run: CachedRun;
  /** Milliseconds since the rows were read at their source, by the id of each fragment that came from the cache. */
  readonly ages = new Map<string, number>();

  constructor(run: CachedRun) {
    this.#run = run;
  }

  /** The sources, each behind the cache where it can be. */
  over(sources: ReadonlyMap<string, Source>): ReadonlyMap<string, Source> {
    return new Map([...sources].map(([name, source]) => [name, this.#over(source)]));
  }

  /** The figures of the run, with the age of what came from the cache. */
  marked(outcome: ExecutionOutcome): ExecutionOutcome {
    const fragments = Object.entries(outcome.measurement.fragments).map(([id, measured]) => {
      const cachedAgeMs = this.ages.get(id);
      return [id, cachedAgeMs === undefined ? measured : { ...measured, cachedAgeMs }] as const;
    });
    return { ...outcome, measurement: { ...outcome.measurement, fragments: Object.fromEntries(fragments) } };
  }

  #over(source: Source): Source {
    const { cache, plan, runId, configurations, subject, fresh } = this.#run;
    const fragments = plan.fragments.filter((fragment) => fragment.source === source.name);
    // Which rows a cut fragment has is known only after others of the snapshot may have been read.
    const isCut = fragments.some(({ keys }) => keys !== undefined);
    const configuration = configurations.get(source.name);
    if (source.connector.dialect === null || configuration === undefined || (isCut && fragments.length > 1))
      return source;
    const keyOf = (fragment: Fragment): string => fragmentKey(fragment, { configuration, subject });
    const parts = { source, cache, keyOf, runId, fresh, ages: this.ages };
    return {
      name: source.name,
      connector: source.connector,
      isNear: source.isNear,
      probe: (signal, onStep) => source.probe(signal, onStep),
      catalog: (signal) => source.catalog(signal),
      begin: (signal) => CachingSession.begin(parts, fragments, signal),
      close: () => source.close(),
    };
  }
}
