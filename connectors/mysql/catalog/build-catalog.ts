import type {
  CatalogColumn,
  CatalogTable,
  ColumnStatistics,
  TableKey,
} from '../../../engine/types/catalog.ts';
import type { DataType } from '../../../engine/types/data-type.ts';
import type { MysqlConfig } from '../config.ts';
import { ZEROS_AS_NULL } from '../sql/zero-dates.ts';
import type { TextRows } from '../wire/wire.ts';
import { ofAnalyze } from './mariadb-statistics.ts';
import { ofHistogram } from './mysql-histogram.ts';
import { fingerprintOf } from './fingerprint.ts';
import { arrivingType, collationOf, isEnforced } from './native-type.ts';

/** The rows of the queries of the catalog. */
export interface CatalogRows {
  readonly tables: TextRows;
  readonly columns: TextRows;
  readonly indexes: TextRows;
  readonly foreignKeys: TextRows;
  readonly jsonChecks: TextRows;
  /** MariaDB's. */
  readonly statistics: TextRows;
  readonly counts: TextRows;
  /** MySQL's. */
  readonly histograms: TextRows;
}

/** How a source wants its catalog. */
export type CatalogOptions = Pick<MysqlConfig, 'time' | 'zeroDates'>;

type Row = readonly (string | null)[];
type RowsOf = ReadonlyMap<string, readonly Row[]>;

/** Rows by database and table, the first two of their columns. */
function byTable(rows: TextRows): RowsOf {
  return Map.groupBy(rows, (row) => JSON.stringify([row[0], row[1]]));
}

/** The tables of some databases. */
export function buildTables(rows: CatalogRows, options: CatalogOptions): readonly CatalogTable[] {
  const columns = byTable(rows.columns);
  const indexes = byTable(rows.indexes);
  const foreignKeys = byTable(rows.foreignKeys);
  const jsonChecks = byTable(rows.jsonChecks);
  const statistics = byTable(rows.statistics);
  const counts = byTable(rows.counts);
  const histograms = byTable(rows.histograms);
  return rows.tables.map((row) => {
    const key = JSON.stringify([row[0], row[1]]);
    return tableOf(row, options, {
      columns: columns.get(key) ?? [],
      indexes: indexes.get(key) ?? [],
      foreignKeys: foreignKeys.get(key) ?? [],
      jsonChecks: jsonChecks.get(key) ?? [],
      statistics: statistics.get(key) ?? [],
      counts: counts.get(key) ?? [],
      histograms: histograms.get(key) ?? [],
    });
  });
}

type TableRows = Omit<CatalogRows, 'tables'>;

function tableOf(row: Row, options: CatalogOptions, own: TableRows): CatalogTable {
  const [schema = '', name, kind, count, bytes, comment] = row;
  const isView = kind === 'VIEW';
  const rows = isView ? null : rowsOf(numberOf(count), numberOf(own.counts[0]?.[2]));
  const jsonTexts = own.jsonChecks.map((check) => check[2] ?? '');
  const columns = own.columns.map((column) => {
    // Under ANSI_QUOTES names in checks stand in double quotes.
    const json = jsonTexts.includes(`json_valid("${(column[2] ?? '').replaceAll('"', '""')}")`);
    return columnOf(column, options, json, (type) => statisticsOf(column[2] ?? '', type, rows, own));
  });
  return {
    path: { schema, name: name ?? '' },
    kind: isView ? 'view' : 'table',
    columns,
    keys: [...uniqueKeys(own.indexes), ...foreignKeysOf(own.foreignKeys)],
    rows,
    bytes: isView ? null : numberOf(bytes),
    // The server puts this word where a view's comment would be.
    comment: isView ? null : comment || null,
    fingerprint: fingerprintOf(own.columns.map((column) => column.slice(2, 6))),
  };
}

/** How far apart both counts may be for the exact one to be of today. */
const LIKELY_FACTOR = 2;

/** The engine's estimate, of today but rough, or what ANALYZE counted where that is about the same. */
function rowsOf(estimate: number | null, counted: number | null): number | null {
  if (counted === null || estimate === null) return estimate ?? counted;
  const isOld = counted > estimate * LIKELY_FACTOR || estimate > counted * LIKELY_FACTOR;
  return isOld ? estimate : counted;
}

const MAY_BE_ZERO: ReadonlySet<string> = new Set(['date', 'datetime', 'timestamp']);

function numberOf(text: string | null | undefined): number | null {
  return text === null || text === undefined ? null : Number(text);
}

function columnOf(
  row: Row,
  options: CatalogOptions,
  json: boolean,
  statistics: (type: DataType) => ColumnStatistics | null,
): CatalogColumn {
  const [, , name, columnType, nullable, collation, dataType, precision, scale, comment] = row;
  const native = {
    dataType: (dataType ?? '').toLowerCase(),
    columnType: columnType ?? '',
    precision: Number(precision ?? 0),
    scale: Number(scale ?? 0),
    json,
  };
  const enforced = isEnforced(native.dataType);
  const zeros = options.zeroDates === 'null' && MAY_BE_ZERO.has(native.dataType);
  const type = arrivingType(native, options.time);
  return {
    name: name ?? '',
    nativeType: zeros ? native.columnType + ZEROS_AS_NULL : native.columnType,
    type,
    nullable: nullable !== 'NO' || zeros,
    collation: collationOf(native, type, collation ?? null),
    comment: comment || null,
    statistics: statistics(type),
    typeEnforced: enforced,
  };
}

/** What is kept of a column by ANALYZE; else the distinct values of an index that begins with it. */
function statisticsOf(
  column: string,
  type: DataType,
  rows: number | null,
  own: TableRows,
): ColumnStatistics | null {
  const isOf = (row: Row): boolean => row[2] === column;
  const index = own.indexes.find((row) => row[3] === column && row[7] === '1' && row[6] === null);
  const cardinality = numberOf(index?.[5]);
  const kept = own.statistics.find(isOf);
  if (kept !== undefined) return ofAnalyze(kept, type, rows, cardinality);
  const histogram = own.histograms.find(isOf)?.[3];
  if (histogram != null) return ofHistogram(histogram, cardinality);
  if (cardinality === null) return null;
  return { distinct: cardinality, nullFraction: null, averageBytes: null, min: null, max: null };
}

function uniqueKeys(indexes: readonly Row[]): readonly TableKey[] {
  const unique = indexes.filter((row) => row[4] === '1');
  return [...Map.groupBy(unique, (row) => row[2])].flatMap(([name, parts]): TableKey[] => {
    const columns = parts.map((part) => part[3]);
    // An index over an expression names no column.
    if (!columns.every((column) => typeof column === 'string')) return [];
    return [{ kind: name === 'PRIMARY' ? 'primary' : 'unique', columns, references: null }];
  });
}

function foreignKeysOf(rows: readonly Row[]): readonly TableKey[] {
  return [...Map.groupBy(rows, (row) => row[2])].map(([, parts]): TableKey => {
    const [first = []] = parts;
    return {
      kind: 'foreign',
      columns: parts.map((part) => part[3] ?? ''),
      references: {
        table: { schema: first[4] ?? null, name: first[5] ?? '' },
        columns: parts.map((part) => part[6] ?? ''),
      },
    };
  });
}
