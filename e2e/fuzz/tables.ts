import { qualified } from '../breadth/load.ts';
import { MARIADB_STORAGES } from '../breadth/load-mariadb.ts';
import type { TestTable } from '../breadth/table.ts';
import { BREADTH_TABLES } from '../breadth/tables.ts';
import { NO_MARIADB } from '../fixtures/mariadb.ts';
import { EDGE_TABLES } from './edge-tables.ts';
import { type Kind, kindOf } from './kind.ts';
import { RANDOM_TABLES } from './random-tables.ts';

export interface FuzzColumn {
  readonly name: string;
  readonly kind: Kind;
}

/** A table as the generator sees it. */
export interface FuzzTable {
  readonly sql: string;
  readonly columns: readonly FuzzColumn[];
}

const isMariadb = ({ storage }: TestTable): boolean => MARIADB_STORAGES.some((one) => one === storage);

/** Where there is no MariaDB, tables and queries go without it: a seed then means other queries. */
const possible = (tables: readonly TestTable[]): readonly TestTable[] =>
  NO_MARIADB === null ? tables : tables.filter((table) => !isMariadb(table));

const OWN_TABLES = possible([...RANDOM_TABLES, ...EDGE_TABLES]);

/** All tables that a fuzz run loads. */
export const FUZZ_DATA: readonly TestTable[] = [...BREADTH_TABLES, ...OWN_TABLES];

// The breadth tables whose values stay far from overflow and whose doubles sum alike in any order.
const TAME = ['orders', 'tickets', 'stock', 'prices', 'edges', 'events', 'chars', 'void_f'];

/** The tables that random queries name, with the columns whose kind the generator knows. */
export const FUZZ_TABLES: readonly FuzzTable[] = [
  ...OWN_TABLES,
  ...OWN_TABLES,
  ...BREADTH_TABLES.filter((table) => TAME.includes(table.name)),
].map((table) => ({
  sql: qualified(table),
  columns: table.columns.flatMap((column) => {
    const kind = kindOf(column.name, column.duck);
    return kind === undefined ? [] : [{ name: column.name, kind }];
  }),
}));
