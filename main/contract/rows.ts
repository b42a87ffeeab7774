import * as z from 'zod';

/** A cell as JSON: exact, so that numbers beyond what JSON readers keep are strings. */
export const cell: z.ZodType = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(cell), z.record(z.string(), cell)]),
);

/** One row: values under the columns' names, `_1`, `_2` after a name that was there before. */
export const row = z.record(z.string(), cell);

/** What `query --format json` prints. */
export const rows = z.array(row);
