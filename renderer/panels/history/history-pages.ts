import type { HistoryEntry } from '../../../main/contract/api/queries.ts';

/** Entries of one search, newest first. */
export interface HistoryPages {
  readonly text: string;
  readonly entries: readonly HistoryEntry[];
  /** There are older ones. */
  readonly more: boolean;
}

/** What is known after the newest entries were asked for again: older ones of the same search stay. */
export function withNewest(known: HistoryPages | null, newest: HistoryPages): HistoryPages {
  const last = newest.entries.at(-1);
  if (known === null || known.text !== newest.text || !newest.more || last === undefined) return newest;
  const older = known.entries.filter(({ id }) => id < last.id);
  if (older.length === 0) return newest;
  return { text: newest.text, entries: [...newest.entries, ...older], more: known.more };
}

/** What is known after a page of older entries has come. */
export function withOlder(known: HistoryPages | null, older: HistoryPages): HistoryPages {
  if (known === null || known.text !== older.text) return older;
  return { ...older, entries: [...known.entries, ...older.entries] };
}
