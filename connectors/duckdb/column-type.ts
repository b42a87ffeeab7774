import type { DataType } from '../../engine/types/data-type.ts';
import { isScalarTypeId } from '../../engine/types/data-type.ts';

/** The type that `duckdb_columns` names, where it is one without parts; null for nested types and enums. */
export function plainType(text: string): DataType | null {
  if (text === 'JSON') return { id: 'VARCHAR', alias: 'JSON' };
  if (isScalarTypeId(text)) return { id: text };
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/u.exec(text);
  return decimal === null ? null : { id: 'DECIMAL', width: Number(decimal[1]), scale: Number(decimal[2]) };
}
