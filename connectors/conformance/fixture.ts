import type { SourceStep } from '../../engine/errors/atoll-error.ts';
import type { ErrorCode } from '../../engine/errors/error-code.ts';
import type { SourceConfig } from '../../engine/spi/config-field.ts';
import type { Connector } from '../../engine/spi/connector.ts';
import type { DataType } from '../../engine/types/data-type.ts';
import type { LiteralValue } from '../../engine/types/literal.ts';

/** A table as the suite wants it: DuckDB types, values as the text of `LiteralValue`. */
export interface StandardTable {
  readonly name: string;
  readonly columns: readonly StandardColumn[];
  readonly rows: readonly (readonly LiteralValue[])[];
}

export interface StandardColumn {
  readonly name: string;
  readonly type: DataType;
}

/** A section of `atoll.yaml` whose source can't be reached, and what must be said of it. */
export interface DownSource {
  readonly what: string;
  readonly config: SourceConfig;
  readonly step: SourceStep;
  readonly code: ErrorCode;
}

/** A real source that the suite fills and reads: what a connector brings in order to be tested. */
export interface ConformanceFixture {
  readonly connector: Connector;
  /** A right section of `atoll.yaml` for the source that the tables are created in. */
  readonly config: SourceConfig;
  readonly secret: string | null;
  readonly workspaceDir: string;
  /** The schema that `create` puts tables in; null where the source has none. */
  readonly schema: string | null;
  /** URL forms and the sections they stand for. */
  readonly urls: readonly { readonly url: string; readonly config: SourceConfig }[];
  /** Sections that `open` must refuse. */
  readonly wrong: readonly SourceConfig[];
  readonly down: readonly DownSource[];
  /** Whether the source has columns of a type by its own means, and can keep the value in one. */
  holds(type: DataType, value?: LiteralValue): boolean;
  /** Whether the source can have a table or column of this name; any where absent. */
  holdsName?(name: string): boolean;
  /** Creates the table in the source, with the source's own types, and fills it. */
  create(table: StandardTable): Promise<void>;
  /** Adds a row as another program would; false where the source refuses that while it is being read. */
  insert(table: StandardTable, row: readonly LiteralValue[]): Promise<boolean>;
  /** Replaces the table by another of the same name. */
  replace(table: StandardTable): Promise<void>;
  /** A statement that would delete the table's rows if the session let it; `from` is how reads name the table. */
  erase(table: StandardTable, from: string): string;
  /** Removes the source and all that was made for it. */
  remove(): Promise<void>;
}
