import type { CatalogColumn, CatalogTable, TableKey } from '../../../engine/types/catalog.ts';
import type { DataType } from '../../../engine/types/data-type.ts';
import type { TextRows } from '../wire/wire.ts';
import { collationOf, type Collations } from './native-collation.ts';
import { fingerprintOf } from './fingerprint.ts';
import { columnStatistics } from './column-statistics.ts';
import { arrivingType, type NativeType } from './native-type.ts';

/** How a source wants its catalog. */
export interface CatalogOptions {
  /** What numeric without precision arrives as. */
  readonly unbounded: DataType;
  readonly serverVersion: number;
}

type Row = readonly (string | null)[];

/** The tables of a database from the results of `catalogSql`. */
export function buildTables(results: readonly TextRows[], options: CatalogOptions): readonly CatalogTable[] {
  const [relations = [], columns = [], keys = [], types = [], collations = [], database = []] = results;
  const known = new Map(types.map((row) => [Number(row[0]), nativeType(row)]));
  const reader = new ColumnReader(known, collationsOf(collations, database[0] ?? []), options);
  const columnsOf = Map.groupBy(columns, (row) => row[0]);
  const keysOf = Map.groupBy(keys, (row) => row[0]);
  return relations.map((row) =>
    tableOf(
      row,
      columnsOf.get(row[0] ?? null) ?? [],
      keysOf.get(row[0] ?? null) ?? [],
      reader,
      database[0] ?? [],
    ),
  );
}

function tableOf(
  row: Row,
  columnRows: TextRows,
  keyRows: TextRows,
  reader: ColumnReader,
  database: Row,
): CatalogTable {
  const [, schema = '', name = '', kind, tuples, bytes, comment] = row;
  const isView = kind === 'v';
  const rows = isView ? null : reader.rowsOf(Number(tuples), Number(bytes ?? 0));
  const columns = columnRows.map((column) => reader.read(column, rows));
  return {
    path: { schema, name: name ?? '' },
    kind: isView ? 'view' : 'table',
    columns,
    keys: keyRows.map(keyOf),
    rows,
    bytes: bytes === null || bytes === undefined ? null : Number(bytes),
    comment: comment ?? null,
    fingerprint: fingerprintOf({
      columns: columnRows.map(([, name, , , type, notNull, collation, labels]) => [
        name,
        type,
        notNull,
        collation,
        labels,
      ]),
      keys: keyRows.map((key) => key.slice(1)),
      database,
    }),
  };
}

class ColumnReader {
  readonly #types: ReadonlyMap<number, NativeType>;
  readonly #collations: Collations;
  readonly #options: CatalogOptions;

  constructor(types: ReadonlyMap<number, NativeType>, collations: Collations, options: CatalogOptions) {
    this.#types = types;
    this.#collations = collations;
    this.#options = options;
  }

  /** Before version 14 a table that was never counted has 0 rows, as an empty one has. */
  rowsOf(tuples: number, bytes: number): number | null {
    if (tuples < 0 || (tuples === 0 && bytes > 0)) return null;
    return tuples === 0 && this.#options.serverVersion < 140_000 ? null : tuples;
  }

  read(row: Row, rows: number | null): CatalogColumn {
    const [, name, oid, modifier, nativeText, notNull, collation, labels, comment, ...statistics] = row;
    const world = { types: this.#types, unbounded: this.#options.unbounded };
    const declared = { oid: Number(oid), modifier: Number(modifier), labels: textsOf(labels) };
    const { type, oid: arriving, enforced } = arrivingType(world, declared);
    const native = this.#types.get(arriving);
    return {
      name: name ?? '',
      nativeType: nativeText ?? '',
      type,
      nullable: notNull !== 't',
      collation: collationOf(this.#collations, native, type.id === 'VARCHAR', Number(collation)),
      comment: comment ?? null,
      statistics: columnStatistics(statistics, rows, arriving),
      typeEnforced: enforced,
    };
  }
}

/** A JSON list of texts; NULL is the empty one. */
function textsOf(json: string | null | undefined): readonly string[] {
  return json == null ? [] : (JSON.parse(json) as string[]);
}

function keyOf([, kind, columns, schema, table, referenced]: Row): TableKey {
  if (kind !== 'f')
    return { kind: kind === 'p' ? 'primary' : 'unique', columns: textsOf(columns), references: null };
  return {
    kind: 'foreign',
    columns: textsOf(columns),
    references: { table: { schema: schema ?? null, name: table ?? '' }, columns: textsOf(referenced) },
  };
}

function nativeType([oid, name, kind, base, baseModifier, element]: Row): NativeType {
  return {
    oid: Number(oid),
    name: name ?? '',
    kind: kind ?? 'b',
    base: Number(base),
    baseModifier: Number(baseModifier),
    element: Number(element),
  };
}

function collationsOf(rows: TextRows, [provider, locale, encoding]: Row): Collations {
  return {
    byOid: new Map(
      rows.map(([oid, name, provider, deterministic, locale]) => [
        Number(oid),
        {
          name: name ?? '',
          provider: provider ?? 'c',
          deterministic: deterministic === 'true',
          locale: locale ?? '',
        },
      ]),
    ),
    database: {
      name: locale ?? 'default',
      provider: provider ?? 'c',
      deterministic: true,
      locale: locale ?? '',
    },
    encoding: encoding ?? '',
  };
}
