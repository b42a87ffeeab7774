import type { ApiOutput } from '../../contract/api/api.ts';
import { displaySql } from './display-sql.ts';
import { columnsOf } from './measure-area.ts';
import type { ReadColumn, ResultReader } from './result-reader.ts';
import { kindOf } from './type-kind.ts';

export type ColumnProfile = ApiOutput<'results', 'profile'>;
type Bins = Pick<ColumnProfile, 'bins' | 'shape'>;

const BINS = 20;
const FREQUENT = 20;
/** Up to so many distinct values they are counted; above, estimated (HyperLogLog). */
const COUNTED = 10_000;
/** Above, the most frequent values are found by an estimate, and then counted. */
const GROUPED = 200_000;
const LABEL = 100;

/** What the values of a column are like: NULLs, distinct values, range, distribution. */
export async function profileColumn(
  reader: ResultReader,
  at: number,
  signal: AbortSignal,
): Promise<ColumnProfile> {
  const [column] = columnsOf(reader, [at]);
  if (column === undefined) throw new RangeError('No column');
  const { sql, type } = column;
  const kind = kindOf(type);
  const text = (aggregate: string): string =>
    kind === 'nested' ? 'NULL' : displaySql(`${aggregate}(${sql})`, type);
  const { rows } = await reader.query(
    (table) =>
      `SELECT count(*), count(${sql}), approx_count_distinct(${sql}), ${text('min')}, ${text('max')} FROM ${table}`,
    signal,
  );
  const [all, values, about, least, greatest] = rows[0] ?? [];
  const distinct = await distinctOf(reader, column, Number(about), signal);
  return {
    rows: Number(all),
    nulls: Number(all) - Number(values),
    distinct: Math.min(distinct, Number(values)),
    least: shown(least),
    greatest: shown(greatest),
    ...(await binsOf(reader, column, distinct, signal)),
  };
}

async function distinctOf(
  reader: ResultReader,
  { sql }: ReadColumn,
  about: number,
  signal: AbortSignal,
): Promise<number> {
  if (about > COUNTED) return about;
  const { rows } = await reader.query((table) => `SELECT count(DISTINCT ${sql}) FROM ${table}`, signal);
  return Number(rows[0]?.[0]);
}

async function binsOf(
  reader: ResultReader,
  column: ReadColumn,
  distinct: number,
  signal: AbortSignal,
): Promise<Bins> {
  switch (kindOf(column.type)) {
    case 'integer':
    case 'decimal':
    case 'float':
    case 'time':
      return await histogram(reader, column, signal);
    case 'text':
    case 'boolean':
      return await frequent(reader, column, distinct, signal);
    case 'nested':
    case 'other':
      return { bins: [], shape: 'none' };
  }
}

/** Bins of equal width; the infinities and NaN are in none. */
async function histogram(
  reader: ResultReader,
  { sql, type }: ReadColumn,
  signal: AbortSignal,
): Promise<Bins> {
  const kind = kindOf(type);
  const isTime = kind === 'time';
  const number = isTime ? `epoch_us(CAST(${sql} AS TIMESTAMP))::DOUBLE` : `CAST(${sql} AS DOUBLE)`;
  const finite = isTime || kind === 'float' ? `isfinite(${sql})` : `${sql} IS NOT NULL`;
  const bounds = await reader.query(
    (table) => `SELECT min(${number}), max(${number}) FROM ${table} WHERE ${finite}`,
    signal,
  );
  const [least, greatest] = bounds.rows[0] ?? [];
  if (typeof least !== 'number' || typeof greatest !== 'number') return { bins: [], shape: 'none' };
  const unit = type.id === 'DATE' ? 86_400_000_000 : kind === 'integer' ? 1 : 0;
  const { width, bins } = scale(least, greatest, unit);
  const place = `least(${bins - 1}, CAST(floor((${number} - (${least})) / ${width}) AS INTEGER))`;
  const { rows } = await reader.query(
    (table) => `SELECT ${place} AS bin, count(*) FROM ${table} WHERE ${finite} GROUP BY bin`,
    signal,
  );
  const counts = new Map(rows.map(([bin, count]) => [Number(bin), Number(count)]));
  const label = isTime ? timeLabel(width) : numberLabel(unit);
  return {
    shape: 'histogram',
    bins: Array.from({ length: bins }, (_, at) => ({
      label: label(least + at * width, Math.min(greatest, least + (at + 1) * width - unit)),
      count: counts.get(at) ?? 0,
    })),
  };
}

/** Bins of whole units where values have them, and no more than there can be values. */
function scale(
  least: number,
  greatest: number,
  unit: number,
): { readonly width: number; readonly bins: number } {
  if (greatest <= least) return { width: unit === 0 ? 1 : unit, bins: 1 };
  if (unit === 0) return { width: (greatest - least) / BINS, bins: BINS };
  const units = (greatest - least) / unit + 1;
  const width = Math.ceil(units / BINS) * unit;
  return { width, bins: Math.ceil((units * unit) / width) };
}

function numberLabel(unit: number): (from: number, to: number) => string {
  const text = (value: number): string => (unit === 0 ? String(Number(value.toPrecision(4))) : String(value));
  return (from, to) => (from === to ? text(from) : `${text(from)} – ${text(to)}`);
}

const DAY_MICROS = 86_400_000_000;

function timeLabel(width: number): (from: number, to: number) => string {
  const end = width >= DAY_MICROS ? 10 : width >= 60_000_000 ? 16 : 19;
  const text = (micros: number): string => {
    const moment = new Date(micros / 1000);
    return Number.isNaN(moment.valueOf()) ? '…' : moment.toISOString().slice(0, end).replace('T', ' ');
  };
  return (from, to) => (text(from) === text(to) ? text(from) : `${text(from)} – ${text(to)}`);
}

async function frequent(
  reader: ResultReader,
  { sql, type }: ReadColumn,
  distinct: number,
  signal: AbortSignal,
): Promise<Bins> {
  const among = (table: string): string =>
    distinct <= GROUPED
      ? `${sql} IS NOT NULL`
      : `${sql} IN (SELECT unnest(approx_top_k(${sql}, ${FREQUENT})) FROM ${table})`;
  const { rows } = await reader.query(
    (table) => `SELECT left(${displaySql(sql, type)}, ${LABEL + 1}), n FROM (
        SELECT ${sql}, count(*) AS n FROM ${table} WHERE ${among(table)}
        GROUP BY ${sql} ORDER BY n DESC, ${sql} LIMIT ${FREQUENT})`,
    signal,
  );
  return {
    shape: rows.length === 0 ? 'none' : 'frequent',
    bins: rows.map(([label, count]) => ({ label: shown(label) ?? '', count: Number(count) })),
  };
}

function shown(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  return text.length > LABEL ? `${text.slice(0, LABEL)}…` : text;
}
