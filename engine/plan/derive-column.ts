import type { Column, Origin } from './column.ts';
import type { Expression } from './expression.ts';
import { columnsUsed } from './expression-children.ts';
import { isNullable } from './nullability.ts';

/** The output column that an expression over `input` makes: a bare column keeps all it had, others gather origins and tags. */
export function columnOf(expression: Expression, input: readonly Column[], name?: string): Column {
  if (expression.kind === 'column') {
    const column = columnAt(input, expression.index);
    return name === undefined || name === column.name ? column : { ...column, name };
  }
  const used = [...columnsUsed(expression)].map((index) => columnAt(input, index));
  return {
    name: name ?? expression.kind,
    type: expression.type,
    nullable: isNullable(expression, input),
    collation: null,
    origins: distinctOrigins(used.flatMap((column) => column.origins)),
    tags: [...new Set(used.flatMap((column) => column.tags))],
  };
}

/** The column at a position; a position outside the input is a fault of the rule that made it. */
export function columnAt(columns: readonly Column[], index: number): Column {
  const column = columns[index];
  if (column === undefined) throw new Error(`No column at position ${index} of ${columns.length}`);
  return column;
}

function distinctOrigins(origins: readonly Origin[]): readonly Origin[] {
  if (origins.length < 2) return origins;
  const seen = new Map(
    origins.map((origin) => [JSON.stringify([origin.source, origin.table, origin.column]), origin]),
  );
  return [...seen.values()];
}
