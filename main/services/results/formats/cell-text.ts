import type { DataType } from '../../../../engine/types/data-type.ts';
import { jsonWriter } from './json-value.ts';
import { scalarWriter } from './scalar-text.ts';

/** The exact text of a type's values that are not NULL, as CSV and the table show it: nested ones as JSON. */
export function cellText(type: DataType): (value: unknown) => string {
  switch (type.id) {
    case 'LIST':
    case 'ARRAY':
    case 'STRUCT':
    case 'MAP':
    case 'UNION':
      return jsonWriter(type);
    default:
      return scalarWriter(type).text;
  }
}
