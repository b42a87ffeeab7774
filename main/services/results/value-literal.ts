import { AtollError } from '../../../engine/errors/atoll-error.ts';
import type { Database } from '../../../engine/duckdb/database.ts';
import { quoteText } from '../../../engine/duckdb/quote.ts';
import { type DataType, typeToSql } from '../../../engine/types/data-type.ts';
import { kindOf } from './type-kind.ts';

/** A column that a value is meant for. */
export interface ValueColumn {
  readonly name: string;
  readonly type: DataType;
}

const WHOLE = /^\s*[+-]?\d+\s*$/;

/**
 * The SQL of a value that a user wrote for a column, in the column's type. Throws `value-misfit` where it is none of that
 * type, or would be rounded to one.
 */
export async function valueLiteral(
  db: Pick<Database, 'query'>,
  value: string,
  column: ValueColumn,
): Promise<string> {
  const { type } = column;
  if (type.id === 'VARCHAR') return quoteText(value);
  const sqlType = typeToSql(type);
  if (kindOf(type) === 'integer' && !WHOLE.test(value)) throw misfit(value, column);
  // Shown, and so written, as base64: a cast would take the letters themselves for the bytes.
  if (type.id === 'BLOB') return blobLiteral(value.trim(), column);
  const cast = `CAST(${quoteText(value.trim())} AS ${sqlType})`;
  if (type.id === 'DECIMAL' && !keepsAll(value, type.scale)) throw misfit(value, column);
  const { rows } = await db.query(`SELECT TRY_${cast} IS NOT NULL`).catch(() => ({ rows: [] }));
  if (rows[0]?.[0] !== true) throw misfit(value, column);
  return cast;
}

function blobLiteral(value: string, column: ValueColumn): string {
  if (Buffer.from(value, 'base64').toString('base64') !== value) throw misfit(value, column);
  return `from_base64(${quoteText(value)})`;
}

/** Whether a decimal of that scale has all digits of the value, zeros at its end apart. */
function keepsAll(value: string, scale: number): boolean {
  const digits = /\.(\d*?)0*\s*$/.exec(value)?.[1]?.length ?? 0;
  return digits <= scale && !/e/i.test(value);
}

function misfit(value: string, { name, type }: ValueColumn): AtollError {
  const shown = value.length > 60 ? `${value.slice(0, 59)}…` : value;
  return new AtollError(
    'value-misfit',
    `“${shown}” is not a value that ${name} can have (${typeToSql(type)}).`,
    {
      hint:
        type.id === 'BLOB'
          ? BLOB_HINT
          : (HINTS[kindOf(type)] ??
            'Write it as DuckDB does in a CAST: an interval as 1 day 2 hours, a map as {a=1}.'),
    },
  );
}

const BLOB_HINT = 'Write its bytes as base64, as the grid shows them.';

const HINTS: Readonly<Partial<Record<ReturnType<typeof kindOf>, string>>> = {
  integer: 'Write a whole number such as 42, within the range of the column.',
  decimal: 'Write a number such as 12.50, with no more decimals than the column has.',
  float: 'Write a number such as 1.5 or 2e10.',
  time: 'Write a date such as 2026-07-01, or 2026-07-01 12:30:00.',
  boolean: 'Write true or false.',
};
