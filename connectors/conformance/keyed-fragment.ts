import type { Database } from '../../engine/duckdb/database.ts';
import { quoteName, quoteText } from '../../engine/duckdb/quote.ts';
import { withKeys } from '../../engine/execute/key-sets.ts';
import type { Fragment, FragmentKeys, KeyForm, KeySet } from '../../engine/plan/fragment.ts';
import { keyColumn } from '../../engine/plan/key-set.ts';
import type { ReadSession } from '../../engine/spi/connector.ts';
import type { PrintedSql } from '../../engine/spi/dialect.ts';
import { type DataType, typeToSql } from '../../engine/types/data-type.ts';

/** A set of keys by the name that a plan tests for: a type for each of its columns, and rows. */
export interface TestKeys {
  readonly name: string;
  readonly types: readonly DataType[];
  readonly rows: readonly (readonly string[])[];
  /** DuckDB SQL that gives the rows instead, where they are many. */
  readonly sql?: string;
}

/** Keys are free, or cost more than anything that they could save. */
const COSTS = { list: { key: 0, test: 0 }, range: { key: 1e9, test: 0 } };

/** A fragment as a query would send it with keys, in the form that is wanted, or the nearest that there is. */
export async function keyedFragment(
  db: Database,
  fragment: Fragment,
  printed: PrintedSql,
  given: readonly TestKeys[],
  form: Exclude<KeyForm, 'none'>,
  session: ReadSession,
  signal: AbortSignal,
): Promise<{ readonly fragment: Fragment; readonly forms: readonly KeyForm[] }> {
  const { sql, params, slots = [], tests = [] } = printed;
  const keys: FragmentKeys = {
    sets: given.map(setOf),
    text: { sql, params, slots, tests, partition: null },
    rows: 1_000_000,
    ...(session.mount === undefined ? { costs: COSTS[form] } : {}),
  };
  const connection = await db.connect();
  const cut = await withKeys(connection, fragment, keys, signal, session);
  return { fragment: cut.fragment, forms: cut.sent.sets.map(({ as }) => as) };
}

function setOf(keys: TestKeys): KeySet {
  const { name, types } = keys;
  const columns = types.map((type, at) => ({ name: `c${at}`, type }));
  return { name, from: 'f2', columns, sql: keysSql(keys), distinct: 1_000_000_000 };
}

/** DuckDB SQL for the keys, in columns called as those of gathered keys. */
export function keysSql({ types, rows, sql }: TestKeys): string {
  const values = rows.map((row) => `(${row.map(quoteText).join(', ')})`);
  const names = types.map((_, at) => `v${at}`);
  const empty = `SELECT ${names.map((name) => `NULL AS ${name}`).join(', ')} WHERE false`;
  const all = sql === undefined ? `VALUES ${values.join(', ')}` : sql;
  const given =
    sql === undefined && rows.length === 0 ? empty : `SELECT * FROM (${all}) AS t(${names.join(', ')})`;
  const casts = types.map(
    (type, at) => `CAST(${names[at] ?? ''} AS ${typeToSql(type)}) AS ${quoteName(keyColumn(at))}`,
  );
  return `SELECT ${casts.join(', ')} FROM (${given})`;
}
