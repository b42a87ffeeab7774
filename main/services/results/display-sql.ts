import type { DataType } from '../../../engine/types/data-type.ts';

/**
 * The text of a column's values as a grid shows it, as SQL: for looking something up in it. Times have a space and no
 * zeros that say nothing, blobs are base64, nested values JSON.
 */
export function displaySql(sql: string, type: DataType): string {
  switch (type.id) {
    case 'VARCHAR':
      return sql;
    case 'FLOAT':
    case 'DOUBLE':
      return `regexp_replace(CAST(${sql} AS VARCHAR), '\\.0$', '')`;
    case 'BLOB':
      return `base64(${sql})`;
    case 'TIMESTAMP WITH TIME ZONE':
      // The zone of all sessions is UTC.
      return `regexp_replace(CAST(${sql} AS VARCHAR), '\\+00$', 'Z')`;
    case 'LIST':
    case 'ARRAY':
    case 'STRUCT':
    case 'MAP':
    case 'UNION':
      return `CAST(to_json(${sql}) AS VARCHAR)`;
    default:
      return `CAST(${sql} AS VARCHAR)`;
  }
}

/** What is looked for, with dates and times as `displaySql` writes them: ISO 8601 has a T where that has a space. */
export function displayNeedle(text: string): string {
  return text.replaceAll(/(?<=\d)[Tt](?=\d)/g, ' ');
}
