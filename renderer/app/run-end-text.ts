import type { RunState } from '../../main/contract/api/queries.ts';
import { countText, msText } from '../ui/figures.ts';

/** How a run ended, in a sentence for screen readers. */
export function runEndText(run: RunState, locale: string | undefined): string {
  switch (run.state) {
    case 'complete':
      return `${run.title}: complete, ${countText(run.rows, locale)} ${run.rows === 1 ? 'row' : 'rows'} in ${msText(run.ms, locale)}.`;
    case 'failed':
      return `${run.title}: failed. ${run.error?.message ?? ''}`.trim();
    case 'cancelled':
      return `${run.title}: cancelled after ${msText(run.ms, locale)}.`;
    case 'queued':
    case 'planning':
    case 'running':
      return `${run.title}: running.`;
  }
}
