import * as z from 'zod';
import { errorReport, sourceStep } from './error.ts';
import { list } from './json-schema.ts';

const figure = z.number().nonnegative();

/** A registered source. */
export const sourceSummary = z.strictObject({
  name: z.string(),
  kind: z.string(),
  where: z.string().describe('Where it is, for people: host, port and database, or a path.'),
  secret: z.string().nullable().describe('Where its password is kept, such as env:NAME: never the password.'),
  limits: z.strictObject({
    connections: z.int().positive(),
    timeoutMs: figure.nullable(),
    rows: figure.nullable(),
    bytes: figure.nullable(),
    connectTimeoutMs: figure,
  }),
  region: z.string().nullable(),
  tags: list(z.string()),
  state: z.enum(['active', 'killed']).describe('killed: queries on it are refused until it is revived.'),
});

export type SourceSummary = z.infer<typeof sourceSummary>;

/** `sources list`. */
export const sourceList = z.strictObject({ sources: list(sourceSummary) });

/** `sources add`, `kill` and `revive`: the source as it is now. */
export const sourceChanged = z.strictObject({ source: sourceSummary });

/** `sources remove`. */
export const sourceRemoved = z.strictObject({ removed: z.string() });

/** `sources probe`: the steps of reaching it, up to the first that failed. */
export const probeReport = z.strictObject({
  source: z.string(),
  ok: z.boolean(),
  steps: list(
    z.strictObject({
      step: sourceStep,
      ok: z.boolean(),
      ms: figure,
      detail: z.string().nullable(),
      error: errorReport.nullable(),
    }),
  ),
});

/** One step of reaching a source, as it ended. */
export type ProbedStep = z.infer<typeof probeReport>['steps'][number];

/** `sources refresh`: the catalog read anew, held against the one known before. */
export const refreshReport = z.strictObject({
  source: z.string(),
  fetchedAt: z.iso.datetime(),
  tables: z.int().nonnegative(),
  compared: z.boolean().describe('False where no earlier catalog was known: then nothing is listed as new.'),
  added: list(z.string()),
  removed: list(z.string()),
  changed: list(z.strictObject({ table: z.string(), changes: list(z.string()) })),
  problems: list(z.strictObject({ table: z.string(), message: z.string() })),
});

export type RefreshReport = z.infer<typeof refreshReport>;
