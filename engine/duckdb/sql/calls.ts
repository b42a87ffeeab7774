import type { CallExpression } from '../../plan/expression.ts';
import { keyColumn, keySetOf } from '../../plan/key-set.ts';
import { keyTest, type ListedKeys } from '../../spi/sql/key-tests.ts';
import { refuse } from '../../spi/sql/refused.ts';
import type { Writer } from '../../spi/sql/rules.ts';
import { joined, type Sql, sql, text } from '../../spi/sql/sql-text.ts';
import type { DataType } from '../../types/data-type.ts';
import { castable } from './literals.ts';
import { quoteDuckdb } from './names.ts';

/** Operators that DuckDB writes between their arguments. */
const INFIX: ReadonlySet<string> = new Set(
  '+ - * / // % || ^ ** & | << >> ~~ !~~ ~~* !~~* ~~~ <-> <=> <@ @> && ^@ -> ->> @ ~'.split(' '),
);

/** Functions whose field names stand in their result type alone; the number of arguments that come before them. */
const NAMED_ARGUMENTS: Readonly<Record<string, number>> = {
  struct_pack: 0,
  struct_insert: 1,
  union_value: 0,
};

const UPDATING: ReadonlySet<string> = new Set(['struct_update', 'struct_concat']);

/** A scalar call by its canonical name. */
export function duckdbCall(call: CallExpression, writer: Writer): Sql {
  return settled(call, bareCall(call, writer));
}

function bareCall(call: CallExpression, writer: Writer): Sql {
  const { name, args } = call;
  const [left, right] = args;
  const keys = keySetOf(call);
  if (keys !== null) return inKeySet(call, keys.name, writer);
  if (INFIX.has(name)) {
    if (left && right && args.length === 2)
      return sql`${writer.atom(left)} ${name} ${writer.atom(right)}`.at('arithmetic');
    if (left && args.length === 1) return sql`${name} ${writer.atom(left)}`.at('arithmetic');
  }
  if (name === '!__postfix' && left) return sql`${writer.atom(left)} !`.at('arithmetic');
  const written = args.map((arg) => writer.write(arg));
  const before = NAMED_ARGUMENTS[name];
  if (before !== undefined) return withNames(call, written, before);
  if (UPDATING.has(name))
    refuse('dialect', `The field names of ${name} do not stand in DuckDB's bound plan.`);
  return sql`${functionName(name)}(${joined(written, ', ')})`;
}

/** The keys stand in a table of their own beside the staged fragments, so they need not be written out. */
function inKeySet(call: CallExpression, name: string, writer: Writer): Sql {
  const list = ({ keys }: ListedKeys): Sql => {
    const values = keys.map((key) => writer.write(key));
    const columns = keys.map((_, at) => quoteDuckdb(keyColumn(at))).join(', ');
    const [first] = values;
    const single = values.length === 1 && first !== undefined;
    const value = single ? first.within('atom') : sql`(${joined(values, ', ')})`;
    return sql`${value} IN (SELECT ${columns} FROM memory.main.${quoteDuckdb(name)})`.at('comparison');
  };
  return keyTest(call, writer, list, false);
}

/** A function's name as it must be written to be parsed as a plain call. */
export function functionName(name: string): string {
  return quoteDuckdb(name);
}

function withNames(call: CallExpression, written: readonly Sql[], before: number): Sql {
  const fields = fieldsOf(call.type);
  const names = fields.slice(fields.length - (written.length - before)).map((field) => field.name);
  if (names.length !== written.length - before || names.includes('')) {
    refuse('dialect', `The field names of ${call.name} are not known.`);
  }
  const parts = written.map((part, at) =>
    at < before ? part : sql`${quoteDuckdb(names[at - before] ?? '')} := ${part}`,
  );
  return sql`${call.name}(${joined(parts, ', ')})`;
}

function fieldsOf(type: DataType): readonly { readonly name: string }[] {
  if (type.id === 'STRUCT') return type.fields;
  return type.id === 'UNION' ? type.members : [];
}

/** Binding decimal arithmetic again would widen its result, so the bound type is stated. */
function settled(call: CallExpression, bare: Sql): Sql {
  if (call.type.id !== 'DECIMAL') return bare;
  return sql`CAST(${bare} AS ${text(castable(call.type))})`;
}
