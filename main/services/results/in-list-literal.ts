import { quoteText } from '../../../engine/duckdb/quote.ts';
import { type DataType, typeToSql } from '../../../engine/types/data-type.ts';
import { kindOf } from './type-kind.ts';

/** Writes DuckDB's text of a value as a constant of its type, so that comparing with it is exact. */
export function inListLiteral(type: DataType): (text: string) => string {
  const sqlType = typeToSql(type);
  const cast = (text: string): string => `CAST(${quoteText(text)} AS ${sqlType})`;
  switch (kindOf(type)) {
    case 'integer':
    case 'decimal':
    case 'boolean':
      return (text) => text;
    case 'float':
      return (text) => (/^-?\d/.test(text) ? text : cast(text));
    case 'time':
      return type.id === 'DATE' || type.id === 'TIMESTAMP' ? (text) => `${sqlType} ${quoteText(text)}` : cast;
    case 'text':
      return type.id === 'UUID' ? cast : quoteText;
    case 'nested':
    case 'other':
      return cast;
  }
}
