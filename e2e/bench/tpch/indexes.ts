import { TPCH_TABLES, type TpchTableName } from '../../tpch/schema.ts';

/**
 * What an ordinary owner keeps beside the primary keys: an index of each foreign key that no primary key begins with.
 * None on dates, which the standard would allow.
 */
const FOREIGN_KEYS: Readonly<Partial<Record<TpchTableName, readonly (readonly string[])[]>>> = {
  nation: [['n_regionkey']],
  supplier: [['s_nationkey']],
  customer: [['c_nationkey']],
  partsupp: [['ps_suppkey']],
  orders: [['o_custkey']],
  lineitem: [['l_partkey', 'l_suppkey'], ['l_suppkey']],
};

/** The statements that make the indexes of a table, for PostgreSQL and MariaDB alike. */
export function indexesOf(table: TpchTableName): readonly string[] {
  return (FOREIGN_KEYS[table] ?? []).map(
    (columns) => `CREATE INDEX ${columns.join('_')} ON ${table} (${columns.join(', ')})`,
  );
}

/** All of them in words, for the results' note. */
export function indexNote(): string {
  const lists = TPCH_TABLES.flatMap(({ name }) =>
    (FOREIGN_KEYS[name] ?? []).map((columns) => `${name} (${columns.join(', ')})`),
  );
  return `primary keys, and ${lists.join(', ')}`;
}
