import { AtollError } from '../../../engine/errors/atoll-error.ts';

/** The error for an id that nothing goes by. */
export function missingResult(runId: string): AtollError {
  return new AtollError('result-missing', `There is no result ${runId} any more.`, {
    hint: 'It was removed, or made room for newer ones: run the query again.',
  });
}
