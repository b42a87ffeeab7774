/** What is run at a source; the differences between their times are its costs. */
export const STATEMENTS = {
  count: 'SELECT count(id) FROM facts',
  compare: 'SELECT count(id) FROM facts WHERE few <> -1 AND many <> -1 AND amount <> -1 AND id <> -1',
  sums: 'SELECT sum(id), sum(few), sum(many), sum(amount) FROM facts',
  price: 'SELECT sum(price) FROM facts',
  computed: 'SELECT sum(price * (1 - discount)) FROM facts',
  groupFew: 'SELECT count(c) FROM (SELECT few, count(id) AS c FROM facts GROUP BY few) AS g',
  groupMany: 'SELECT count(c) FROM (SELECT many, count(id) AS c FROM facts GROUP BY many) AS g',
  join: 'SELECT count(k.v) FROM facts AS f JOIN kinds AS k ON f.amount = k.id',
  joinMany: 'SELECT count(d.v) FROM facts AS f JOIN dims AS d ON f.many = d.id',
  sort: 'SELECT label, price, id FROM facts ORDER BY label, id LIMIT 1 OFFSET',
} as const;

export type StatementName = keyof typeof STATEMENTS;

export const STATEMENT_NAMES = Object.keys(STATEMENTS) as readonly StatementName[];

/**
 * How a place is made to sort all rows and give one: by skipping the others, or by numbering them where a LIMIT has
 * another way of sorting (SQLite keeps its rows in a b-tree, DuckDB in a heap).
 */
export type SortBy = 'offset' | 'number';

const NUMBERED = 'SELECT max(n) FROM (SELECT row_number() OVER (ORDER BY label, id) AS n FROM facts) AS s';

/** The text for a table of so many rows. */
export function statementOf(name: StatementName, rows: number, sortBy: SortBy): string {
  if (name !== 'sort') return STATEMENTS[name];
  return sortBy === 'number' ? NUMBERED : `${STATEMENTS.sort} ${rows - 1}`;
}
