import type { TestTable } from '../breadth/table.ts';
import { between, decimalOf, type Maker, madeTable, oneOf, sixteenth } from './table-maker.ts';
import { WIDE_DUCKDB, WIDE_MARIADB, WIDE_POSTGRES, WIDE_SQLITE, wideColumns } from './wide-columns.ts';
import { LIKENESSES, WRITTEN_TEXTS } from './words.ts';

/** An enum has every text that queries compare it with: DuckDB refuses others. Its order is not theirs. */
const LABELS = WRITTEN_TEXTS.map((text) => `'${text.replaceAll("'", "''")}'`)
  .toReversed()
  .join(', ');
// MariaDB drops spaces at a label's end, and has no two labels that its collation takes for one.
const MARIADB_LABELS = ['zz', 'paid', 'É', '東京', 'b', 'A', '10'];

const key = between(1, 12);
const likeness = oneOf(LIKENESSES);
/** CHAR(n) comes without the spaces at its end. */
const trimmed: Maker = (random) => random.pick(LIKENESSES).replace(/ +$/, '');
/** Letters that MariaDB's latin1, which is Windows-1252, has. */
const western = oneOf(LIKENESSES.filter((text) => /^[\t\n\u0020-\u007eÄäéÉß]*$/.test(text)));
const flag: Maker = (random) => random.chance(0.5);
const numbers: Maker = (random) => {
  const items = Array.from({ length: random.int(0, 4) }, () =>
    random.chance(0.15) ? 'NULL' : String(random.int(-2, 12)),
  );
  return { native: `{${items.join(',')}}`, duck: `[${items.join(', ')}]` };
};

const mariadbTexts = (collation: string): readonly (readonly [string, string, string, Maker])[] => [
  ['c', 'char(6)', 'VARCHAR', trimmed],
  ['w', 'varchar(40)', 'VARCHAR', likeness],
  ['o', `varchar(40) CHARACTER SET utf8mb4 COLLATE ${collation}`, 'VARCHAR', likeness],
  ['l', 'varchar(40) CHARACTER SET latin1', 'VARCHAR', western],
  ['m', `enum(${MARIADB_LABELS.map((text) => `'${text}'`).join(', ')})`, 'VARCHAR', oneOf(MARIADB_LABELS)],
  ['n', 'decimal(24,6)', 'DECIMAL(24,6)', decimalOf(6, 5_000_000)],
  ['g', 'tinyint', 'TINYINT', between(-3, 3)],
  ['r', 'float', 'FLOAT', sixteenth],
];

/** Tables whose source compares, sorts, pads or types otherwise than DuckDB, and the ends of types. */
export const EDGE_TABLES: readonly TestTable[] = [
  madeTable('postgres', 'e1', {
    rows: 40,
    nulls: 0.2,
    columns: [
      ['k', 'integer', 'INTEGER', key],
      ['c', 'char(6)', 'VARCHAR', trimmed],
      ['w', 'text COLLATE fuzz_english', 'VARCHAR', likeness],
      ['loose', 'text COLLATE fuzz_loose', 'VARCHAR', likeness],
      ['m', 'fuzz_mood', `ENUM(${LABELS})`, oneOf(WRITTEN_TEXTS)],
      ['n', 'numeric(24,6)', 'DECIMAL(24,6)', decimalOf(6, 5_000_000)],
      ['r', 'real', 'FLOAT', sixteenth],
      ['g', 'smallint', 'SMALLINT', between(-3, 3)],
      [
        'at',
        'timestamp',
        'TIMESTAMP',
        (random) => `2024-0${random.int(1, 3)}-${random.pick(['28', '29'])} 23:59:59.999999`,
      ],
    ],
    before: [
      `CREATE COLLATION fuzz_english (provider = icu, locale = 'en')`,
      `CREATE COLLATION fuzz_loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false)`,
      `CREATE TYPE fuzz_mood AS ENUM (${LABELS})`,
    ],
  }),
  madeTable('sqlite', 'e2', {
    rows: 40,
    nulls: 0.25,
    columns: [
      ['k', 'INTEGER', 'BIGINT', key],
      ['w', 'TEXT COLLATE NOCASE', 'VARCHAR', likeness],
      ['u', 'VARCHAR(30) COLLATE RTRIM', 'VARCHAR', likeness],
      ['n', 'DECIMAL(12,4)', 'DECIMAL(12,4)', decimalOf(4, 900_000)],
      ['x', 'REAL', 'DOUBLE', sixteenth],
      ['f', 'BOOLEAN', 'BOOLEAN', flag],
      ['day', 'DATE', 'DATE', (random) => `2024-0${random.int(1, 3)}-${random.pick(['01', '28', '29'])}`],
      [
        'at',
        'TIMESTAMP',
        'TIMESTAMP',
        (random) => `2023-0${random.int(1, 9)}-15 1${random.int(0, 9)}:30:00.5`,
      ],
    ],
  }),
  madeTable('duckdb', 'e3', {
    rows: 40,
    nulls: 0.6,
    columns: [
      ['k', 'UTINYINT', 'UTINYINT', key],
      ['g', 'HUGEINT', 'HUGEINT', between(-3, 3)],
      ['r', 'FLOAT', 'FLOAT', sixteenth],
      ['w', 'VARCHAR', 'VARCHAR', likeness],
      ['n', 'DECIMAL(4,1)', 'DECIMAL(4,1)', decimalOf(1, 5000)],
      ['f', 'BOOLEAN', 'BOOLEAN', flag],
    ],
  }),
  madeTable('mariadb-ci', 'e4', {
    rows: 40,
    nulls: 0.2,
    columns: [['k', 'int', 'INTEGER', key], ...mariadbTexts('utf8mb4_bin')],
  }),
  madeTable('mariadb-bin', 'e5', {
    rows: 40,
    nulls: 0.2,
    columns: [['k', 'int', 'INTEGER', key], ...mariadbTexts('utf8mb4_unicode_520_ci')],
  }),
  madeTable('postgres', 'w1', {
    rows: 30,
    nulls: 0.15,
    columns: [
      ['k', 'integer', 'INTEGER', key],
      ...wideColumns(WIDE_POSTGRES),
      ['t', 'text', 'VARCHAR', likeness],
      ['tags', 'integer[]', 'INTEGER[]', numbers],
    ],
  }),
  madeTable('mariadb-ci', 'w2', {
    rows: 30,
    nulls: 0.15,
    columns: [
      ['k', 'int', 'INTEGER', key],
      ...wideColumns(WIDE_MARIADB),
      ['t', 'varchar(40)', 'VARCHAR', likeness],
      ['wide_u', 'bigint unsigned', 'UBIGINT', oneOf(['18446744073709551615', '9223372036854775808', '0'])],
    ],
  }),
  madeTable('sqlite', 'w3', {
    rows: 30,
    nulls: 0.15,
    columns: [
      ['k', 'INTEGER', 'BIGINT', key],
      ...wideColumns(WIDE_SQLITE),
      ['t', 'TEXT', 'VARCHAR', likeness],
    ],
  }),
  madeTable('parquet', 'w4', {
    rows: 30,
    nulls: 0.15,
    columns: [
      ['k', 'INTEGER', 'INTEGER', key],
      ...wideColumns(WIDE_DUCKDB),
      ['t', 'VARCHAR', 'VARCHAR', likeness],
      ['tags', 'INTEGER[]', 'INTEGER[]', numbers],
    ],
  }),
];
