import type { Column } from '../../engine/plan/column.ts';
import type { Expression } from '../../engine/plan/expression.ts';
import type { ScanNode } from '../../engine/plan/node.ts';
import type { CatalogColumn, Collation } from '../../engine/types/catalog.ts';
import type { DataType } from '../../engine/types/data-type.ts';

/** A column of the table that both engines hold: its names of the type, and literals of its values. */
export interface ProbeColumn {
  readonly name: string;
  readonly type: DataType;
  readonly native: string;
  readonly values: readonly (string | null)[];
  readonly collation?: Collation;
  readonly typeEnforced?: boolean;
}

/** Bytes decide, as in PostgreSQL's own default for tests and in SQLite's BINARY. */
export const BYTES: Collation = { name: 'C', equalityIsBytes: true, orderIsBytes: true, padded: false };

/** Rows of a probe: enough for each value of its longest column to meet others. */
export const PROBE_ROWS = 233;

/** A table as a plan scans it. */
export class ProbeTable {
  readonly columns: readonly ProbeColumn[];
  readonly schema: string | null;
  readonly name: string;

  constructor(columns: readonly ProbeColumn[], name = 'probe_rows', schema: string | null = null) {
    this.columns = columns;
    this.name = name;
    this.schema = schema;
  }

  scan(): ScanNode {
    const fields = this.columns.map(fieldOf);
    const columns = this.columns.map((column, at) => planColumn(column, fields[at], this.name));
    return {
      kind: 'scan',
      id: `scan-${this.name}`,
      source: 'probe',
      table: { schema: this.schema, name: this.name },
      fields,
      columns,
    };
  }

  /** A column by its name. */
  column(name: string): Expression {
    const index = this.columns.findIndex((column) => column.name === name);
    const found = this.columns[index];
    if (found === undefined) throw new Error(`The probe has no column ${name}`);
    return { kind: 'column', index, type: found.type };
  }

  /** As many rows as the longest column has values; shorter ones repeat at another pace, so that values meet. */
  rows(count: number): readonly (readonly (string | null)[])[] {
    return Array.from({ length: count }, (_, row) =>
      this.columns.map(
        ({ values }, at) =>
          values[(row + Math.floor(row / values.length) * (at + 1)) % values.length] ?? null,
      ),
    );
  }
}

function fieldOf(column: ProbeColumn): CatalogColumn {
  const { name, native, type, collation = null, typeEnforced = true } = column;
  return {
    name,
    nativeType: native,
    type,
    nullable: true,
    collation: collation ?? (type.id === 'VARCHAR' ? BYTES : null),
    comment: null,
    statistics: null,
    typeEnforced,
  };
}

function planColumn(column: ProbeColumn, field: CatalogColumn | undefined, table: string): Column {
  return {
    name: column.name,
    type: column.type,
    nullable: true,
    collation: field?.collation ?? null,
    origins: [{ source: 'probe', table, column: column.name }],
    tags: [],
  };
}
