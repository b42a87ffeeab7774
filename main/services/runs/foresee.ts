import type { ExplainReport } from '../../../engine/types/explain.ts';
import type { ApiOutput } from '../../contract/api/api.ts';
import { parseBytes, parseDuration } from '../workspace/amounts.ts';
import type { AskSettings, SourceDefinition } from '../workspace/workspace.ts';

/** A limit that an estimate goes beyond. */
export type Exceeded = ApiOutput<'runs', 'foresee'>['exceeds'][number];

type Figure = Exceeded['what'];

/** Of a source marked as production this share of each limit counts. */
const PRODUCTION_SHARE = 0.1;

/**
 * Which limits a plan is foretold to go beyond: each source for itself, then all together. What is not known counts as
 * nothing, so that a source without figures is not asked about each time.
 */
export function exceeded(
  { fragments }: Pick<ExplainReport, 'fragments'>,
  ask: AskSettings,
  sources: readonly Pick<SourceDefinition, 'name' | 'production'>[],
): readonly Exceeded[] {
  const limits: Readonly<Record<Figure, number>> = {
    bytes: parseBytes(ask.bytes) ?? Number.POSITIVE_INFINITY,
    rows: ask.rows,
    ms: parseDuration(ask.time) ?? Number.POSITIVE_INFINITY,
  };
  const marked = new Set(sources.filter(({ production }) => production).map(({ name }) => name));
  const names = [...new Set(fragments.map(({ source }) => source))];
  return (['bytes', 'rows', 'ms'] as const).flatMap((what) => {
    const sum = (source: string | null): number =>
      fragments
        .filter((fragment) => source === null || fragment.source === source)
        .reduce((total, { estimated }) => total + (estimated[what] ?? 0), 0);
    const over = names.flatMap((source): readonly Exceeded[] => {
      const production = marked.has(source);
      const limit = limits[what] * (production ? PRODUCTION_SHARE : 1);
      return sum(source) > limit ? [{ what, source, estimated: sum(source), limit, production }] : [];
    });
    // Fragments run side by side: the times of different sources do not add up.
    if (over.length > 0 || what === 'ms' || sum(null) <= limits[what]) return over;
    return [{ what, source: null, estimated: sum(null), limit: limits[what], production: false }];
  });
}
