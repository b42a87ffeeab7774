/** The eight tables of TPC-H: columns with the standard's types (specification clause 1.4.1), keys, order. */

export interface TpchColumn {
  readonly name: string;
  /** The standard's type; the sources and DuckDB all read this spelling. */
  readonly type: string;
}

export interface TpchTable {
  readonly name: TpchTableName;
  readonly columns: readonly TpchColumn[];
  readonly primaryKey: readonly string[];
}

export type TpchTableName =
  | 'region'
  | 'nation'
  | 'supplier'
  | 'customer'
  | 'part'
  | 'partsupp'
  | 'orders'
  | 'lineitem';

const table = (name: TpchTableName, primaryKey: readonly string[], columns: string): TpchTable => ({
  name,
  primaryKey,
  columns: columns
    .trim()
    .split('\n')
    .map((line) => {
      const [column = '', type = ''] = line.trim().split(' ');
      return { name: column, type };
    }),
});

/** In an order in which foreign keys could be checked. */
export const TPCH_TABLES: readonly TpchTable[] = [
  table('region', ['r_regionkey'], 'r_regionkey INTEGER\nr_name CHAR(25)\nr_comment VARCHAR(152)'),
  table(
    'nation',
    ['n_nationkey'],
    'n_nationkey INTEGER\nn_name CHAR(25)\nn_regionkey INTEGER\nn_comment VARCHAR(152)',
  ),
  table(
    'supplier',
    ['s_suppkey'],
    `s_suppkey INTEGER
     s_name CHAR(25)
     s_address VARCHAR(40)
     s_nationkey INTEGER
     s_phone CHAR(15)
     s_acctbal DECIMAL(15,2)
     s_comment VARCHAR(101)`,
  ),
  table(
    'customer',
    ['c_custkey'],
    `c_custkey INTEGER
     c_name VARCHAR(25)
     c_address VARCHAR(40)
     c_nationkey INTEGER
     c_phone CHAR(15)
     c_acctbal DECIMAL(15,2)
     c_mktsegment CHAR(10)
     c_comment VARCHAR(117)`,
  ),
  table(
    'part',
    ['p_partkey'],
    `p_partkey INTEGER
     p_name VARCHAR(55)
     p_mfgr CHAR(25)
     p_brand CHAR(10)
     p_type VARCHAR(25)
     p_size INTEGER
     p_container CHAR(10)
     p_retailprice DECIMAL(15,2)
     p_comment VARCHAR(23)`,
  ),
  table(
    'partsupp',
    ['ps_partkey', 'ps_suppkey'],
    `ps_partkey INTEGER
     ps_suppkey INTEGER
     ps_availqty INTEGER
     ps_supplycost DECIMAL(15,2)
     ps_comment VARCHAR(199)`,
  ),
  table(
    'orders',
    ['o_orderkey'],
    `o_orderkey BIGINT
     o_custkey INTEGER
     o_orderstatus CHAR(1)
     o_totalprice DECIMAL(15,2)
     o_orderdate DATE
     o_orderpriority CHAR(15)
     o_clerk CHAR(15)
     o_shippriority INTEGER
     o_comment VARCHAR(79)`,
  ),
  table(
    'lineitem',
    ['l_orderkey', 'l_linenumber'],
    `l_orderkey BIGINT
     l_partkey INTEGER
     l_suppkey INTEGER
     l_linenumber INTEGER
     l_quantity DECIMAL(15,2)
     l_extendedprice DECIMAL(15,2)
     l_discount DECIMAL(15,2)
     l_tax DECIMAL(15,2)
     l_returnflag CHAR(1)
     l_linestatus CHAR(1)
     l_shipdate DATE
     l_commitdate DATE
     l_receiptdate DATE
     l_shipinstruct CHAR(25)
     l_shipmode CHAR(10)
     l_comment VARCHAR(44)`,
  ),
];

/** The description of one table. */
export function tpchTable(name: TpchTableName): TpchTable {
  const found = TPCH_TABLES.find((table) => table.name === name);
  if (found === undefined) throw new Error(`TPC-H has no table ${name}.`);
  return found;
}
