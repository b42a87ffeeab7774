import * as z from 'zod';
import type { ErrorReport } from '../../engine/errors/atoll-error.ts';
import { ERROR_CODES } from '../../engine/errors/error-code.ts';

/** The steps of reaching a source. */
export const sourceStep = z.enum([
  'config',
  'secret',
  'tunnel',
  'lookup',
  'tcp',
  'tls',
  'login',
  'query',
  'read',
  'file',
  'start',
]);

/** What went wrong, where, and what to do next; what is not known is null. */
export const errorReport = z.strictObject({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  source: z.string().nullable(),
  step: sourceStep.nullable(),
  file: z.string().nullable().describe('A file of the workspace; null for the query text itself.'),
  line: z.int().positive().nullable(),
  column: z.int().positive().nullable().describe('1-based, in UTF-16 units.'),
  hint: z.string().nullable(),
}) satisfies z.ZodType<ErrorReport>;

/** What a command prints on standard error where it fails and `--format json` is set. */
export const errorOutput = z.strictObject({ error: errorReport });
