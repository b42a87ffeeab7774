import type { DataType } from './data-type.ts';

/** Where a table stands inside its source. `schema` is null where the source has none. */
export interface TablePath {
  readonly schema: string | null;
  readonly name: string;
}

/** A column as its source describes it. Figures that the source does not keep are null, never invented. */
export interface CatalogColumn {
  /** The source's own spelling. */
  readonly name: string;
  /** The source's name of the type, such as `character varying(40)`. */
  readonly nativeType: string;
  /** The DuckDB type that rows of this column arrive in. */
  readonly type: DataType;
  readonly nullable: boolean;
  /** How the source compares this text: null for types without collation. */
  readonly collation: Collation | null;
  readonly comment: string | null;
  readonly statistics: ColumnStatistics | null;
  /** True where every stored value is known to fit `type`; false where only reading it tells (SQLite). */
  readonly typeEnforced: boolean;
}

/** What comparing text of a column means at its source. */
export interface Collation {
  readonly name: string;
  /** `=` agrees with comparing bytes (case, accents and trailing spaces all count). */
  readonly equalityIsBytes: boolean;
  /** `<` agrees with comparing bytes. */
  readonly orderIsBytes: boolean;
  /** The column pads with spaces to a fixed length (CHAR(n)). */
  readonly padded: boolean;
}

export interface ColumnStatistics {
  readonly distinct: number | null;
  /** 0 to 1. */
  readonly nullFraction: number | null;
  /** Mean width of a value in bytes. */
  readonly averageBytes: number | null;
  /** Smallest and largest value as text of the column's DuckDB type. */
  readonly min: string | null;
  readonly max: string | null;
  /** The most frequent values, where the source keeps them. */
  readonly common?: readonly CommonValue[];
  /**
   * Values that divide the others, in order, into parts of about equal numbers of rows: the ends of the parts, the
   * outer ones too; as of when the source looked last, and often of a sample.
   */
  readonly histogram?: readonly string[];
}

/** A frequent value, as text of the column's DuckDB type. */
export interface CommonValue {
  readonly value: string;
  /** Of all rows, 0 to 1. */
  readonly share: number;
}

export interface TableKey {
  readonly kind: 'primary' | 'unique' | 'foreign';
  readonly columns: readonly string[];
  /** For a foreign key: what it points to. */
  readonly references: { readonly table: TablePath; readonly columns: readonly string[] } | null;
}

export interface CatalogTable {
  readonly path: TablePath;
  readonly kind: 'table' | 'view' | 'file' | 'folder';
  readonly columns: readonly CatalogColumn[];
  readonly keys: readonly TableKey[];
  /** As the source estimates it. */
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly comment: string | null;
  /** Changes when the table's shape changes: to notice drift between plan and fetch. */
  readonly fingerprint: string;
}

/** A table that the source names but that can't be read, such as a damaged file among good ones. */
export interface CatalogProblem {
  readonly path: TablePath;
  /** What is wrong, in one or two sentences. */
  readonly message: string;
}

/** All tables of one source at one time. */
export interface SourceCatalog {
  readonly source: string;
  /** The schema whose tables may be named without it, where the source has schemas. */
  readonly defaultSchema: string | null;
  readonly tables: readonly CatalogTable[];
  /** Tables left out because they can't be read; absent where there are none. */
  readonly problems?: readonly CatalogProblem[];
  readonly fetchedAt: string;
}
