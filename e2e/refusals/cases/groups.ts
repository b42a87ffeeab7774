import type { OnOffCase } from '../case.ts';

/** Groups, extremes, order, joins and set operations of text; aggregates. */
export const GROUP_CASES: readonly OnOffCase[] = [
  {
    name: 'groups of text at MariaDB',
    on: { sql: 'SELECT t, count(*) AS n FROM bin.v GROUP BY t', sent: /GROUP BY `v`\.`t`$/ },
    off: { sql: 'SELECT t, count(*) AS n FROM ci.v GROUP BY t', sent: /GROUP BY CAST\(`v`\.`t` AS BINARY\)/ },
  },
  {
    name: 'groups of text at PostgreSQL under a collation that is not deterministic',
    on: { sql: 'SELECT t, count(*) AS n FROM shop.v GROUP BY t', sent: /GROUP BY v\.t$/ },
    off: { sql: 'SELECT w, count(*) AS n FROM shop.v GROUP BY w', sent: /GROUP BY v\.w COLLATE "C"/ },
  },
  {
    name: 'groups of text at SQLite under NOCASE',
    on: { sql: 'SELECT m, count(*) AS n FROM crm.v GROUP BY m', sent: /GROUP BY v\.m$/ },
    off: { sql: 'SELECT w, count(*) AS n FROM crm.v GROUP BY w', sent: /COLLATE BINARY/ },
  },
  {
    name: 'different texts at MariaDB',
    on: { sql: 'SELECT DISTINCT t FROM bin.v', sent: /DISTINCT `v`\.`t`/ },
    off: { sql: 'SELECT DISTINCT t FROM ci.v', sent: /DISTINCT CAST\(`v`\.`t` AS BINARY\)/ },
  },
  {
    name: 'number of different texts at MariaDB',
    on: { sql: 'SELECT count(DISTINCT t) AS n FROM bin.v', sent: /count\(DISTINCT `v`\.`t`\)/ },
    off: { sql: 'SELECT count(DISTINCT t) AS n FROM ci.v', sent: /count\(DISTINCT CAST/ },
  },
  {
    name: 'number of different texts at PostgreSQL',
    on: { sql: 'SELECT count(DISTINCT t) AS n FROM shop.v', sent: /count\(DISTINCT v\.t\)/ },
    off: { sql: 'SELECT count(DISTINCT w) AS n FROM shop.v', sent: /COLLATE "C"/ },
  },
  {
    name: 'greatest text at MariaDB',
    on: { sql: 'SELECT max(t) AS a, min(t) AS b FROM bin.v', sent: /max\(`v`\.`t`\)/ },
    off: { sql: 'SELECT max(t) AS a, min(t) AS b FROM ci.v', sent: /max\(CAST\(`v`\.`t` AS BINARY\)\)/ },
  },
  {
    name: 'greatest text at PostgreSQL under a locale',
    on: { sql: 'SELECT max(t) AS a, min(t) AS b FROM shop.v', sent: /max\(v\.t\)/ },
    off: { sql: 'SELECT max(w) AS a, min(w) AS b FROM shop.v', sent: /COLLATE "C"/ },
  },
  {
    name: 'least text at SQLite under NOCASE',
    on: { sql: 'SELECT max(n) AS a FROM crm.v', sent: /max\(v\.n\)/ },
    off: { sql: 'SELECT min(w) AS a FROM crm.v WHERE id < 6', kept: ['aggregate', 'collation'] },
  },
  {
    name: 'order of text with a limit at MariaDB',
    on: { sql: 'SELECT id FROM bin.v ORDER BY t, id LIMIT 6', sent: /`v`\.`t` IS NULL, `v`\.`t`,.*LIMIT 6$/ },
    off: { sql: 'SELECT id FROM ci.v ORDER BY t, id LIMIT 6', sent: /CAST\(`v`\.`t` AS BINARY\),.*LIMIT 6$/ },
  },
  {
    name: 'order of text with a limit at PostgreSQL',
    on: { sql: 'SELECT id FROM shop.v ORDER BY t, id LIMIT 6', sent: /ORDER BY v\.t NULLS LAST/ },
    off: { sql: 'SELECT id FROM shop.v ORDER BY w, id LIMIT 6', sent: /COLLATE "C"/ },
  },
  {
    name: 'order of text with a limit at SQLite',
    on: { sql: 'SELECT id FROM crm.v ORDER BY id LIMIT 6', sent: /LIMIT/ },
    off: { sql: 'SELECT id FROM crm.v ORDER BY w, id LIMIT 6', kept: ['top-n', 'collation'] },
  },
  {
    name: 'a join on text at MariaDB',
    on: {
      sql: 'SELECT a.id, b.id AS i FROM bin.v a JOIN bin.v2 b ON a.t = b.t',
      sent: /ON `v`\.`t` = `v_2`\.`t`$/,
    },
    off: { sql: 'SELECT a.id, b.id AS i FROM ci.v a JOIN ci.v2 b ON a.t = b.t', sent: /AS BINARY\) = CAST/ },
  },
  {
    name: 'a join on text at PostgreSQL',
    on: {
      sql: 'SELECT a.id, b.id AS i FROM shop.v a JOIN shop.v2 b ON a.t = b.t',
      sent: /ON v\.t = v_2\.t$/,
    },
    off: { sql: 'SELECT a.id, b.id AS i FROM shop.v a JOIN shop.v2 b ON a.w = b.w', sent: /COLLATE "C"/ },
  },
  {
    name: 'a join on text at SQLite',
    on: { sql: 'SELECT a.id, b.id AS i FROM crm.v a JOIN crm.v2 b ON a.id = b.m', sent: /ON v\.id = v_2\.m/ },
    off: { sql: 'SELECT a.id, b.id AS i FROM crm.v a JOIN crm.v2 b ON a.w = b.w', sent: /COLLATE BINARY/ },
  },
  {
    name: 'texts of both tables once at MariaDB',
    on: { sql: 'SELECT n FROM ci.v UNION SELECT id FROM ci.v2', sent: /UNION ALL/ },
    off: { sql: 'SELECT t FROM ci.v UNION SELECT t FROM ci.v2', sent: /AS BINARY/ },
  },
  {
    name: 'rows of both tables as often as in both',
    on: { sql: 'SELECT m FROM shop.v INTERSECT SELECT m FROM shop.v2', sent: /INTERSECT/ },
    off: {
      sql: 'SELECT m FROM shop.v INTERSECT ALL SELECT m FROM shop.v2',
      kept: ['set-operation', 'capability'],
      naive: 'SELECT m FROM v INTERSECT SELECT m FROM v2',
    },
  },
  {
    name: 'a count over a partition of text at MariaDB',
    on: { sql: 'SELECT id, row_number() OVER (ORDER BY id) AS r FROM ci.v', sent: /row_number\(\) OVER/ },
    off: {
      sql: 'SELECT id, count(*) OVER (PARTITION BY t) AS r FROM ci.v',
      kept: ['window', 'function'],
    },
  },
  {
    name: 'a number within a partition of text at MariaDB',
    on: {
      sql: 'SELECT id, row_number() OVER (PARTITION BY t ORDER BY id) AS r FROM bin.v',
      sent: /PARTITION BY `v`\.`t`/,
    },
    off: {
      sql: 'SELECT id, row_number() OVER (PARTITION BY t ORDER BY id) AS r FROM ci.v',
      sent: /PARTITION BY CAST\(`v`\.`t` AS BINARY\)/,
    },
  },
  {
    name: 'grouping sets at MariaDB',
    on: { sql: 'SELECT m, count(*) AS n FROM shop.v GROUP BY ROLLUP (m)', sent: /GROUPING SETS/ },
    off: {
      sql: 'SELECT m, count(*) AS n FROM ci.v GROUP BY ROLLUP (m)',
      kept: ['aggregate', 'capability'],
      naive: null,
    },
  },
  {
    name: 'the first row of each at SQLite',
    on: { sql: 'SELECT DISTINCT ON (m) m, id FROM shop.v ORDER BY m, id', sent: /DISTINCT ON/ },
    off: {
      sql: 'SELECT DISTINCT ON (m) m, id FROM crm.v ORDER BY m, id DESC',
      kept: ['distinct', 'dialect'],
      naive: 'SELECT m, id FROM v GROUP BY m ORDER BY m, id DESC',
    },
  },
];
