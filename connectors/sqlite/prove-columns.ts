import type { Fragment } from '../../engine/plan/fragment.ts';
import type { CatalogColumn } from '../../engine/types/catalog.ts';
import { typeToSql } from '../../engine/types/data-type.ts';
import { computedColumns } from './dialect.ts';
import { misfitError } from './misfit.ts';
import type { Reading } from './reading.ts';
import { storedTest } from './sql/columns.ts';

/** Columns of one table that a statement computes with, and whose stored values nothing binds to their type. */
interface UnboundColumns {
  readonly table: string;
  readonly fields: readonly CatalogColumn[];
}

/**
 * Proves, by one scan a table in the reading's snapshot, that the columns that the statement computes with hold values
 * of their types alone: SQLite would compare and add others by rules of its own, and the answer would be wrong.
 * Throws `value-misfit` for the first that is none. Columns that are only read are checked value by value.
 */
export function proveColumns(reading: Reading): void {
  for (const unbound of unboundColumns(reading.fragment)) proveTable(reading, unbound);
}

function proveTable({ database, source }: Reading, { table, fields }: UnboundColumns): void {
  const tests = fields.map((field) => storedTest(field, quoted(field.name)));
  const values = fields.map((field) => quoted(field.name));
  const statement = database.prepare(
    `SELECT ${[...tests, ...values].join(', ')} FROM main.${quoted(table)} WHERE NOT (${tests.join(' AND ')}) LIMIT 1`,
  );
  statement.setReturnArrays(true);
  statement.setReadBigInts(true);
  const found = statement.get() as unknown as readonly unknown[] | undefined;
  if (found === undefined) return;
  const at = tests.findIndex((_, index) => found[index] === 0n);
  const field = fields[at];
  if (field === undefined) return;
  const place = { source, table, column: field.name, type: typeToSql(field.type), row: null };
  throw misfitError(place, found[fields.length + at]);
}

function unboundColumns(fragment: Fragment): readonly UnboundColumns[] {
  const used = [...computedColumns(fragment.plan), ...keyColumns(fragment)];
  const unbound = used.filter(({ field }) => !field.typeEnforced);
  return [...Map.groupBy(unbound, ({ table }) => table)].map(([table, columns]) => ({
    table,
    fields: [...new Map(columns.map(({ field }) => [field.name, field])).values()],
  }));
}

/** Columns that key sets of other fragments cut: the texts with keys compare them too. */
function keyColumns({ keys, columns, tables }: Fragment): { table: string; field: CatalogColumn }[] {
  const cut = (keys?.sets ?? []).flatMap((set) => set.columns.map(({ name }) => name));
  return [...new Set(cut)].flatMap((cutColumn) => {
    const origins = columns.find((column) => column.name === cutColumn)?.origins ?? [];
    return origins.flatMap((origin) => {
      const table = tables.find(({ path }) => path.name === origin.table);
      const field = table?.columns.find(({ name }) => name === origin.column);
      return field === undefined ? [] : [{ table: origin.table, field }];
    });
  });
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
