import type { DuckDBConnection } from '@duckdb/node-api';
import { POOL_ENTRIES, POOL_OFFSETS, textPoolSql } from './text-pool.ts';
import { TPCH_TABLES, type TpchTableName } from './schema.ts';
import {
  CONTAINERS,
  INSTRUCTIONS,
  NATIONS,
  PART_NAME_WORDS,
  PART_TYPES,
  PRIORITIES,
  REGIONS,
  SEGMENTS,
  SHIP_MODES,
} from './words.ts';

/** How many rows each table has at scale 1; lineitem has about four per order. */
const PER_SCALE = { supplier: 10_000, customer: 150_000, part: 200_000, orders: 1_500_000, clerks: 1_000 };

// Chosen so that none of the 22 queries comes out empty or NULL at scales 0.01, 0.02 and 0.05; with most other
// seeds query 18 or 19, of about one row per 0.01, does.
const DEFAULT_SEED = 13;

export interface TpchOptions {
  /** Changes every value; see DEFAULT_SEED. */
  readonly seed?: number;
  /** Where the tables are created, a catalog or schema name as written in SQL; default: the current one. */
  readonly into?: string;
}

/**
 * Creates and fills the eight TPC-H tables (specification clause 4.2.3) on the connection. Every value is a
 * function of DuckDB's `hash(seed, key, column)`, so one scale and seed give the same data on every run of
 * one DuckDB version, whatever the number of threads.
 * @param scale the scale factor: 1 is about 8.7 million rows. At least 0.01, and not a scale whose number of
 *   suppliers is small and divisible by 3, for which the standard's formula gives one part the same
 *   supplier twice; a RangeError says so.
 */
