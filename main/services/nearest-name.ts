import { editsBetween } from '../../engine/types/edit-distance.ts';

/** The known name that a misspelt one most likely means; null where none is near. */
export function nearestName(wanted: string, known: readonly string[]): string | null {
  const name = wanted.toLowerCase();
  const near = known
    .map((candidate) => ({ candidate, edits: editsBetween(name, candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(candidate.length / 3)))
    .toSorted((a, b) => a.edits - b.edits);
  return near[0]?.candidate ?? null;
}
