import { BATCH_ROWS } from '../../engine/spi/column-batch.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import { typeToSql } from '../../engine/types/data-type.ts';
import type { ColumnWriter, StoredValue } from './column-writer.ts';
import { decimalWriter } from './decimal.ts';
import {
  FixedWriter,
  NARROW_INTEGERS,
  bigintWriter,
  booleanWriter,
  doubleWriter,
  floatWriter,
  narrowIntegerWriter,
  wideWriter,
} from './fixed-writer.ts';
import { daysOf, microsecondsOf, microsecondsOfDay } from './iso-time.ts';
import { Misfit } from './misfit.ts';
import { anyText, blobOnly, jsonText, textOnly } from './stored-text.ts';
import { StringWriter } from './string-writer.ts';

/** The writer of a column's type; `asText` takes any stored value as its text. Throws on types that SQLite has not. */
export function writerOf(type: DataType, asText: boolean): ColumnWriter {
  const narrow = Object.hasOwn(NARROW_INTEGERS, type.id) ? NARROW_INTEGERS[type.id] : undefined;
  if (narrow !== undefined) return narrowIntegerWriter(narrow);
  switch (type.id) {
    case 'VARCHAR':
      return new StringWriter(asText ? anyText : type.alias === 'JSON' ? jsonText : textOnly);
    case 'BLOB':
      return new StringWriter(blobOnly);
    case 'BOOLEAN':
      return booleanWriter();
    case 'BIGINT':
      return bigintWriter(true);
    case 'UBIGINT':
      return bigintWriter(false);
    case 'HUGEINT':
      return wideWriter(integerOnly);
    case 'DOUBLE':
      return doubleWriter();
    case 'FLOAT':
      return floatWriter();
    case 'DECIMAL':
      return decimalWriter(type);
    case 'DATE':
      return dateWriter();
    case 'TIME':
      return microsecondWriter(microsecondsOfDay);
    case 'TIMESTAMP':
      return microsecondWriter(microsecondsOf);
    default:
      throw new Error(`SQLite has no values of type ${typeToSql(type)}`);
  }
}

function integerOnly(value: Exclude<StoredValue, null>): bigint {
  if (typeof value !== 'bigint') throw new Misfit();
  return value;
}

function dateWriter(): FixedWriter {
  const data = new Int32Array(BATCH_ROWS);
  return new FixedWriter(data, (row, value) => {
    data[row] = daysOf(textOnly(value));
  });
}

function microsecondWriter(read: (text: string) => bigint): FixedWriter {
  const data = new BigInt64Array(BATCH_ROWS);
  return new FixedWriter(data, (row, value) => {
    data[row] = read(textOnly(value));
  });
}
