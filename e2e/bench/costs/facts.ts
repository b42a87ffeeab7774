/** Rows of `facts` for each group of `many`, and for each row of `dims`. */
export const REPEATS = 8;
/** Rows of `kinds`, and values of `amount`. */
export const KINDS = 10_007;
/** Between one key of a join and the next: keys without gaps are looked up in an array by DuckDB. */
const APART = 1009;

/** How one dialect makes the tables. */
export interface FactsText {
  readonly table: string;
  readonly decimal: string;
  /** FROM item that gives the numbers 1 to a count as column `i`. */
  readonly numbers: (count: number) => string;
  /** The day so many days after 1992-01-01. */
  readonly day: (days: string) => string;
  readonly decimalOf: (expression: string) => string;
  readonly text: (parts: readonly string[]) => string;
}

export const FACT_COLUMNS = ['id', 'few', 'many', 'amount', 'price', 'discount', 'day', 'label'] as const;

/**
 * Statements that make and fill `facts` (integers, decimals, a day and a text of some length) `dims`, one row for each
 * value of `many`, and `kinds`, one for each of `amount`. Each value is a function of the row's number.
 */
export function factsSql(dialect: FactsText, rows: number): readonly string[] {
  const { table, decimal, numbers, day, decimalOf, text } = dialect;
  const groups = Math.ceil(rows / REPEATS);
  const label = text(["'carefully regular deposits '", 'i % 1000']);
  return [
    `CREATE ${table} facts (id integer NOT NULL, few integer NOT NULL, many integer NOT NULL, amount integer NOT NULL,
      price ${decimal} NOT NULL, discount ${decimal} NOT NULL, day date NOT NULL, label varchar(44) NOT NULL)`,
    `INSERT INTO facts SELECT i, i % 7, i * 7919 % ${groups} * ${APART}, i * 31 % ${KINDS} * ${APART},
      ${decimalOf('(1000 + i % 100000) / 100.0')}, ${decimalOf('(i % 11) / 100.0')}, ${day('i % 2500')}, ${label}
      FROM ${numbers(rows)}`,
    `CREATE ${table} dims (id integer PRIMARY KEY, v integer NOT NULL)`,
    `INSERT INTO dims SELECT (i - 1) * ${APART}, i % 10 FROM ${numbers(groups)}`,
    `CREATE ${table} kinds (id integer PRIMARY KEY, v integer NOT NULL)`,
    `INSERT INTO kinds SELECT (i - 1) * ${APART}, i % 10 FROM ${numbers(KINDS)}`,
  ];
}
