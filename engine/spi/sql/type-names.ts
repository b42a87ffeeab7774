import type { Expression } from '../../plan/expression.ts';
import { typeToSql } from '../../types/data-type.ts';

/** The types of arguments for a reason: `DOUBLE`, `DECIMAL(10,2) and DOUBLE`. */
export function typeNames(args: readonly Expression[]): string {
  const names = [...new Set(args.map(({ type }) => typeToSql(type)))];
  return names.length < 2
    ? (names[0] ?? 'nothing')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
