import type { Database } from '../duckdb/database.ts';
import { AtollError } from '../errors/atoll-error.ts';
import type { DataType } from '../types/data-type.ts';
import { typeToSql } from '../types/data-type.ts';
import type { ParameterValues } from './parameters.ts';
import { castText } from './parameters.ts';

/** Checks that values given as text fit the types that the query gives their parameters. */
export async function checkParameterTypes(
  values: ParameterValues,
  types: ReadonlyMap<string, DataType>,
  database: Database,
): Promise<void> {
  for (const [name, value] of values) {
    const type = types.get(name);
    if (typeof value !== 'string' || type === undefined || type.id === 'VARCHAR') continue;
    const { rows } = await database.query(`SELECT ${castText(value, type, 'TRY_CAST')} IS NULL`);
    if (rows[0]?.[0] !== false) {
      throw new AtollError('sql-parameter', `The value '${value}' of $${name} is no ${typeToSql(type)}.`, {
        hint: `Give $${name} a value that casts to ${typeToSql(type)}.`,
      });
    }
  }
}
