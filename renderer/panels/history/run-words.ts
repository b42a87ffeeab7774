import type { HistoryEntry } from '../../../main/contract/api/queries.ts';

/** How a run ended, as one word for its mark. */
export const STATE_WORDS = {
  queued: 'Waiting',
  planning: 'Planning',
  running: 'Running',
  complete: 'Complete',
  failed: 'Failed',
  cancelled: 'Cancelled',
} as const satisfies Record<HistoryEntry['state'], string>;
