import { quoteName } from '../../spi/sql/names.ts';

/** DuckDB keeps the case of names and compares them without it. */
export function quoteDuckdb(name: string): string {
  return quoteName(name, false);
}
