import type { Answer, Federation, Pushdown } from '../fixtures/federation.ts';
import type { Oracle } from '../fixtures/oracle.ts';
import { differenceOf } from '../oracle/compare.ts';
import { printQuery, type QuerySpec, smallerQueries } from './query.ts';

/** What came of one random query in one mode. */
export type Verdict =
  | { readonly kind: 'equal'; readonly rows: number }
  /** The oracle itself can't run it, or its answer is too large: the generator's fault, not the engine's. */
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'different'; readonly difference: string };

/** Answers are compared in memory: crossed joins of a few tables would fill it. */
const MOST_ROWS = 100_000;

/** Runs a text on both sides and holds the answers against each other. */
export async function checkQuery(
  federation: Federation,
  oracle: Oracle,
  sql: string,
  pushdown: Pushdown,
): Promise<Verdict> {
  let expected: Answer;
  try {
    const counted = await oracle.connection.runAndReadAll(`SELECT count(*) FROM (${sql})`);
    const rows = Number(counted.getRows()[0]?.[0]);
    if (rows > MOST_ROWS) return { kind: 'rejected', reason: `${rows} rows are more than are compared` };
    expected = await oracle.run(sql, { pushdown });
  } catch (error) {
    return { kind: 'rejected', reason: messageOf(error) };
  }
  try {
    const difference = differenceOf(await federation.run(sql, { pushdown }), expected);
    if (difference !== undefined) return { kind: 'different', difference };
    return { kind: 'equal', rows: expected.rows.length };
  } catch (error) {
    return { kind: 'different', difference: `the federated query failed: ${messageOf(error)}` };
  }
}

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
  budget = 200,
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

const failed = (difference: string): boolean => difference.startsWith('the federated query failed');
