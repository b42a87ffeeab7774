import * as z from 'zod';
import { list } from './json-schema.ts';
import { row } from './rows.ts';

/** How a query answered as asked, and how with nothing pushed, compare. */
export const verifyReport = z.strictObject({
  equal: z.boolean(),
  pushdown: z.enum(['full', 'scan', 'none']),
  compared: z
    .enum(['rows', 'count', 'nothing'])
    .describe(
      'count: rows may differ from run to run, so that only their number was compared; nothing: not even that is fixed.',
    ),
  nondeterminism: list(z.string()),
  ordered: z.boolean().describe('The order by the keys of the top ORDER BY was compared too.'),
  rows: z.strictObject({ pushed: z.int().nonnegative(), unpushed: z.int().nonnegative() }),
  differences: z.strictObject({
    onlyPushed: list(row).describe('The first rows that only the pushed query gave.'),
    onlyUnpushed: list(row),
    firstOutOfOrder: z.int().positive().nullable().describe('1-based.'),
  }),
});

/** What `query --verify --format json` prints on standard error. */
export const verifyOutput = z.strictObject({ verify: verifyReport });

export type VerifyReport = z.infer<typeof verifyReport>;
