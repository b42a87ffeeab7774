import type { ScanNode } from '../plan/node.ts';
import type { CatalogColumn, CatalogTable, ColumnStatistics } from '../types/catalog.ts';
import { type ColumnEstimate, unknownColumn } from './column-estimate.ts';
import { scaleOf } from './value-scale.ts';

/** What a table's source keeps of a column, with what its keys and its type add to that. */
export function tableColumn(scan: ScanNode, index: number, table: CatalogTable): ColumnEstimate | null {
  const field = scan.fields[index];
  if (field === undefined) return null;
  const { statistics, type, name } = field;
  const nulls = field.nullable ? (statistics?.nullFraction ?? null) : 0;
  const isKey = table.keys.some(
    ({ kind, columns }) => kind !== 'foreign' && columns.length === 1 && columns[0] === name,
  );
  const column: ColumnEstimate = {
    ...unknownColumn(type),
    nulls,
    averageBytes: statistics?.averageBytes ?? null,
    ...orderedValues(field),
    common: statistics?.common ?? [],
  };
  const distinct = isKey ? table.rows : distinctOf(column, statistics?.distinct ?? null, name, table);
  const origin = { scan, column: name, rows: table.rows, distinct, isKey };
  return { ...column, distinct, domain: distinct, origin };
}

type OrderedValues = Pick<ColumnEstimate, 'min' | 'max' | 'histogram'>;

/** By the catalog's column, which outlives a query: sorting the values costs more than all else that is asked of them. */
const ORDERED = new WeakMap<CatalogColumn, OrderedValues>();

function orderedValues(field: CatalogColumn): OrderedValues {
  const found = ORDERED.get(field);
  if (found !== undefined) return found;
  const { statistics, type } = field;
  const made = { ...endsOf(statistics, type), histogram: sorted(statistics?.histogram ?? [], type) };
  ORDERED.set(field, made);
  return made;
}

/** Common values that make up more than this are all that there are. */
const ALL = 0.999;

/** The smallest and the largest value: as kept, else of the histogram and the common values, which may be of a sample. */
function endsOf(
  statistics: ColumnStatistics | null,
  type: ColumnEstimate['type'],
): Pick<ColumnEstimate, 'min' | 'max'> {
  if (statistics === null) return { min: null, max: null };
  const { min, max, nullFraction, common = [], histogram = [] } = statistics;
  if (min !== null && max !== null) return { min, max };
  const share = common.reduce((sum, one) => sum + one.share, nullFraction ?? 0);
  if (histogram.length === 0 && share < ALL) return { min, max };
  const seen = sorted([...histogram, ...common.map(({ value }) => value)], type);
  return { min: min ?? seen[0] ?? null, max: max ?? seen.at(-1) ?? null };
}

function sorted(values: readonly string[], type: ColumnEstimate['type']): readonly string[] {
  const scale = scaleOf(type);
  return scale === null ? values : values.toSorted((a, b) => scale.compare(a, b));
}

/**
 * Different values as the source counts them, else as many as lie between the ends of integers and dates. A key of
 * several columns tells how many there are at least: all combinations together are the rows, and those with one value in
 * the other column all differ. (Of a sample the small counts are sure, the large ones too low.)
 */
function distinctOf(
  column: ColumnEstimate,
  counted: number | null,
  name: string,
  table: CatalogTable,
): number | null {
  const most = mostBetween(column);
  const rows = table.rows ?? Number.POSITIVE_INFINITY;
  if (counted !== null) return Math.min(Math.max(counted, leastOf(name, counted, table)), rows);
  const guess = column.distinct ?? most;
  if (guess === null) return null;
  return Math.min(Math.max(guess, leastOf(name, guess, table)), most ?? rows, rows);
}

function mostBetween({ type, min, max }: ColumnEstimate): number | null {
  const scale = scaleOf(type);
  if (scale === null || scale.step !== 1 || min === null || max === null) return null;
  const [low, high] = [scale.number(min), scale.number(max)];
  return low === null || high === null ? null : Math.max(1, high - low + 1);
}

function leastOf(name: string, guess: number, { keys, rows, columns }: CatalogTable): number {
  if (rows === null) return 1;
  const bounds = keys.map((key) => {
    if (key.kind === 'foreign' || !key.columns.includes(name)) return 1;
    const others = key.columns
      .filter((one) => one !== name)
      .map((one) => columns.find((column) => column.name === one)?.statistics ?? null);
    const product = others.reduce((all, one) => all * Math.max(1, one?.distinct ?? guess), 1);
    if (product >= guess) return 1;
    const [only] = others;
    const often = others.length === 1 ? Math.max(0, ...(only?.common ?? []).map(({ share }) => share)) : 0;
    return rows * Math.max(1 / product, often);
  });
  return Math.max(1, ...bounds);
}
