import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBIntervalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBUnionValue,
  type DuckDBValue,
} from '@duckdb/node-api';

/** One value taken apart for comparison: what must be equal exactly, and the floats, which need only be close. */
export interface Cell {
  /** The value as text; where a float stands, a mark. Equal texts mean equal values but for the floats. */
  readonly exact: string;
  readonly floats: readonly number[];
}

const FLOAT_MARK = '\u0000f';

/** Whether values of a type, by its printed name, hold binary floats anywhere inside. */
export function holdsFloats(type: string): boolean {
  return /\b(DOUBLE|FLOAT|REAL)\b/.test(type);
}

/**
 * Takes a value apart.
 * @param floats whether the column's type holds floats; a plain number is an integer otherwise
 */
export function cellOf(value: DuckDBValue, floats: boolean): Cell {
  const found: number[] = [];
  const exact = textOf(value, floats ? found : undefined);
  return { exact, floats: found };
}

function textOf(value: DuckDBValue, floats: number[] | undefined): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') {
    if (floats === undefined) return String(value);
    floats.push(value);
    return FLOAT_MARK;
  }
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value instanceof DuckDBBlobValue) return `x'${Buffer.from(value.bytes).toString('hex')}'`;
  if (value instanceof DuckDBIntervalValue) return `${value.months}mon ${value.days}d ${value.micros}us`;
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) {
    return `[${value.items.map((item) => textOf(item, floats)).join(', ')}]`;
  }
  if (value instanceof DuckDBStructValue) {
    const fields = Object.entries(value.entries);
    return `{${fields.map(([name, field]) => `${JSON.stringify(name)}: ${textOf(field, floats)}`).join(', ')}}`;
  }
  if (value instanceof DuckDBMapValue) {
    const pairs = value.entries.map(({ key, value }) => `${textOf(key, floats)} = ${textOf(value, floats)}`);
    return `map {${pairs.join(', ')}}`;
  }
  if (value instanceof DuckDBUnionValue) return `${value.tag}: ${textOf(value.value, floats)}`;
  return value.toString();
}

/** How floats are held against each other. */
export interface FloatRule {
  /** Greatest relative difference of two floats taken as equal. */
  readonly tolerance: number;
  /** Whether -0 and 0 differ. */
  readonly signOfZero: boolean;
}

/** Whether two floats count as equal: NaN equals NaN, an infinity only itself, other numbers within the rule. */
export function floatsEqual(left: number, right: number, rule: FloatRule): boolean {
  if (Number.isNaN(left) || Number.isNaN(right)) return Number.isNaN(left) && Number.isNaN(right);
  if (left === right) return !rule.signOfZero || Object.is(left, right);
  if (!Number.isFinite(left) || !Number.isFinite(right)) return false;
  return Math.abs(left - right) <= rule.tolerance * Math.max(Math.abs(left), Math.abs(right));
}

/** A total order of floats for pairing: numbers by size, NaN last. */
export function orderFloats(left: number, right: number): number {
  const leftNaN = Number.isNaN(left);
  const rightNaN = Number.isNaN(right);
  if (leftNaN || rightNaN) return Number(leftNaN) - Number(rightNaN);
  return left < right ? -1 : Number(left > right);
}

/** A value as a person reads it in a message, floats written out. */
export function showCell(cell: Cell): string {
  let next = 0;
  return cell.exact.replaceAll(FLOAT_MARK, () => {
    const value = cell.floats[next];
    next += 1;
    return Object.is(value, -0) ? '-0' : String(value);
  });
}
