import type { OnOffCase } from '../case.ts';

/** Numbers, times, NULL, and what may raise. */
export const VALUE_CASES: readonly OnOffCase[] = [
  {
    name: 'division at PostgreSQL',
    on: { sql: 'SELECT id FROM shop.v WHERE n // 2 = -3', sent: /\(v\.n \/ \$1::integer\)/ },
    off: { sql: 'SELECT id FROM shop.v WHERE n / 2 = 3.5', sent: /::double precision \/ / },
  },
  {
    name: 'division at SQLite',
    on: { sql: 'SELECT id FROM crm.v WHERE n // 2 = -3', sent: /\(v\.n \/ \?1\)/ },
    off: { sql: 'SELECT id FROM crm.v WHERE n / 2 = 3.5', kept: ['filter', 'function'] },
  },
  {
    name: 'division by a column at PostgreSQL, which raises for zero',
    on: { sql: 'SELECT id FROM shop.v WHERE n % 3 = -1', sent: /\(v\.n % \$1::integer\)/ },
    off: { sql: 'SELECT id FROM shop.v WHERE n % m IS NULL', kept: ['filter', 'may-raise'] },
  },
  {
    name: 'a division that another predicate guards',
    on: { sql: 'SELECT id FROM shop.v WHERE m > 0 AND n % 3 = 1', sent: /v\.m > \$\d::integer AND/ },
    off: {
      sql: 'SELECT id FROM shop.v WHERE m <> 0 AND n // m > 2',
      kept: ['filter', 'may-raise'],
      sent: /WHERE v\.m <> \$1::integer$/,
      naive: 'SELECT id FROM v WHERE n / m > 2',
    },
  },
  {
    name: 'division by a column at MariaDB, where zero gives NULL',
    on: { sql: 'SELECT id FROM ci.v WHERE n % 3 = -1', sent: /`n` % 3/ },
    off: {
      sql: 'SELECT id FROM ci.v WHERE n / m > 1000000000000',
      kept: ['filter', 'may-raise'],
    },
  },
  {
    name: 'sums of products at SQLite',
    on: { sql: 'SELECT sum(n) AS s FROM crm.v', sent: /sum\(v\.n\)/ },
    off: {
      sql: 'SELECT sum(n * n) AS s FROM crm.v WHERE n < 100',
      kept: ['aggregate', 'numeric'],
      sent: /WHERE v\.n < \?1$/,
      naive: null,
    },
  },
  {
    name: 'a sum beyond 64 bits at SQLite',
    on: { sql: 'SELECT sum(m) AS s FROM crm.v', sent: /sum\(v\.m\)/ },
    off: {
      sql: 'SELECT sum(n::BIGINT * 4000000000) AS s FROM crm.v WHERE id <> 6',
      kept: ['aggregate', 'numeric'],
      naive: 'SELECT sum(n * 4000000000) AS s FROM v WHERE id <> 6',
    },
  },
  {
    name: 'a sum of decimals at SQLite, which has none',
    on: { sql: 'SELECT sum(d) AS s FROM shop.v WHERE id < 5', sent: /sum\(v\.d\)/ },
    off: {
      sql: `SELECT CAST(sum(d) AS VARCHAR) AS s FROM crm.v WHERE id < 5`,
      kept: ['aggregate', 'numeric'],
      naive: null,
    },
  },
  {
    name: 'a mean of integers at MariaDB, which keeps four digits',
    on: { sql: 'SELECT sum(n) AS s, count(n) AS c FROM ci.v WHERE id < 5', sent: /sum\(`v`\.`n`\)/ },
    off: {
      sql: 'SELECT avg(n) AS a FROM ci.v WHERE id BETWEEN 9 AND 14 AND id <> 10',
      sent: /CAST\(sum\(`v`\.`n`\) AS DOUBLE\) \/ count/,
      naive: 'SELECT avg(id) AS a FROM v WHERE id IN (1, 2, 4)',
    },
  },
  {
    name: 'NULL of a type at MariaDB, where a bare one has none',
    on: { sql: 'SELECT min(x) AS a, sum(d) AS s FROM ci.v WHERE id < 5', sent: /min\(`v`\.`x`\)/ },
    off: {
      sql: 'SELECT min(NULL::DOUBLE) AS a, sum(NULL::DECIMAL(10,2)) AS s, bool_or(NULL::BOOLEAN) AS o FROM ci.v',
      sent: /CAST\(NULL AS DOUBLE\).*CAST\(NULL AS DECIMAL\(10,2\)\).*CAST\(NULL AS SIGNED\)/,
      naive: null,
    },
  },
  {
    name: 'deviation at MariaDB, which takes all rows for the population',
    on: { sql: 'SELECT count(*) AS s FROM ci.v WHERE id < 5', sent: /count\(\*\)/ },
    off: { sql: 'SELECT stddev(m) AS s FROM ci.v WHERE id < 5', sent: /stddev_samp/ },
  },
  {
    name: 'rounding half at PostgreSQL, to even',
    on: { sql: 'SELECT id FROM shop.v WHERE CAST(d AS INTEGER) = 6', sent: /v\.d::integer/ },
    off: { sql: 'SELECT id FROM shop.v WHERE round(x) = 3', kept: ['filter', 'numeric'] },
  },
  {
    name: 'a decimal as an integer at SQLite, cut off',
    on: { sql: 'SELECT id FROM shop.v WHERE CAST(d AS INTEGER) = 3', sent: /v\.d::integer/ },
    off: { sql: 'SELECT id FROM crm.v WHERE CAST(d AS INTEGER) = 6', kept: ['filter', 'may-raise'] },
  },
  {
    name: 'a text as an integer at SQLite, where it never fails',
    on: { sql: `SELECT id FROM crm.v WHERE t = '10'`, sent: /= \?1$/ },
    off: {
      sql: 'SELECT id FROM crm.v WHERE TRY_CAST(t AS INTEGER) = 0',
      kept: ['filter', 'may-raise'],
      naive: 'SELECT id FROM v WHERE CAST(t AS INTEGER) = 0',
    },
  },
  {
    name: 'the greatest of values and NULL at MariaDB',
    on: { sql: 'SELECT id FROM shop.v WHERE greatest(n, m) = 3', sent: /greatest\(v\.n, v\.m\)/ },
    off: { sql: 'SELECT id FROM ci.v WHERE greatest(n, m) = 3', kept: ['filter', 'function'] },
  },
  {
    name: 'the greatest of values and NULL at SQLite',
    on: { sql: 'SELECT id FROM crm.v WHERE coalesce(n, m) = 3', sent: /coalesce\(/i },
    off: {
      sql: 'SELECT id FROM crm.v WHERE greatest(n, m) = 3',
      kept: ['filter', 'function'],
      naive: 'SELECT id FROM v WHERE max(n, m) = 3',
    },
  },
  {
    name: 'months between days at PostgreSQL',
    on: {
      sql: 'SELECT id FROM shop.v WHERE extract(year FROM day) = 2024',
      sent: /extract\(year FROM v\.day\)/,
    },
    off: {
      sql: `SELECT id FROM shop.v WHERE date_diff('month', day, DATE '2024-03-01') = 1`,
      kept: ['filter', 'function'],
      naive: `SELECT id FROM v WHERE extract(month FROM age(DATE '2024-03-01', day)) = 1`,
    },
  },
  {
    name: 'months between days at MariaDB',
    on: { sql: 'SELECT id FROM ci.v WHERE extract(year FROM day) = 2024', sent: /year\(/ },
    off: {
      sql: `SELECT id FROM ci.v WHERE date_diff('month', day, DATE '2024-03-01') = 1`,
      kept: ['filter', 'function'],
      naive: `SELECT id FROM v WHERE timestampdiff(MONTH, day, DATE '2024-03-01') = 1`,
    },
  },
  {
    name: 'the second at PostgreSQL, which has a fraction',
    on: { sql: 'SELECT id FROM shop.v WHERE extract(minute FROM v."at") = 59', sent: /extract\(minute/ },
    off: {
      sql: 'SELECT id FROM shop.v WHERE extract(second FROM v."at") = 58',
      kept: ['filter', 'time'],
      naive: 'SELECT id FROM v WHERE extract(second FROM "at") = 58',
    },
  },
  {
    name: 'a month later at the end of a month at SQLite',
    on: {
      sql: `SELECT id FROM shop.v WHERE day + INTERVAL 1 MONTH = TIMESTAMP '2024-02-29'`,
      sent: /\+ \$1::interval/,
    },
    off: {
      sql: `SELECT id FROM crm.v WHERE CAST(day + INTERVAL 1 MONTH AS DATE) = DATE '2024-02-29'`,
      kept: ['filter', 'may-raise'],
      naive: `SELECT id FROM v WHERE date(day, '+1 month') = '2024-02-29'`,
    },
  },
  {
    name: 'a day later at MariaDB, where adding to a date adds to its digits',
    on: { sql: `SELECT id FROM shop.v WHERE day + 1 = DATE '2024-02-01'`, sent: /v\.day \+ \$1::integer/ },
    off: { sql: `SELECT id FROM ci.v WHERE day + 1 = DATE '2024-02-01'`, kept: ['filter', 'numeric'] },
  },
  {
    name: 'a value that differs from call to call',
    on: { sql: 'SELECT id FROM shop.v WHERE id < 3', sent: /v\.id < \$1::integer$/ },
    off: { sql: 'SELECT id FROM shop.v WHERE random() < 2', kept: ['filter', 'volatile'], naive: null },
  },
  {
    name: 'a value that differs from call to call over a file',
    on: { sql: `SELECT id FROM lake.v WHERE regexp_matches(t, '^x')`, sent: /regexp_matches/ },
    off: { sql: 'SELECT id FROM lake.v WHERE random() < 2', kept: ['filter', 'volatile'], naive: null },
  },
];
