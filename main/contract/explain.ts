import * as z from 'zod';
import {
  type ExplainReport,
  type FragmentReport,
  type LocalReport,
  type Outcome,
  OUTCOME_KINDS,
  type PlanTree,
  REASON_CODES,
} from '../../engine/types/explain.ts';
import { list } from './json-schema.ts';

const figure = z.number().nonnegative();
const column = z.strictObject({ name: z.string(), type: z.string() });

const fragment = z.strictObject({
  id: z.string(),
  source: z.string(),
  sql: z.string().describe('The exact text sent.'),
  params: list(z.string().nullable()),
  covers: list(z.string()),
  estimated: z.strictObject({
    rows: figure.nullable(),
    bytes: figure.nullable(),
    ms: z.exactOptional(figure).describe('What the whole fragment was foretold to take, without keys.'),
  }),
  actual: z
    .strictObject({
      rows: figure,
      bytes: figure,
      connectMs: figure.nullable(),
      firstRowMs: figure.nullable(),
      ms: figure,
      retries: figure,
      cachedAgeMs: z
        .exactOptional(figure)
        .describe('The rows came from the cache: milliseconds since they were read at their source.'),
      cut: z
        .exactOptional(z.literal(true))
        .describe('It was stopped, or never begun, because the answer had all the rows that it asks for.'),
      streamed: z
        .exactOptional(z.literal(true))
        .describe('Its rows went through work here while they came: the time is that of both.'),
    })
    .nullable(),
  keysFrom: z.exactOptional(z.string()).describe('The fragments whose join keys cut this one.'),
  keys: z.exactOptional(
    list(
      z.strictObject({
        from: z.string(),
        column: z.string(),
        keys: figure,
        as: z.enum(['list', 'range', 'none']),
      }),
    ),
  ),
}) satisfies z.ZodType<FragmentReport>;

const local = z.strictObject({
  sql: z.string().describe('The remainder, in DuckDB SQL, over f1, f2…'),
  ms: figure.nullable(),
  operators: list(z.strictObject({ kind: z.string(), node: z.string(), line: z.string() })),
  opaque: z.boolean().describe("True where the user's own text runs over staged tables."),
  engine: z.exactOptional(
    list(z.strictObject({ name: z.string(), depth: figure, rows: figure, ms: figure })),
  ),
}) satisfies z.ZodType<LocalReport>;

const planTree = z.strictObject({
  id: z.string(),
  kind: z.string(),
  line: z.string(),
  site: z.string().describe('local, or the name of a source.'),
  fragment: z.string().nullable(),
  columns: list(column),
  estimatedRows: figure.nullable(),
  estimatedBytes: figure.nullable(),
  actualRows: figure.nullable(),
  get children(): z.ZodReadonly<z.ZodArray<z.ZodType<PlanTree>>> {
    return list(planTree);
  },
});

const outcome = z.strictObject({
  part: z.enum(['operator', 'predicate']),
  operator: z.string().describe('Its kind; of a predicate, that of the operator that holds it.'),
  node: z.string().nullable().describe('The operator in the plan as it was bound.'),
  expression: z.string().nullable(),
  outcome: z
    .enum(OUTCOME_KINDS)
    .describe(
      'exact: sources do it, nothing is left here. superset: a source does a part of it and it is done here as well. ' +
        'kept: it is done here alone. dropped: the answer is the same without it.',
    ),
  sources: list(z.string()),
  fragments: list(z.string()),
  code: z.enum(REASON_CODES).nullable().describe('Why it is not exact.'),
  reason: z.string().nullable().describe('One sentence, which names what to change where that would help.'),
  hint: z.exactOptional(z.string()).describe('What to declare so that an index at the source can serve it.'),
}) satisfies z.ZodType<Outcome>;

/** What `explain --format json` prints and `query --profile FILE` writes. */
export const explainReport = z.strictObject({
  sql: z.string(),
  columns: list(column),
  fragments: list(fragment),
  local,
  notPushed: list(
    z.strictObject({
      operator: z.string(),
      expression: z.string().nullable(),
      source: z.string().nullable(),
      code: z.enum(REASON_CODES),
      reason: z.string(),
    }),
  ),
  outcomes: list(outcome).describe(
    "Each operator of the user's own plan, and each conjunct of its filters and joins, once.",
  ),
  totals: z.strictObject({
    ms: figure.nullable(),
    bytesMoved: figure.nullable(),
    rowsMoved: figure.nullable(),
    planMs: figure,
  }),
  plan: planTree,
  tables: z
    .exactOptional(
      list(
        z.strictObject({
          source: z.string(),
          schema: z.string().nullable(),
          name: z.string(),
          rows: figure.nullable(),
          bytes: figure.nullable(),
        }),
      ),
    )
    .describe('The tables that fragments read, each once, as large as the catalogs of their sources say.'),
  worstEstimate: z.exactOptional(
    z.strictObject({
      where: z.string().describe('A fragment, or `result`.'),
      estimated: figure,
      actual: figure,
      factor: figure.describe('The larger of both figures over the smaller.'),
    }),
  ),
}) satisfies z.ZodType<ExplainReport>;
