import { refuse } from '../../spi/sql/refused.ts';
import { joined, type Sql, sql, text } from '../../spi/sql/sql-text.ts';
import type { DataType, Field } from '../../types/data-type.ts';
import { typeToSql } from '../../types/data-type.ts';
import type { LiteralValue, TypedLiteral } from '../../types/literal.ts';

/** Types whose constants read well as `TYPE 'text'`. */
const PREFIXED: ReadonlySet<string> = new Set(['DATE', 'TIME', 'TIMESTAMP']);

/** A constant that binds to exactly its type: DuckDB would take `1.5` for a DECIMAL and `5` for an INTEGER. */
export function duckdbLiteral({ type, value }: TypedLiteral): Sql {
  if (value === null) return type.id === 'NULL' ? text('NULL') : text(`CAST(NULL AS ${castable(type)})`);
  if (typeof value !== 'string') return sql`CAST(${nested(type, value)} AS ${castable(type)})`;
  if ('alias' in type && type.alias !== undefined) return text(`CAST(${quoted(value)} AS ${castable(type)})`);
  if (type.id === 'BOOLEAN') return text(value === 'true' ? 'true' : 'false');
  if (type.id === 'VARCHAR') return withNul(value);
  if (type.id === 'INTEGER' && /^\d{1,9}$/.test(value)) return text(value);
  if (type.id === 'BLOB') return text(`CAST('${value.replace(/../g, (byte) => `\\x${byte}`)}' AS BLOB)`);
  if (type.id === 'BIT' || type.id === 'BIGNUM') {
    refuse('dialect', `Constants of ${type.id} do not come out of DuckDB's bound plan whole.`);
  }
  if (PREFIXED.has(type.id)) return text(`${type.id} ${quoted(value)}`);
  return text(`CAST(${quoted(value)} AS ${castable(type)})`);
}

/** The type as CAST takes it; a row without field names has no such text. */
export function castable(type: DataType): string {
  if (hasUnnamedFields(type))
    refuse('dialect', 'A row value without field names has no type that SQL text can name.');
  return typeToSql(type);
}

function hasUnnamedFields(type: DataType): boolean {
  switch (type.id) {
    case 'STRUCT':
      return type.fields.some((field) => field.name === '' || hasUnnamedFields(field.type));
    case 'LIST':
    case 'ARRAY':
      return hasUnnamedFields(type.child);
    case 'MAP':
      return hasUnnamedFields(type.key) || hasUnnamedFields(type.value);
    case 'UNION':
      return type.members.some((member) => hasUnnamedFields(member.type));
    default:
      return false;
  }
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** Statement text ends at a NUL, so such a character comes from a function. */
function withNul(value: string): Sql {
  if (!value.includes('\0')) return text(quoted(value));
  return text(`concat(${value.split('\0').map(quoted).join(', chr(0), ')})`);
}

function nested(type: DataType, value: readonly LiteralValue[]): Sql {
  switch (type.id) {
    case 'LIST':
    case 'ARRAY':
      return sql`[${joined(
        value.map((part) => duckdbLiteral({ type: type.child, value: part })),
        ', ',
      )}]`;
    case 'STRUCT':
      return sql`{${joined(
        type.fields.map((field, at) => fieldOf(field, value[at] ?? null)),
        ', ',
      )}}`;
    case 'MAP': {
      const side = (offset: number, part: DataType): Sql =>
        joined(
          value
            .filter((_, at) => at % 2 === offset)
            .map((entry) => duckdbLiteral({ type: part, value: entry })),
          ', ',
        );
      return sql`MAP([${side(0, type.key)}], [${side(1, type.value)}])`;
    }
    case 'UNION': {
      const [tag, held] = value;
      const member = type.members.find((candidate) => candidate.name === tag);
      if (member === undefined) return refuse('dialect', `A union has no member ${String(tag)}.`);
      return sql`union_value("${member.name.replaceAll('"', '""')}" := ${duckdbLiteral({ type: member.type, value: held ?? null })})`;
    }
    default:
      return refuse('dialect', `A constant of ${type.id} can not hold parts.`);
  }
}

function fieldOf(field: Field, value: LiteralValue): Sql {
  return sql`${quoted(field.name)}: ${duckdbLiteral({ type: field.type, value })}`;
}
