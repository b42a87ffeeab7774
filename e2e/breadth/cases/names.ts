import type { BreadthCase } from '../case.ts';

export const NAMES_CASES: readonly BreadthCase[] = [
  {
    name: 'hostile column names of a server',
    sql: 'SELECT "a"";DROP TABLE t--", "__proto__", "constructor", "select" FROM shop.names',
  },
  {
    name: 'hostile column names in a filter',
    sql: `SELECT id FROM shop.names WHERE "a"";DROP TABLE t--" = 'h1' AND "select" = 's1' AND "it's" = 'i1'`,
  },
  { name: 'hostile table name of a file database', sql: 'SELECT * FROM crm."a"";DROP TABLE t--"' },
  {
    name: 'hostile table name in a join',
    sql: 'SELECT a.id, b."constructor" FROM shop.names a JOIN crm."a"";DROP TABLE t--" b ON a."constructor" = b."constructor"',
  },
  {
    name: 'reserved table name',
    sql: 'SELECT s."select", s."__proto__" FROM local."select" s WHERE s."$1" IS NOT NULL',
  },
  { name: 'table name with a blank', sql: 'SELECT * FROM lake."odd names" WHERE "__proto__" IS NOT NULL' },
  {
    name: 'table name with quotes and a dash',
    sql: 'SELECT "Order", "group" FROM shop."Weird ""table"" — ü"',
  },
  { name: 'all columns of odd names', sql: 'SELECT * FROM shop.names' },
  {
    name: 'group by odd names',
    sql: 'SELECT "constructor", "Ünï 🙂", count(*) AS "count(*)" FROM shop.names GROUP BY "constructor", "Ünï 🙂"',
  },
  {
    name: 'order by odd names',
    sql: `SELECT "back\\slash", id FROM shop.names ORDER BY "back\\slash" NULLS FIRST, id`,
    ordered: true,
  },
  {
    name: 'a column name with a line break',
    sql: `SELECT "new
line" AS x FROM shop.names WHERE "new
line" LIKE 'n%'`,
  },
  {
    name: 'a column named by a blank',
    sql: 'SELECT " " FROM crm."a"";DROP TABLE t--" WHERE " " IS NOT NULL',
  },
  { name: 'names without regard to case', sql: 'SELECT CAMELCASE, camelcase FROM Shop.NAMES' },
  { name: 'the spelling of the source in the answer', sql: 'SELECT camelcase FROM shop.names' },
  { name: 'an alias that hides a column', sql: 'SELECT id AS name, name AS id FROM shop.customers' },
  {
    name: 'an alias with quotes',
    sql: 'SELECT id AS "the ""id""", name AS "naïve 東京" FROM shop.customers',
  },
  { name: 'the same alias twice', sql: 'SELECT id AS x, name AS x FROM shop.customers' },
  {
    name: 'duplicate names of three tables',
    sql: 'SELECT a.id, b.id, c.id FROM shop.customers a JOIN crm.people b ON b.customer = a.id JOIN lake.products c ON c.id = a.id',
  },
  {
    name: 'duplicate names in a subquery',
    sql: 'SELECT x.id FROM (SELECT c.id, p.name FROM shop.customers c JOIN crm.people p ON p.customer = c.id) x',
  },
  { name: 'unnamed expressions', sql: 'SELECT id + 1, upper(name), count(*) OVER () FROM shop.customers' },
  { name: 'a whole row as a value', sql: 'SELECT c FROM (SELECT id, name FROM shop.customers) c' },
  {
    name: 'a qualified star of one of two',
    sql: 'SELECT p.* FROM shop.customers c JOIN crm.people p ON p.customer = c.id',
  },
  {
    name: 'names with the schema written out',
    sql: 'SELECT main.c FROM (SELECT id AS c FROM shop.customers) main',
  },
  { name: 'a table alias like a source', sql: 'SELECT crm.id FROM shop.customers crm' },
  {
    name: 'a table without an alias by its own name',
    sql: 'SELECT customers.id, people.id FROM shop.customers JOIN crm.people ON people.customer = customers.id',
  },
  {
    name: 'the same table name in two sources',
    sql: 'SELECT s.id, c.id FROM shop.texts s JOIN crm.texts c ON s.id = c.id',
  },
  {
    name: 'the same table name in two sources by its source',
    sql: 'SELECT shop.texts.id, crm.texts.v FROM shop.texts JOIN crm.texts ON shop.texts.id = crm.texts.id',
  },
  {
    name: 'empty tables of every source',
    sql: 'SELECT * FROM shop.void_p UNION ALL SELECT id, a, n FROM lake.void_f UNION ALL SELECT * FROM local.void_d',
  },
  {
    name: 'counts of empty tables',
    sql: 'SELECT (SELECT count(*) FROM shop.void_p) AS p, (SELECT count(*) FROM crm.void_s) AS s, (SELECT count(*) FROM lake.void_f) AS f, (SELECT count(*) FROM local.void_d) AS d',
  },
  {
    name: 'an empty table on the left of everything',
    sql: 'SELECT v.id, c.name, p.score FROM shop.void_p v LEFT JOIN shop.customers c ON c.id = v.id LEFT JOIN crm.people p ON p.id = v.id',
  },
  {
    name: 'comments in the text',
    sql: `SELECT /* not -- this */ id -- nor this
FROM shop.customers -- the end`,
  },
  { name: 'a trailing semicolon', sql: 'SELECT count(*) FROM shop.customers;' },
  { name: 'a table of NULLs alone', sql: 'SELECT * FROM shop.blank' },
  { name: 'only constants of a table', sql: 'SELECT 1 AS one FROM shop.customers' },
  { name: 'rows counted without columns', sql: 'SELECT count(*) FROM crm.tickets' },
];
