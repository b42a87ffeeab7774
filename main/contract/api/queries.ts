import * as z from 'zod';
import { errorReport } from '../error.ts';
import { explainReport } from '../explain.ts';
import { method } from './method.ts';
import { count, figure, moment, nothing, parameterValues, pushdown, runId } from './shapes.ts';

const range = { from: count.describe('UTF-16 offset.'), to: count };

const completion = z.strictObject({
  label: z.string(),
  insert: z.string(),
  kind: z.enum(['source', 'schema', 'table', 'column', 'alias', 'model', 'function', 'keyword', 'parameter']),
  detail: z.string().nullable().describe('A type, a signature, the number of rows.'),
  documentation: z.string().nullable(),
  source: z.string().nullable().describe('Whose hue it has.'),
  sort: z.string(),
});

export type Completion = z.infer<typeof completion>;

const problem = z.strictObject({
  ...range,
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  hint: z.string().nullable(),
  code: z.string(),
});

export type Problem = z.infer<typeof problem>;

const at = z.strictObject({ sql: z.string(), offset: count });

/** What the editor asks while somebody types; answered from cached catalogs, never from a source. */
export const language = {
  /** `from` to `to` is what an item replaces. */
  complete: method(at, z.strictObject({ ...range, items: z.array(completion), incomplete: z.boolean() })),
  hover: method(
    at,
    z.strictObject({
      hover: z
        .strictObject({
          ...range,
          title: z.string(),
          lines: z.array(z.string()),
          source: z.string().nullable(),
        })
        .nullable(),
    }),
  ),
  /** One statement, bound: its problems, its parameters, and the sources that it reads. */
  check: method(
    z.strictObject({ sql: z.string() }),
    z.strictObject({
      problems: z.array(problem),
      parameters: z.array(z.strictObject({ name: z.string(), type: z.string().nullable() })),
      sources: z.array(z.string()),
    }),
  ),
  format: method(z.strictObject({ sql: z.string() }), z.strictObject({ sql: z.string() })),
  /** Where each statement of a text begins and ends, without its semicolon. */
  statements: method(
    z.strictObject({ sql: z.string() }),
    z.strictObject({ statements: z.array(z.strictObject(range)) }),
  ),
};

const savedName = z.string().regex(/^[^/\\\p{Cc}]{1,120}$/u, 'A name has 1 to 120 characters and no slash.');
const savedQuery = z.strictObject({ name: z.string(), file: z.string(), modifiedAt: moment });

/** Saved queries: files in `queries/`. `version` changes with the text; null is for one that is new. */
export const queries = {
  list: method(nothing, z.strictObject({ queries: z.array(savedQuery), models: z.array(savedQuery) })),
  read: method(
    z.strictObject({ name: z.string(), folder: z.enum(['queries', 'models']).default('queries') }),
    z.strictObject({ sql: z.string(), version: z.string() }),
  ),
  /** Refuses to overwrite what somebody else saved meanwhile: then `saved` is false and their text comes back. */
  save: method(
    z.strictObject({ name: savedName, sql: z.string(), base: z.string().nullable() }),
    z.discriminatedUnion('saved', [
      z.strictObject({ saved: z.literal(true), version: z.string() }),
      z.strictObject({ saved: z.literal(false), theirs: z.string(), version: z.string() }),
    ]),
  ),
  rename: method(z.strictObject({ name: z.string(), to: savedName }), nothing),
  remove: method(z.strictObject({ name: z.string() }), nothing),
};

const fragmentProgress = z.strictObject({
  fragment: z.string(),
  source: z.string(),
  state: z.enum(['waiting', 'running', 'done']),
  rows: figure,
  bytes: figure,
  ms: figure.nullable(),
});

export const RUN_STATES = ['queued', 'planning', 'running', 'complete', 'failed', 'cancelled'] as const;

/** One run of one text, from its start to its end. */
export const runState = z.strictObject({
  runId,
  tab: z.string().nullable().describe('The tab of the window that began it.'),
  sql: z.string(),
  title: z.string().describe('Its first comment or first words.'),
  mode: pushdown,
  sample: count.nullable().describe('Rows that it was stopped at by wish; null for the whole answer.'),
  state: z.enum(RUN_STATES),
  startedAt: moment,
  ms: figure.nullable().describe('From start to end; null while it runs.'),
  columns: z.array(z.strictObject({ name: z.string(), type: z.string() })).nullable(),
  rows: count.describe('Complete: of the answer. Running: those that can be read, provisionally.'),
  fragments: z.array(fragmentProgress),
  localFraction: z.number().min(0).max(1).nullable(),
  error: errorReport.nullable(),
  report: explainReport.nullable().describe('What went where, once it is complete.'),
  pinned: z.boolean(),
  stored: z.boolean().describe('Its rows can be read.'),
});

export type RunState = z.infer<typeof runState>;

const question = {
  sql: z.string(),
  parameters: parameterValues,
  mode: pushdown.default('full'),
};

const ran = z.strictObject({ runId });

export const runs = {
  /** The plan of a text, and which limits of the workspace its estimates exceed. */
  foresee: method(
    z.strictObject(question),
    z.strictObject({
      report: explainReport,
      exceeds: z.array(
        z.strictObject({
          what: z.enum(['bytes', 'rows', 'ms']),
          source: z.string().nullable(),
          estimated: figure,
          limit: figure,
          production: z.boolean().describe('The limit is the lower one of a source marked as production.'),
        }),
      ),
    }),
  ),
  start: method(
    z.strictObject({
      ...question,
      tab: z.string().nullable().default(null),
      fresh: z.boolean().default(false).describe('Do not use kept rows of sources.'),
      sample: z.int().positive().nullable().default(null),
    }),
    ran,
  ),
  /** Done within a second; the run's own event tells when. */
  cancel: method(ran, nothing),
  get: method(ran, runState),
  /** Those of this program, and stored results of earlier ones, newest first. */
  list: method(
    z.strictObject({ limit: z.int().min(1).max(500) }),
    z.strictObject({ runs: z.array(runState) }),
  ),
  pin: method(z.strictObject({ runId, pinned: z.boolean() }), nothing),
  remove: method(ran, nothing),
};

const historyEntry = z.strictObject({
  id: count,
  runId,
  sql: z.string(),
  title: z.string(),
  startedAt: moment,
  ms: figure.nullable(),
  rows: count.nullable(),
  bytesMoved: figure.nullable(),
  state: z.enum(RUN_STATES),
  message: z.string().nullable().describe('Of the error, where it failed.'),
  sources: z.array(z.string()),
  stored: z.boolean().describe('Its result is still there.'),
});

export type HistoryEntry = z.infer<typeof historyEntry>;

export const history = {
  /** Newest first, those whose text holds every word. `before` is the id of the last one seen. */
  search: method(
    z.strictObject({ text: z.string(), limit: z.int().min(1).max(500), before: count.nullable() }),
    z.strictObject({ entries: z.array(historyEntry), more: z.boolean() }),
  ),
  clear: method(nothing, nothing),
};
