import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { type Field, typeToSql } from '../types/data-type.ts';
import type { LiteralValue, TypedLiteral } from '../types/literal.ts';
import { quoteName, quoteText } from '../duckdb/quote.ts';

/** One literal as the binding's exact value, read by DuckDB itself. NULL loses its type: the binding has no typed one. */
export async function literalValue(
  connection: DuckDBConnection,
  literal: TypedLiteral,
): Promise<{ readonly value: DuckDBValue; readonly type: DuckDBType }> {
  const result = await connection.run(`SELECT ${literalSql(literal)}`);
  const rows = await result.getRows();
  return { value: rows[0]?.[0] ?? null, type: result.columnType(0) };
}

/** A literal as DuckDB SQL of exactly its type. */
export function literalSql({ type, value }: TypedLiteral): string {
  if (value === null) return `CAST(NULL AS ${typeToSql(type)})`;
  return `CAST(${partSql({ type, value })} AS ${typeToSql(type)})`;
}

function partSql({ type, value }: TypedLiteral): string {
  if (value === null) return 'NULL';
  switch (type.id) {
    case 'LIST':
    case 'ARRAY':
      return `[${partsOf(value)
        .map((part) => literalSql({ type: type.child, value: part }))
        .join(', ')}]`;
    case 'STRUCT':
      return `row(${fieldsSql(type.fields, partsOf(value)).join(', ')})`;
    case 'MAP': {
      const keys = partsOf(value).filter((_, at) => at % 2 === 0);
      const values = partsOf(value).filter((_, at) => at % 2 === 1);
      const list = (type: TypedLiteral['type'], parts: readonly LiteralValue[]): string =>
        `[${parts.map((part) => literalSql({ type, value: part })).join(', ')}]`;
      return `MAP(${list(type.key, keys)}, ${list(type.value, values)})`;
    }
    case 'UNION': {
      const [tag, inner] = partsOf(value);
      const member = type.members.find((candidate) => candidate.name === tag);
      if (member === undefined) throw new TypeError(`A union value has no member ${String(tag)}.`);
      return `union_value(${quoteName(member.name)} := ${literalSql({ type: member.type, value: inner ?? null })})`;
    }
    case 'BLOB':
      return `unhex(${quoteText(textOf(value))})`;
    default:
      return quoteText(textOf(value));
  }
}

function fieldsSql(fields: readonly Field[], values: readonly LiteralValue[]): string[] {
  return fields.map((field, at) => literalSql({ type: field.type, value: values[at] ?? null }));
}

function partsOf(value: LiteralValue): readonly LiteralValue[] {
  if (value !== null && typeof value !== 'string') return value;
  throw new TypeError('A nested constant must be the list of its parts.');
}

function textOf(value: LiteralValue): string {
  if (typeof value === 'string') return value;
  throw new TypeError('A scalar constant must be text.');
}
