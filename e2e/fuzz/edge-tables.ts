import { type CellText, type Storage, type TestTable, testTable } from '../breadth/table.ts';
import { type Random, randomFrom } from './random.ts';
import { WORDS, WRITTEN_TEXTS } from './words.ts';

const DATA_SEED = 11;

/** Words and their like: other case, blanks at either end, composed and decomposed accents. */
const LIKENESSES = [
  ...WORDS,
  'B',
  'b  ',
  ' a',
  '\ta',
  'SS',
  'ss',
  'e\u0301',
  'AB',
  'zz ',
  '',
  'ÄB',
  'äb',
  'a_b',
  'a%B',
];

/** An enum has every text that queries compare it with: DuckDB refuses others. Its order is not theirs. */
const LABELS = WRITTEN_TEXTS.map((text) => `'${text.replaceAll("'", "''")}'`)
  .toReversed()
  .join(', ');

type Maker = (random: Random) => CellText;
type Columns = readonly (readonly [name: string, native: string, duck: string, make: Maker])[];

const key: Maker = (random) => random.int(1, 12);
const likeness: Maker = (random) => random.pick(LIKENESSES);
const sixteenth: Maker = (random) => random.int(-160, 160) / 16;
const decimalOf =
  (digits: number, most: number): Maker =>
  (random) =>
    (random.int(-most, most) / 10 ** digits).toFixed(digits);

function edgeTable(
  storage: Storage,
  name: string,
  rows: number,
  nulls: number,
  columns: Columns,
  before: readonly string[] = [],
): TestTable {
  const random = randomFrom(DATA_SEED + rows);
  const cells = Array.from({ length: rows }, () =>
    columns.map(([, , , make]) => (random.chance(nulls) ? null : make(random))),
  );
  const shape = columns.map(([column, native, duck]) => [column, native, duck] as const);
  return testTable(storage, name, shape, cells, before);
}

/** Tables whose source compares, sorts, pads or types otherwise than DuckDB. */
export const EDGE_TABLES: readonly TestTable[] = [
  edgeTable(
    'postgres',
    'e1',
    40,
    0.2,
    [
      ['k', 'integer', 'INTEGER', key],
      ['c', 'char(6)', 'VARCHAR', (random) => random.pick(LIKENESSES).trimEnd()],
      ['w', 'text COLLATE fuzz_english', 'VARCHAR', likeness],
      ['loose', 'text COLLATE fuzz_loose', 'VARCHAR', likeness],
      ['m', 'fuzz_mood', `ENUM(${LABELS})`, (random) => random.pick(WRITTEN_TEXTS)],
      ['n', 'numeric(24,6)', 'DECIMAL(24,6)', decimalOf(6, 5_000_000)],
      ['r', 'real', 'FLOAT', sixteenth],
      ['g', 'smallint', 'SMALLINT', (random) => random.int(-3, 3)],
      [
        'at',
        'timestamp',
        'TIMESTAMP',
        (random) => `2024-0${random.int(1, 3)}-${random.pick(['28', '29'])} 23:59:59.999999`,
      ],
    ],
    [
      `CREATE COLLATION fuzz_english (provider = icu, locale = 'en')`,
      `CREATE COLLATION fuzz_loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false)`,
      `CREATE TYPE fuzz_mood AS ENUM (${LABELS})`,
    ],
  ),
  edgeTable('sqlite', 'e2', 40, 0.25, [
    ['k', 'INTEGER', 'BIGINT', key],
    ['w', 'TEXT COLLATE NOCASE', 'VARCHAR', likeness],
    ['u', 'VARCHAR(30) COLLATE RTRIM', 'VARCHAR', likeness],
    ['n', 'DECIMAL(12,4)', 'DECIMAL(12,4)', decimalOf(4, 900_000)],
    ['x', 'REAL', 'DOUBLE', sixteenth],
    ['f', 'BOOLEAN', 'BOOLEAN', (random) => random.chance(0.5)],
    ['day', 'DATE', 'DATE', (random) => `2024-0${random.int(1, 3)}-${random.pick(['01', '28', '29'])}`],
    ['at', 'TIMESTAMP', 'TIMESTAMP', (random) => `2023-0${random.int(1, 9)}-15 1${random.int(0, 9)}:30:00.5`],
  ]),
  edgeTable('duckdb', 'e3', 40, 0.6, [
    ['k', 'UTINYINT', 'UTINYINT', key],
    ['g', 'HUGEINT', 'HUGEINT', (random) => random.int(-3, 3)],
    ['r', 'FLOAT', 'FLOAT', sixteenth],
    ['w', 'VARCHAR', 'VARCHAR', likeness],
    ['n', 'DECIMAL(4,1)', 'DECIMAL(4,1)', decimalOf(1, 5000)],
    ['f', 'BOOLEAN', 'BOOLEAN', (random) => random.chance(0.5)],
  ]),
];
