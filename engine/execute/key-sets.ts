import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteTable } from '../duckdb/quote.ts';
import type { Fragment, FragmentKeys, KeyForm } from '../plan/fragment.ts';
import { keySlot } from '../plan/key-set.ts';
import type { ReadSession } from '../spi/connector.ts';
import type { SentKeys } from '../types/explain.ts';
import type { KeyList, KeyValues } from '../types/key-list.ts';
import type { TypedLiteral } from '../types/literal.ts';
import { chooseForms } from './key-sets/choose-forms.ts';
import { type Gathered, gather } from './key-sets/gather.ts';
import { keyedSql } from './key-sets/keyed-sql.ts';
import { readKeys } from './key-sets/read-keys.ts';

/** A fragment as it goes to its source, and what was sent with it; `empty` where no row of it can matter. */
export interface FragmentWithKeys {
  readonly fragment: Fragment;
  readonly empty: boolean;
  readonly sent: SentKeys;
  /** Lets go of the tables that hold the keys. */
  release(): Promise<void>;
}

/**
 * The share of a column's values from which on keys are not looked up in an index: the server then reads the table, which
 * can be spread over connections. Fewer would be looked up once for each range. PostgreSQL 15 chose so for 15,000 of 1.5
 * million keys, and took as long for 57,000 either way.
 */
const SCANNING_SHARE = 1 / 50;

/**
 * Gathers the keys of fragments that are staged and fills the text of this one with them: by their number as lists, as
 * ranges, or not at all. `connection` is for this alone.
 */
export async function withKeys(
  connection: DuckDBConnection,
  fragment: Fragment,
  keys: FragmentKeys,
  signal: AbortSignal,
  session: Pick<ReadSession, 'takesKeys'> = {},
): Promise<FragmentWithKeys> {
  const sets: Gathered[] = [];
  for (const set of keys.sets) {
    sets.push(await gather(connection, set, signal));
    if (sets.at(-1)?.count === 0) break;
  }
  const release = async (): Promise<void> => {
    for (const { table } of sets) await connection.run(`DROP TABLE IF EXISTS ${quoteTable(table)}`);
  };
  const empty = sets.some(({ count }) => count === 0);
  const none = sets.map((): KeyForm => 'none');
  const forms = empty ? none : await takenForms(sets, chooseForms(sets, keys, fragment.foretold), session);
  const filled = empty ? fragment : await fill(connection, fragment, keys, sets, forms);
  const sent: SentKeys = {
    sql: filled.sql,
    params: shownParams(filled),
    sets: sets.map(({ set, count }, at) => ({
      from: set.from,
      column: set.columns.map(({ name }) => name).join(', '),
      keys: count,
      as: forms[at] ?? 'none',
    })),
    read: !empty,
  };
  return { fragment: filled, empty, sent, release };
}

/** The forms, without the largest lists as long as the source does not take all of them at once. */
async function takenForms(
  sets: readonly Gathered[],
  forms: readonly KeyForm[],
  session: Pick<ReadSession, 'takesKeys'>,
): Promise<readonly KeyForm[]> {
  const lists = sets.filter((_, at) => forms[at] === 'list');
  if (lists.length === 0 || session.takesKeys === undefined || (await session.takesKeys(lists))) return forms;
  const [largest] = lists.toSorted((a, b) => b.bytes - a.bytes);
  const fewer = forms.map((form, at) => (sets[at] === largest ? 'none' : form));
  return await takenForms(sets, fewer, session);
}

async function fill(
  connection: DuckDBConnection,
  fragment: Fragment,
  { text, rows }: FragmentKeys,
  sets: readonly Gathered[],
  forms: readonly KeyForm[],
): Promise<Fragment> {
  const formOf = (set: string): KeyForm => forms[sets.findIndex((one) => one.set.name === set)] ?? 'none';
  const sql = keyedSql(text.sql, text.tests, formOf);
  const params = [...text.params];
  const keyLists: KeyList[] = [];
  const placeOf = (name: string): number | undefined => text.slots.find((slot) => slot.name === name)?.at;
  for (const [index, gathered] of sets.entries()) {
    if (forms[index] === 'range') bindRange(params, gathered, placeOf);
    if (forms[index] === 'list') keyLists.push(...(await listsOf(connection, gathered, placeOf)));
  }
  const listed = sets.filter((_, at) => forms[at] === 'list');
  const few = listed.some(({ count, set }) => count < (set.distinct ?? rows ?? Infinity) * SCANNING_SHARE);
  const partition =
    text.partition === null || (listed.length > 0 && few)
      ? null
      : {
          table: text.partition.table,
          sql: keyedSql(text.partition.sql, text.partition.tests ?? [], formOf),
        };
  // Bounds of parallel ranges come after all parameters; without them the last ones may have no place in the text.
  const used = partition === null ? params.slice(0, usedPlaces(text, params, keyLists)) : params;
  return { ...fragment, sql, params: used, keyLists, partition };
}

/** How many parameters there are up to the last one that has a value. */
function usedPlaces(
  { slots }: FragmentKeys['text'],
  params: readonly TypedLiteral[],
  keyLists: readonly KeyList[],
): number {
  const isFree = (at: number): boolean =>
    slots.some((slot) => slot.at === at) &&
    params[at]?.value === null &&
    !keyLists.some((list) => list.at === at);
  return params.findLastIndex((_, at) => !isFree(at)) + 1;
}

type PlaceOf = (slot: string) => number | undefined;

function bindRange(params: TypedLiteral[], { set, low, high }: Gathered, placeOf: PlaceOf): void {
  const [column] = set.columns;
  if (column === undefined) return;
  for (const [end, value] of [
    ['low', low],
    ['high', high],
  ] as const) {
    const at = placeOf(keySlot(set.name, end));
    if (at !== undefined) params[at] = { type: column.type, value };
  }
}

/** The lists of a set as its dialect asked for them; none where it reads them from their local table. */
async function listsOf(
  connection: DuckDBConnection,
  gathered: Gathered,
  placeOf: PlaceOf,
): Promise<readonly KeyList[]> {
  const { name, columns } = gathered.set;
  const rows = placeOf(keySlot(name, 'rows'));
  const places = columns.map((_, at) => placeOf(keySlot(name, at)));
  if (rows === undefined && places.every((place) => place === undefined)) return [];
  const values = await readKeys(connection, gathered);
  const listAt = (at: number | undefined, one: readonly KeyValues[]): KeyList[] =>
    at === undefined ? [] : [{ at, columns: one }];
  return [...listAt(rows, values), ...places.flatMap((place, at) => listAt(place, values.slice(at, at + 1)))];
}

/** The values as a report shows them: of keys only how many there are. */
function shownParams({ params, keyLists = [] }: Fragment): (string | null)[] {
  return params.map(({ value }, at) => {
    const keys = keyLists.find((list) => list.at === at);
    if (keys !== undefined) return `${keys.columns[0]?.values.length ?? 0} keys`;
    return typeof value === 'string' ? value : null;
  });
}
