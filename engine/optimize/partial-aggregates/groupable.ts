import type { DataType } from '../../types/data-type.ts';
import { isInteger, isText } from '../../types/type-class.ts';

const SAME_WHERE_EQUAL: ReadonlySet<string> = new Set([
  'BOOLEAN',
  'DECIMAL',
  'ENUM',
  'UUID',
  'BLOB',
  'DATE',
  'TIME',
  'TIMESTAMP',
  'TIMESTAMP_S',
  'TIMESTAMP_MS',
  'TIMESTAMP_NS',
  'TIMESTAMP WITH TIME ZONE',
]);

/**
 * Whether values of the type that a group takes as equal are the same value for all that is asked of them above. Not
 * floats (0 and -0), intervals (a month and 30 days), times with a zone, nor types that hold such values.
 */
export function isGroupable(type: DataType): boolean {
  return isInteger(type) || isText(type) || SAME_WHERE_EQUAL.has(type.id);
}
