import type { FragmentReport, Outcome, WorstEstimate } from '../../../engine/types/explain.ts';
import { countText, msText } from '../../ui/figures.ts';
import { type Part, partName } from '../../workspace/part-words.ts';

/** Of what was not done at sources alone: what it is, where it was done, and why. */
export interface Kept {
  readonly key: string;
  readonly what: string;
  readonly where: string;
  readonly reason: string | null;
  readonly hint: string | null;
}

/** The parts of a query that were done here, or here too, each once; `source` is null for all. */
export function keptParts(outcomes: readonly Outcome[]): readonly Kept[] {
  return outcomes.flatMap(({ operator, expression, node, outcome, reason, hint, sources }, at) => {
    if (outcome === 'exact') return [];
    const where = WHERE[outcome](sources.join(', '));
    const what = expression === null ? operator : `${operator}: ${expression}`;
    return [{ key: `${at} ${node ?? ''}`, what, where, reason, hint: hint ?? null }];
  });
}

const WHERE: Readonly<Record<Exclude<Outcome['outcome'], 'exact'>, (sources: string) => string>> = {
  superset: (sources) => (sources === '' ? 'done here as well' : `begun at ${sources}, finished here`),
  kept: () => 'done here',
  dropped: () => 'left out: the answer is the same',
};

/** Sentences about how a piece ran beside its figures; `parts` are all pieces of the query. */
export function fragmentNotes(
  { keys, keysFrom, actual }: FragmentReport,
  parts: readonly Part[],
): readonly string[] {
  const notes = (keys ?? []).map(({ from, column, keys: count, as }) => {
    const what = `${countText(count)} keys from ${partName(parts, from)}`;
    if (as === 'none') return `Not cut by keys: ${what} for ${column} were not sent.`;
    return as === 'list'
      ? `Cut by ${what}: only rows whose ${column} is among them were asked for.`
      : `Cut by ${what}: only rows whose ${column} is between the least and the greatest were asked for.`;
  });
  if (keys === undefined && keysFrom !== undefined) {
    const names = keysFrom.split(', ').map((id) => partName(parts, id));
    notes.push(`Waits for keys from ${names.join(' and ')}.`);
  }
  if (actual?.cachedAgeMs !== undefined) {
    notes.push(`Kept rows were used, read ${msText(actual.cachedAgeMs)} before.`);
  }
  if (actual?.cut === true) notes.push('Stopped early: the answer had all rows that it asks for.');
  if (actual?.streamed === true)
    notes.push('Its rows were worked on while they came: the time is that of both.');
  return notes;
}

/** `crm sent 4,000 rows where 50 were expected: 80 times as many.` */
export function worstText(
  { where, estimated, actual, factor }: WorstEstimate,
  parts: readonly Part[],
): string {
  const what = where === 'result' ? 'The result has' : `${partName(parts, where)} sent`;
  const times = `${countText(factor)} times ${actual >= estimated ? 'as many' : 'fewer'}`;
  return `${what} ${countText(actual)} rows where ${countText(estimated)} were expected: ${times}.`;
}
