import type { DuckDBConnection } from '@duckdb/node-api';
import { interruptible } from '../../duckdb/interruptible.ts';
import { quoteName, quoteTable, type TableName } from '../../duckdb/quote.ts';
import type { KeySet } from '../../plan/fragment.ts';
import { keyColumn } from '../../plan/key-set.ts';

/** One set of keys that has been gathered into a local table. */
export interface Gathered {
  readonly set: KeySet;
  readonly table: TableName;
  readonly count: number;
  /** Of all keys as text. */
  readonly bytes: number;
  /** Of the first column, as text; null where there is no key. */
  readonly low: string | null;
  readonly high: string | null;
  /** A text has the character NUL, which some sources can't be sent. */
  readonly hasNul: boolean;
}

/** Digits and sign of the widest integers, by type: measuring each would take longer than gathering them. */
const DIGITS: Readonly<Record<string, number>> = {
  TINYINT: 4,
  UTINYINT: 3,
  SMALLINT: 6,
  USMALLINT: 5,
  INTEGER: 11,
  UINTEGER: 10,
  BIGINT: 20,
  UBIGINT: 20,
};

/** Gathers a set into a table of its own and measures it. The signal interrupts it. */
export async function gather(
  connection: DuckDBConnection,
  set: KeySet,
  signal: AbortSignal,
): Promise<Gathered> {
  const table: TableName = { catalog: 'memory', schema: 'main', name: set.name };
  const measures = [
    'count(*)',
    'CAST(min("key") AS VARCHAR)',
    'CAST(max("key") AS VARCHAR)',
    sumOf(set.columns.map(({ type }, at) => bytesOf(type.id, at))),
    anyOf(set.columns.flatMap(({ type }, at) => (type.id === 'VARCHAR' ? [hasNul(at)] : []))),
  ];
  const measured = await interruptible(connection, signal, async () => {
    await connection.run(`CREATE TABLE ${quoteTable(table)} AS ${set.sql}`);
    return await connection.run(`SELECT ${measures.join(', ')} FROM ${quoteTable(table)}`);
  });
  const [row] = await measured.getRows();
  const [count, low, high, bytes, nul] = row ?? [];
  return {
    set,
    table,
    count: Number(count),
    bytes: Number(bytes),
    low: typeof low === 'string' ? low : null,
    high: typeof high === 'string' ? high : null,
    hasNul: nul === true,
  };
}

function bytesOf(type: string, at: number): string {
  const digits = DIGITS[type];
  if (digits !== undefined) return `count(*) * ${digits}`;
  return `coalesce(sum(strlen(CAST(${quoteName(keyColumn(at))} AS VARCHAR))), 0)`;
}

function hasNul(at: number): string {
  return `coalesce(bool_or(contains(${quoteName(keyColumn(at))}, chr(0))), false)`;
}

function sumOf(parts: readonly string[]): string {
  return parts.join(' + ');
}

function anyOf(parts: readonly string[]): string {
  return parts.length === 0 ? 'false' : parts.join(' OR ');
}