export async function generateTpch(
  connection: DuckDBConnection,
  scale: number,
  options: TpchOptions = {},
): Promise<void> {
  const suppliers = Math.round(PER_SCALE.supplier * scale);
  if (suppliers < 100 || (suppliers < 240 && suppliers % 3 === 0)) {
    throw new RangeError(`TPC-H can't be made at scale ${scale}: use 0.01, 0.02, or 0.025 and above.`);
  }
  const seed = options.seed ?? DEFAULT_SEED;
  const prefix = options.into === undefined ? '' : `${options.into}.`;
  await connection.run(`SET VARIABLE text_pool = (${textPoolSql(seed)})`);
  for (const macro of macros(seed)) await connection.run(`CREATE OR REPLACE TEMP MACRO ${macro}`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE tpch_lines AS ${lineHeads({ scale, suppliers })}`);
  for (const { name, columns } of TPCH_TABLES) {
    const typed = columns.map((column) => `${column.name} ${column.type}`).join(', ');
    await connection.run(`CREATE TABLE ${prefix}${name} (${typed})`);
    await connection.run(`INSERT INTO ${prefix}${name} ${ROWS[name]({ scale, suppliers })}`);
  }
  await connection.run('DROP TABLE tpch_lines');
  await connection.run('RESET VARIABLE text_pool');
}

interface Shape {
  readonly scale: number;
  readonly suppliers: number;
}

const list = (words: readonly string[]): string => `[${words.map((word) => `'${word}'`).join(',')}]`;
const pick = (words: readonly string[], key: string, column: string): string =>
  `(${list(words)})[1 + rnd(${key}, '${column}', 0, ${words.length - 1})]`;

// `rnd` is uniform on whole numbers lo..hi; keys and columns are hashed together with the seed.
const macros = (seed: number): readonly string[] => [
  `rnd(k, c, lo, hi) AS (lo + (hash(${seed}, k::BIGINT, c) % (hi - lo + 1)::UBIGINT)::BIGINT)`,
  `cents(k, c, lo, hi) AS (rnd(k, c, lo, hi)::DECIMAL(18,0) / 100)::DECIMAL(15,2)`,
  `retail(pk) AS (90000 + ((pk // 10) % 20001) + 100 * (pk % 1000))::BIGINT`,
  `phone(k, nation) AS (printf('%d-%03d-%03d-%04d', (nation + 10)::BIGINT, rnd(k, 'ph1', 100, 999),
     rnd(k, 'ph2', 100, 999), rnd(k, 'ph3', 1000, 9999)))`,
  // A v-string: random text of 10 to 40 characters out of 64 (clause 4.2.2.7).
  `vstring(k) AS (translate(left(md5(concat_ws('|', ${seed}, k, 'a')) || md5(concat_ws('|', ${seed}, k, 'b')),
     rnd(k, 'vlen', 10, 40)::INTEGER), '0123456789abcdef', substr(
     'kT bQ,9ZrVm2xUe YsPhG7cLa,4JdWnf0oKiBt3 qRw1vEz8yXlMu,C5gSNjA6FDpHI',
     1 + rnd(k, 'voff', 0, 48)::INTEGER, 16)))`,
  `supplier_of(pk, i, s) AS ((pk + i * (s // 4 + (pk - 1) // s)) % s + 1)`,
];

/** An expression: the comment of lo..hi characters of the row whose `key` is in scope. */
const comment = (column: string, lo: number, hi: number): string =>
  `substr(getvariable('text_pool')[rnd(key, '${column}', 1, ${POOL_ENTRIES})],
    rnd(key, '${column}_o', 1, ${POOL_OFFSETS}), rnd(key, '${column}_l', ${lo}, ${hi}))`;

const sequence = (count: number): string => `SELECT range + 1 AS key FROM range(${Math.round(count)})`;

const region = (): string => `
  SELECT key, (${list(REGIONS)})[key + 1], ${comment('r_comment', 31, 115)}
  FROM (SELECT range AS key FROM range(5))`;

const nation = (): string => `
  SELECT key, (${list(NATIONS.map(([name]) => name))})[key + 1],
    ([${NATIONS.map(([, regionKey]) => regionKey).join(',')}])[key + 1], ${comment('n_comment', 31, 114)}
  FROM (SELECT range AS key FROM range(25))`;

// Of 10,000 suppliers 5 have "Customer … Complaints" in their comment and 5 "Customer … Recommends" (clause
// 4.2.3); at small scales one of each, so that query 16 still has a supplier to leave out.
const supplier = ({ suppliers }: Shape): string => {
  const remarked = Math.max(1, Math.round(suppliers / 2000));
  const say = (what: string): string =>
    `left(left(comment, rnd(key, 'bbb', 0, 6)) || 'Customer ' ||
       substr(comment, 7, rnd(key, 'gap', 0, 30)) || '${what}' || substr(comment, 40), 101)`;
  return `
  SELECT key, printf('Supplier#%09d', key), vstring(key + 10000000), nation, phone(key + 10000000, nation),
    cents(key, 's_acctbal', -99999, 999999),
    CASE WHEN place <= ${remarked} THEN ${say('Complaints')}
         WHEN place <= ${2 * remarked} THEN ${say('Recommends')} ELSE comment END
  FROM (SELECT key, rnd(key, 's_nationkey', 0, 24) AS nation, ${comment('s_comment', 25, 100)} AS comment,
          row_number() OVER (ORDER BY rnd(key, 'remark', 0, 1000000000), key) AS place
        FROM (${sequence(suppliers)}))
  ORDER BY key`;
};

const customer = ({ scale }: Shape): string => `
  SELECT key, printf('Customer#%09d', key), vstring(key), nation, phone(key, nation),
    cents(key, 'c_acctbal', -99999, 999999), ${pick(SEGMENTS, 'key', 'c_mktsegment')},
    ${comment('c_comment', 29, 116)}
  FROM (SELECT key, rnd(key, 'c_nationkey', 0, 24) AS nation
        FROM (${sequence(PER_SCALE.customer * scale)}))`;

// p_name is five different words: offsets with growing gaps walk the list of 92 without meeting again.
const part = ({ scale }: Shape): string => {
  const count = PART_NAME_WORDS.length;
  const start = `rnd(key, 'p_name', 0, ${count - 1})`;
  const gaps = [1, 2, 3, 4].map((n) => `rnd(key, 'p_name${n}', 1, ${Math.floor((count - 1) / 4)})`);
  const words = [0, 1, 2, 3, 4].map(
    (n) => `(${list(PART_NAME_WORDS)})[1 + (${[start, ...gaps.slice(0, n)].join(' + ')}) % ${count}]`,
  );
  return `
  SELECT key, concat_ws(' ', ${words.join(', ')}), 'Manufacturer#' || maker,
    'Brand#' || maker || rnd(key, 'p_brand', 1, 5), ${pick(PART_TYPES, 'key', 'p_type')},
    rnd(key, 'p_size', 1, 50), ${pick(CONTAINERS, 'key', 'p_container')},
    (retail(key)::DECIMAL(18,0) / 100)::DECIMAL(15,2), ${comment('p_comment', 5, 22)}
  FROM (SELECT key, rnd(key, 'p_mfgr', 1, 5) AS maker FROM (${sequence(PER_SCALE.part * scale)}))`;
};

const partsupp = ({ scale, suppliers }: Shape): string => `
  SELECT part, supplier_of(part, i, ${suppliers}), rnd(key, 'ps_availqty', 1, 9999),
    cents(key, 'ps_supplycost', 100, 100000), ${comment('ps_comment', 49, 198)}
  FROM (SELECT range // 4 + 1 AS part, range % 4 AS i, range + 4 AS key
        FROM range(${4 * Math.round(PER_SCALE.part * scale)}))`;

// Order keys use the first 8 of every 32 numbers; customers whose key is divisible by 3 have no orders.
const orderHeads = ({ scale }: Shape): string => {
  const customers = Math.round(PER_SCALE.customer * scale);
  const buyer = `rnd(key, 'o_custkey', 0, ${customers - Math.floor(customers / 3) - 1})`;
  return `
  SELECT key, (key - 1) // 8 * 32 + (key - 1) % 8 + 1 AS orderkey,
    ${buyer} // 2 * 3 + ${buyer} % 2 + 1 AS custkey,
    DATE '1992-01-01' + rnd(key, 'o_orderdate', 0, (DATE '1998-12-31' - 151 - DATE '1992-01-01'))::INTEGER
      AS orderdate
  FROM (${sequence(PER_SCALE.orders * scale)})`;
};

// One row per line of an order, the numbers alone; orders and lineitem are both made from these.
const lineHeads = (shape: Shape): string => `
  SELECT orderid, line, key, rnd(key, 'l_partkey', 1, ${Math.round(PER_SCALE.part * shape.scale)}) AS part,
    rnd(key, 'l_quantity', 1, 50) AS quantity, rnd(key, 'l_discount', 0, 10) AS discount,
    rnd(key, 'l_tax', 0, 8) AS tax, orderkey, orderdate,
    orderdate + rnd(key, 'l_shipdate', 1, 121)::INTEGER AS shipdate
  FROM (SELECT key AS orderid, orderkey, orderdate, line, key * 8 + line AS key
        FROM (SELECT *, unnest(range(1, rnd(key, 'lines', 1, 7) + 1)) AS line FROM (${orderHeads(shape)})))`;

// Status and total follow from the lines (clause 4.2.3): all shipped F, none shipped O, else P.
const orders = (shape: Shape): string => `
  SELECT orderkey, custkey, CASE WHEN last <= DATE '1995-06-17' THEN 'F' WHEN first > DATE '1995-06-17' THEN 'O'
      ELSE 'P' END, (total::DECIMAL(24,0) / 1000000)::DECIMAL(15,2), orderdate,
    ${pick(PRIORITIES, 'key', 'o_orderpriority')},
    printf('Clerk#%09d', rnd(key, 'o_clerk', 1, ${Math.round(PER_SCALE.clerks * shape.scale)})), 0,
    ${comment('o_comment', 19, 78)}
  FROM (${orderHeads(shape)})
  JOIN (SELECT orderid, min(shipdate) AS first, max(shipdate) AS last,
          sum(quantity * retail(part) * (100 - discount) * (100 + tax)) AS total
        FROM tpch_lines GROUP BY orderid) ON orderid = key
  ORDER BY key`;

const lineitem = (shape: Shape): string => `
  SELECT orderkey, part, supplier_of(part, rnd(key, 'l_suppkey', 0, 3), ${shape.suppliers}), line, quantity,
    (quantity::DECIMAL(18,0) * retail(part) / 100)::DECIMAL(15,2), (discount::DECIMAL(18,0) / 100)::DECIMAL(15,2),
    (tax::DECIMAL(18,0) / 100)::DECIMAL(15,2),
    CASE WHEN receiptdate > DATE '1995-06-17' THEN 'N' WHEN rnd(key, 'l_returnflag', 0, 1) = 0 THEN 'R' ELSE 'A' END,
    CASE WHEN shipdate > DATE '1995-06-17' THEN 'O' ELSE 'F' END, shipdate,
    orderdate + rnd(key, 'l_commitdate', 30, 90)::INTEGER, receiptdate,
    ${pick(INSTRUCTIONS, 'key', 'l_shipinstruct')}, ${pick(SHIP_MODES, 'key', 'l_shipmode')},
    ${comment('l_comment', 10, 43)}
  FROM (SELECT *, shipdate + rnd(key, 'l_receiptdate', 1, 30)::INTEGER AS receiptdate FROM tpch_lines)`;

const ROWS: Readonly<Record<TpchTableName, (shape: Shape) => string>> = {
  region,
  nation,
  supplier,
  customer,
  part,
  partsupp,
  orders,
  lineitem,
};
