import type { DuckDBConnection } from '@duckdb/node-api';
import { interruptible } from '../duckdb/interruptible.ts';
import { quoteTable, type TableName } from '../duckdb/quote.ts';
import type { Fragment, FragmentKeys, KeyedText, KeyForm, KeySet } from '../plan/fragment.ts';
import { isRangeType } from '../plan/key-set.ts';
import type { SentKeys } from '../types/explain.ts';
import type { TypedLiteral } from '../types/literal.ts';

/**
 * What a key in a list costs, in rows that it must save: it is gathered, written out, sent and looked up. Measured with
 * PostgreSQL 18 (`npm run bench -- keys`): 100,000 keys took 0.3 s, as long as 400,000 rows of two columns.
 */
const ROWS_FOR_KEY = 4;
/** Keys in a list where nothing is known of the rows that they save. */
const MOST_KEYS_FOR_UNKNOWN = 100_000;
/** Keys in a list at most: beyond them their own weight in memory tells. */
const MOST_KEYS = 1_000_000;
/** Bytes of all keys as text. */
const MOST_BYTES = 32 * 1024 * 1024;

/** One set of keys that has been gathered into a local table. */
interface Gathered {
  readonly set: KeySet;
  readonly table: TableName;
  readonly count: number;
  readonly bytes: number;
  readonly low: string | null;
  readonly high: string | null;
  /** A text has the character NUL, which some sources can't be sent. */
  readonly hasNul: boolean;
}

/** A fragment as it goes to its source, and what was sent with it; `empty` where no row of it can matter. */
export interface FragmentWithKeys {
  readonly fragment: Fragment;
  readonly empty: boolean;
  readonly sent: SentKeys;
  /** Lets go of the tables that hold the keys. */
  release(): Promise<void>;
}

/**
 * Gathers the keys of fragments that are staged and fills the text of this one with them: by their number as lists, as
 * ranges, or not at all. `connection` is for this alone.
 */
export async function withKeys(
  connection: DuckDBConnection,
  fragment: Fragment,
  keys: FragmentKeys,
  signal: AbortSignal,
): Promise<FragmentWithKeys> {
  const sets: Gathered[] = [];
  for (const set of keys.sets) sets.push(await gather(connection, set, signal));
  const release = async (): Promise<void> => {
    for (const { table } of sets) await connection.run(`DROP TABLE IF EXISTS ${quoteTable(table)}`);
  };
  const empty = sets.some(({ count }) => count === 0);
  const wanted = sets.map((set) => formOf(set, keys));
  const chosen = empty ? undefined : textFor(keys.texts, wanted);
  const filled = chosen === undefined ? fragment : await fill(connection, fragment, chosen, sets);
  const forms = chosen?.forms ?? sets.map((): KeyForm => 'none');
  const sent: SentKeys = {
    sql: filled.sql,
    params: filled.params.map(shownValue),
    sets: sets.map(({ set, count }, at) => ({
      from: set.from,
      column: set.column,
      keys: count,
      as: empty ? 'none' : (forms[at] ?? 'none'),
    })),
    read: !empty,
  };
  return { fragment: filled, empty, sent, release };
}

async function gather(connection: DuckDBConnection, set: KeySet, signal: AbortSignal): Promise<Gathered> {
  const table: TableName = { catalog: 'memory', schema: 'main', name: set.name };
  const isText = set.type.id === 'VARCHAR';
  const measures = [
    'count(*)',
    'coalesce(sum(strlen(CAST("key" AS VARCHAR))), 0)',
    'CAST(min("key") AS VARCHAR)',
    'CAST(max("key") AS VARCHAR)',
    isText ? 'coalesce(bool_or(contains("key", chr(0))), false)' : 'false',
  ];
  const measured = await interruptible(connection, signal, async () => {
    await connection.run(`CREATE TABLE ${quoteTable(table)} AS ${set.sql}`);
    return await connection.run(`SELECT ${measures.join(', ')} FROM ${quoteTable(table)}`);
  });
  const [row] = await measured.getRows();
  const [count, bytes, low, high, hasNul] = row ?? [];
  return {
    set,
    table,
    count: Number(count),
    bytes: Number(bytes),
    low: typeof low === 'string' ? low : null,
    high: typeof high === 'string' ? high : null,
    hasNul: hasNul === true,
  };
}

/** A list while its keys cost less than the rows that they are expected to save; then a range, which costs nothing. */
function formOf({ set, count, bytes, hasNul }: Gathered, { rows }: FragmentKeys): KeyForm {
  const isSmall = count <= MOST_KEYS && bytes <= MOST_BYTES && !hasNul;
  if (isSmall && count * ROWS_FOR_KEY <= savedRows(set, count, rows)) return 'list';
  return isRangeType(set.type) ? 'range' : 'none';
}

function savedRows({ distinct }: KeySet, count: number, rows: number | null): number {
  if (rows === null) return MOST_KEYS_FOR_UNKNOWN * ROWS_FOR_KEY;
  const kept = distinct === null ? 0 : Math.min(1, count / Math.max(1, distinct));
  return rows * (1 - kept);
}

/** The text for the wanted forms; where a set can't go so, the nearest that there is: a mounted source has lists alone. */
function textFor(texts: readonly KeyedText[], wanted: readonly KeyForm[]): KeyedText | undefined {
  const [first] = texts;
  if (texts.length === 1) return first;
  const exact = (forms: readonly KeyForm[]): KeyedText | undefined =>
    texts.find((text) => text.forms.every((form, at) => form === forms[at]));
  return exact(wanted) ?? exact(wanted.map((form) => (form === 'range' ? 'none' : form)));
}

async function fill(
  connection: DuckDBConnection,
  fragment: Fragment,
  text: KeyedText,
  sets: readonly Gathered[],
): Promise<Fragment> {
  const params = [...text.params];
  for (const { name, at } of text.slots) params[at] = await valueOf(connection, name, sets);
  return { ...fragment, sql: text.sql, params, partition: text.partition };
}

async function valueOf(
  connection: DuckDBConnection,
  slot: string,
  sets: readonly Gathered[],
): Promise<TypedLiteral> {
  const gathered = sets.find(({ set }) => slot === set.name || slot.startsWith(`${set.name} `));
  if (gathered === undefined) throw new Error(`There are no keys for ${slot}`);
  const { set, low, high, table } = gathered;
  if (slot === `${set.name} low`) return { type: set.type, value: low };
  if (slot === `${set.name} high`) return { type: set.type, value: high };
  // Sorted, so that the source walks its index, or its pages, in one direction.
  const result = await connection.run(
    `SELECT CAST("key" AS VARCHAR) FROM ${quoteTable(table)} ORDER BY "key"`,
  );
  const [values = []] = await result.getColumns();
  return { type: { id: 'LIST', child: set.type }, value: values.map(String) };
}

/** A value as a report shows it: of keys only how many there are. */
function shownValue({ value }: TypedLiteral): string | null {
  if (value === null || typeof value === 'string') return value;
  return `${value.length} keys`;
}
