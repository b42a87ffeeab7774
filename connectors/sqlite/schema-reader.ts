import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { ListedColumn, ListedTable } from './table-list.ts';

/** What SQLite says of one table beyond its name. */
export interface TableShape {
  readonly columns: readonly ListedColumn[];
  /** Whether the primary key has an index of its own, and so is no other name of the rowid. */
  readonly keyIndexed: boolean;
  /** The columns of each unique index beside the primary key's; null for an expression. Partial indexes are left out. */
  readonly unique: readonly (readonly (string | null)[])[];
  readonly foreign: readonly ForeignKey[];
}

interface ForeignKey {
  readonly table: string;
  readonly from: readonly string[];
  /** Empty where the primary key of the other table is meant. */
  readonly to: readonly string[];
}

type Row = readonly SQLOutputValue[];
type RowsByTable = ReadonlyMap<string, Row[]>;

/** By table: its name is the first value of each row. */
interface SchemaRows {
  readonly columns: RowsByTable;
  readonly indexes: RowsByTable;
  readonly foreignKeys: RowsByTable;
}

/** Columns that `SELECT *` gives, generated ones included; hidden ones of virtual tables (value 1) are not. */
const COLUMNS = `SELECT t.value, c.name, c.type, c."notnull", c.pk
  FROM json_each(?) AS t CROSS JOIN pragma_table_xinfo(t.value, 'main') AS c
  WHERE c.hidden <> 1 ORDER BY t.key, c.cid`;

const INDEXES = `SELECT t.value, i.name, i.origin, p.name
  FROM json_each(?) AS t CROSS JOIN pragma_index_list(t.value, 'main') AS i
  CROSS JOIN pragma_index_info(i.name, 'main') AS p
  WHERE i."unique" = 1 AND i.partial = 0 ORDER BY t.key, i.seq, p.seqno`;

const FOREIGN_KEYS = `SELECT t.value, f.id, f."table", f."from", f."to"
  FROM json_each(?) AS t CROSS JOIN pragma_foreign_key_list(t.value, 'main') AS f
  ORDER BY t.key, f.id, f.seq`;

/**
 * Describes tables some at a time: a statement each for columns, indexes and foreign keys, compiled once, in place of
 * several for each table, which costs most of the time in a file of many tables.
 */
export class SchemaReader {
  readonly #columns: StatementSync;
  readonly #indexes: StatementSync;
  readonly #foreignKeys: StatementSync;

  constructor(database: DatabaseSync) {
    const prepare = (sql: string): StatementSync => {
      const statement = database.prepare(sql);
      statement.setReturnArrays(true);
      return statement;
    };
    this.#columns = prepare(COLUMNS);
    this.#indexes = prepare(INDEXES);
    this.#foreignKeys = prepare(FOREIGN_KEYS);
  }

  /** In the order given. Throws SQLite's error where one of them is a view that no longer binds. */
  shapes(tables: readonly ListedTable[]): readonly TableShape[] {
    const rows = this.#rows(tables);
    return tables.map(({ name }) => shapeOf(name, rows));
  }

  /** Throws SQLite's error for a view that no longer binds. */
  shape(table: ListedTable): TableShape {
    return shapeOf(table.name, this.#rows([table]));
  }

  #rows(tables: readonly ListedTable[]): SchemaRows {
    const stored = tables.filter(({ kind }) => kind === 'table');
    // A keyword of SQL has no other spelling: without it there is no foreign key.
    const pointing = stored.filter(({ sql }) => /references/iu.test(sql));
    return {
      columns: rowsByTable(this.#columns, tables),
      indexes: rowsByTable(this.#indexes, stored),
      foreignKeys: rowsByTable(this.#foreignKeys, pointing),
    };
  }
}

function shapeOf(name: string, { columns, indexes, foreignKeys }: SchemaRows): TableShape {
  const parts = [...Map.groupBy(indexes.get(name) ?? [], ([, index]) => index).values()];
  const isKeys = ([first]: readonly Row[]): boolean => first?.[2] === 'pk';
  return {
    columns: (columns.get(name) ?? []).map(columnOf),
    keyIndexed: parts.some(isKeys),
    unique: parts
      .filter((part) => !isKeys(part))
      .map((part) => part.map(([, , , column]) => (column === null ? null : String(column)))),
    foreign: foreignKeysOf(foreignKeys.get(name) ?? []),
  };
}

function columnOf([, name, declared, notNull, keyPlace]: Row): ListedColumn {
  return {
    name: String(name),
    declared: String(declared),
    notNull: notNull === 1,
    keyPlace: Number(keyPlace),
  };
}

function foreignKeysOf(rows: readonly Row[]): readonly ForeignKey[] {
  return [...Map.groupBy(rows, ([, id]) => id).values()].map((group) => ({
    table: String(group[0]?.[2]),
    from: group.map(([, , , from]) => String(from)),
    to: group.flatMap(([, , , , to]) => (to === null ? [] : [String(to)])),
  }));
}

function rowsByTable(statement: StatementSync, tables: readonly ListedTable[]): RowsByTable {
  const found = new Map<string, Row[]>();
  if (tables.length === 0) return found;
  // Arrays come by setReturnArrays, of which the types know nothing.
  for (const row of statement.all(JSON.stringify(tables.map(({ name }) => name))) as unknown as Row[]) {
    const name = String(row[0]);
    const rows = found.get(name);
    if (rows === undefined) found.set(name, [row]);
    else rows.push(row);
  }
  return found;
}
