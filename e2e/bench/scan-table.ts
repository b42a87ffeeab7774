import type { Client } from 'pg';
import type { Column } from '../../engine/plan/column.ts';
import type { DataType } from '../../engine/types/data-type.ts';

const MONEY: DataType = { id: 'DECIMAL', width: 15, scale: 2 };
const INTEGER: DataType = { id: 'INTEGER' };
const DATE: DataType = { id: 'DATE' };
const TEXT: DataType = { id: 'VARCHAR' };

/** The columns of TPC-H's lineitem, in its order, with the types that they are read as. */
const LINEITEM: Readonly<Record<string, DataType>> = {
  l_orderkey: { id: 'BIGINT' },
  l_partkey: INTEGER,
  l_suppkey: INTEGER,
  l_linenumber: INTEGER,
  l_quantity: MONEY,
  l_extendedprice: MONEY,
  l_discount: MONEY,
  l_tax: MONEY,
  l_returnflag: TEXT,
  l_linestatus: TEXT,
  l_shipdate: DATE,
  l_commitdate: DATE,
  l_receiptdate: DATE,
  l_shipinstruct: TEXT,
  l_shipmode: TEXT,
  l_comment: TEXT,
};

export const ALL_COLUMNS: readonly string[] = Object.keys(LINEITEM);

/** An integer, a decimal, a date and a short text. */
export const FOUR_COLUMNS: readonly string[] = ['l_orderkey', 'l_extendedprice', 'l_shipdate', 'l_shipmode'];

/** The chosen columns as a plan has them. */
export function lineitemColumns(names: readonly string[]): readonly Column[] {
  return names.map((name) => ({
    name,
    type: LINEITEM[name] ?? TEXT,
    nullable: false,
    collation: null,
    origins: [],
    tags: [],
  }));
}

/** Makes and fills the table on the server itself; each value is a function of the row's number. */
export async function createLineitem(client: Client, rows: number): Promise<void> {
  await client.query(`CREATE UNLOGGED TABLE lineitem (
    l_orderkey bigint NOT NULL, l_partkey integer NOT NULL, l_suppkey integer NOT NULL, l_linenumber integer NOT NULL,
    l_quantity numeric(15,2) NOT NULL, l_extendedprice numeric(15,2) NOT NULL, l_discount numeric(15,2) NOT NULL,
    l_tax numeric(15,2) NOT NULL, l_returnflag char(1) NOT NULL, l_linestatus char(1) NOT NULL,
    l_shipdate date NOT NULL, l_commitdate date NOT NULL, l_receiptdate date NOT NULL,
    l_shipinstruct char(25) NOT NULL, l_shipmode char(10) NOT NULL, l_comment varchar(44) NOT NULL)`);
  await client.query(
    `INSERT INTO lineitem
     SELECT i / 4 * 8 + i % 4, 1 + i * 7919 % 200000, 1 + i * 104729 % 10000, 1 + i % 7,
       1 + i % 50, (90000 + i * 15485863 % 10404950) / 100.0, i % 11 / 100.0, i % 9 / 100.0,
       (ARRAY['R','A','N'])[1 + i % 3], (ARRAY['O','F'])[1 + i % 2],
       date '1992-01-02' + (i * 31 % 2526)::int, date '1992-01-31' + (i * 37 % 2466)::int, date '1992-01-03' + (i * 41 % 2555)::int,
       (ARRAY['DELIVER IN PERSON','COLLECT COD','NONE','TAKE BACK RETURN'])[1 + i % 4],
       (ARRAY['REG AIR','AIR','RAIL','SHIP','TRUCK','MAIL','FOB'])[1 + i % 7],
       substr('carefully regular deposits haggle blithely across the slyly final accounts; furiously even requests nag', 1 + (i * 13 % 60)::int, 10 + (i % 34)::int)
     FROM generate_series(0::bigint, $1::bigint - 1) AS i`,
    [rows],
  );
  await client.query('VACUUM (FREEZE, ANALYZE) lineitem');
}
