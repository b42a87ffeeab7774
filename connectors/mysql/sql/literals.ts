import { refuse } from '../../../engine/spi/sql/refused.ts';
import { type Sql, text } from '../../../engine/spi/sql/sql-text.ts';
import { typeToSql } from '../../../engine/types/data-type.ts';
import type { TypedLiteral } from '../../../engine/types/literal.ts';
import { isInteger, isText } from '../../../engine/types/type-class.ts';

/** Characters that mean themselves between quotes in every mode and every encoding of a connection. */
const PLAIN = /^[\w .,:;#%/+=<>()[\]{}@!?&*^~|$-]{1,200}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?$/;
const DIGITS = /^-?\d{1,38}$/;
const DECIMAL = /^-?\d{1,38}(\.\d{1,38})?$/;
const REAL = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;
/** MySQL's decimals have no more digits after the point. */
export const MOST_SCALE = 30;

/**
 * A constant in the text itself, since the text protocol has no parameters. Text that is not of the plainest characters
 * goes as hexadecimal digits, which nothing can end early, whatever NO_BACKSLASH_ESCAPES is.
 */
export function mysqlLiteral({ type, value }: TypedLiteral): Sql {
  if (value === null) return text(nullOf(type));
  if (type.id === 'BOOLEAN') return text(value === 'true' ? 'true' : 'false');
  const written = typeof value === 'string' ? scalarText(type, value) : null;
  if (written === null)
    return refuse('type', `MySQL has no constant of type ${typeToSql(type)} such as this.`);
  return text(written).at(written.startsWith('-') ? 'arithmetic' : 'atom');
}

/** With its type, which the result of `max(NULL)` and its like would else not have. */
function nullOf(type: TypedLiteral['type']): string {
  if (isInteger(type) || type.id === 'BOOLEAN') return 'CAST(NULL AS SIGNED)';
  switch (type.id) {
    case 'DOUBLE':
    case 'DATE':
      return `CAST(NULL AS ${type.id})`;
    case 'DECIMAL':
      return type.scale <= MOST_SCALE ? `CAST(NULL AS DECIMAL(${type.width},${type.scale}))` : 'NULL';
    case 'TIMESTAMP':
    case 'TIMESTAMP WITH TIME ZONE':
      return 'CAST(NULL AS DATETIME(6))';
    case 'NULL':
    case 'VARCHAR':
    case 'ENUM':
    case 'BLOB':
    case 'TIME':
    case 'FLOAT':
    case 'UUID':
    case 'INTERVAL':
      return 'NULL';
    default:
      return refuse('type', `MySQL has no values of type ${typeToSql(type)}.`);
  }
}

function scalarText(type: TypedLiteral['type'], value: string): string | null {
  if (isText(type)) return PLAIN.test(value) ? `'${value}'` : `_utf8mb4 X'${hexOf(value)}'`;
  if (isInteger(type)) return DIGITS.test(value) ? value : null;
  switch (type.id) {
    case 'DECIMAL':
      return DECIMAL.test(value) && type.scale <= MOST_SCALE ? value : null;
    case 'DOUBLE':
      if (!REAL.test(value) || !Number.isFinite(Number(value))) return null;
      return /e/i.test(value) ? value : `${value}e0`;
    case 'BLOB':
      return /^([0-9A-F]{2})*$/.test(value) ? `X'${value}'` : null;
    case 'DATE':
      return DATE.test(value) && value >= '0001' ? `DATE'${value}'` : null;
    case 'TIMESTAMP':
      return TIMESTAMP.test(value) && value >= '0001' ? `TIMESTAMP'${value}'` : null;
    case 'TIMESTAMP WITH TIME ZONE': {
      // The session's zone is UTC.
      const plain = value.replace(/\+00(:00)?$/, '');
      return plain !== value && TIMESTAMP.test(plain) && plain >= '0001' ? `TIMESTAMP'${plain}'` : null;
    }
    default:
      return null;
  }
}

function hexOf(value: string): string {
  return Buffer.from(value, 'utf8').toString('hex').toUpperCase();
}
