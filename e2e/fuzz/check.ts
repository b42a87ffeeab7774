import { type Pushdown, PUSHDOWN_MODES, type Answer } from '../fixtures/federation.ts';
import type { PlacedPlan } from '../../engine/plan/fragment.ts';
import type { PlanningFederation } from '../fixtures/open-federation.ts';
import type { Oracle } from '../fixtures/oracle.ts';
import { differenceOf } from '../oracle/compare.ts';
import { printQuery, type QuerySpec, smallerQueries } from './query.ts';
import { Tally } from './tally.ts';
import type { FuzzWorld } from './world.ts';

/** One way of answering a query. */
export interface Way {
  readonly pushdown: Pushdown;
  /** Whether the planner takes the tables for large ones. */
  readonly exaggerating: boolean;
}

/** The ways in which each query is answered: all modes; the one that looks at figures with either kind of them in turn. */
export function waysOf(index: number, modes: readonly Pushdown[] = PUSHDOWN_MODES): readonly Way[] {
  return modes.map((pushdown) => ({ pushdown, exaggerating: pushdown === 'full' && index % 2 === 1 }));
}

/** What came of one random query. */
export type Verdict =
  | { readonly kind: 'equal'; readonly rows: number }
  /** The oracle itself can't run it, or its answer is too large: the generator's fault, not the engine's. */
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'different'; readonly way: Way; readonly difference: string };

/** Answers are compared in memory: crossed joins of a few tables would fill it. */
const MOST_ROWS = 100_000;

/** Holds the answers to random queries against those of one DuckDB, and counts what their plans did. */
export class Checker {
  readonly #world: FuzzWorld;
  readonly tally = new Tally();

  constructor(world: FuzzWorld) {
    this.#world = world;
  }

  /** Runs a text in each of the ways, until one differs. */
  async check(sql: string, ways: readonly Way[]): Promise<Verdict> {
    const expected = await expectedOf(this.#world.oracle, sql);
    if (typeof expected === 'string') return { kind: 'rejected', reason: expected };
    let unpushed: PlacedPlan | null = null;
    // The unpushed plan first: beside it the tally sees what the others did.
    for (const way of ways.toReversed()) {
      const { honest, exaggerating } = this.#world;
      const federation = way.exaggerating ? exaggerating : honest;
      try {
        const plan = await federation.plan(sql, way.pushdown);
        const { answer, measurement } = await federation.execute(plan);
        const difference = differenceOf(answer, expected);
        if (difference !== undefined) return { kind: 'different', way, difference };
        if (way.pushdown === 'none') unpushed = plan;
        if (way.pushdown === 'full') this.tally.add(plan, measurement, unpushed);
      } catch (error) {
        return { kind: 'different', way, difference: `${FAILED}: ${messageOf(error)}` };
      }
    }
    return { kind: 'equal', rows: expected.rows.length };
  }

  /** The plan and the texts that it sends, as a person reads them. */
  async explain(sql: string, { pushdown, exaggerating }: Way): Promise<string> {
    const federation: PlanningFederation = exaggerating ? this.#world.exaggerating : this.#world.honest;
    try {
      const plan = await federation.plan(sql, pushdown);
      const sent = plan.fragments.map(({ id, source, sql: text, params, keys }) => {
        const values = params.length === 0 ? '' : `\n  ${JSON.stringify(params, bigintText)}`;
        const keyed = keys === undefined ? '' : `\n  keys: ${JSON.stringify(keys, bigintText)}`;
        return `${id} at ${source}: ${text}${values}${keyed}`;
      });
      return [...sent, `local: ${plan.localSql}`].join('\n');
    } catch (error) {
      return `can't be planned: ${messageOf(error)}`;
    }
  }
}

const bigintText = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value;

/** The right answer, or why there is none to compare. */
async function expectedOf(oracle: Oracle, sql: string): Promise<Answer | string> {
  try {
    const counted = await oracle.connection.runAndReadAll(`SELECT count(*) FROM (${sql})`);
    const rows = Number(counted.getRows()[0]?.[0]);
    if (rows > MOST_ROWS) return `${rows} rows are more than are compared`;
    return await oracle.run(sql, { pushdown: 'none' });
  } catch (error) {
    return messageOf(error);
  }
}

const FAILED = 'the federated query failed';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Leaves pieces out of a differing query for as long as it still differs in the same way: a failure stays a
 * failure, wrong rows stay wrong rows.
 * @param budget how many smaller queries are tried at most
 */
export async function minimise(
  spec: QuerySpec,
  first: string,
  check: (sql: string) => Promise<Verdict>,
  budget = 300,
): Promise<{ readonly sql: string; readonly difference: string }> {
  let best = { spec, sql: printQuery(spec), difference: first };
  let left = budget;
  let shrunk = true;
  while (shrunk && left > 0) {
    shrunk = false;
    for (const smaller of smallerQueries(best.spec)) {
      left -= 1;
      if (left <= 0) break;
      const sql = printQuery(smaller);
      const verdict = await check(sql);
      if (verdict.kind !== 'different' || failed(verdict.difference) !== failed(first)) continue;
      best = { spec: smaller, sql, difference: verdict.difference };
      shrunk = true;
      break;
    }
  }
  return best;
}

const failed = (difference: string): boolean => difference.startsWith(FAILED);
