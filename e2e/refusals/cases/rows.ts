import type { OnOffCase } from '../case.ts';

/** Which rows: order of NULL, limits, alternatives, outer joins. */
export const ROW_CASES: readonly OnOffCase[] = [
  {
    name: 'NULL first with a limit at PostgreSQL',
    on: { sql: 'SELECT id FROM shop.v ORDER BY id LIMIT 2', sent: /LIMIT 2$/ },
    off: {
      sql: 'SELECT id FROM shop.v ORDER BY n NULLS FIRST, id LIMIT 2',
      sent: /ORDER BY v\.n NULLS FIRST/,
      naive: 'SELECT id FROM v ORDER BY n, id LIMIT 2',
    },
  },
  {
    name: 'NULL last from the greatest with a limit at PostgreSQL',
    on: { sql: 'SELECT id FROM shop.v ORDER BY id DESC LIMIT 2', sent: /DESC.* LIMIT 2$/ },
    off: { sql: 'SELECT id FROM shop.v ORDER BY n DESC, id LIMIT 2', sent: /ORDER BY v\.n DESC NULLS LAST/ },
  },
  {
    name: 'NULL last with a limit at MariaDB',
    on: { sql: 'SELECT id FROM ci.v ORDER BY n NULLS FIRST, id LIMIT 2', sent: /ORDER BY `v`\.`n`, / },
    off: { sql: 'SELECT id FROM ci.v ORDER BY n, id LIMIT 2', sent: /ORDER BY `v`\.`n` IS NULL, `v`\.`n`/ },
  },
  {
    name: 'NULL last with a limit at SQLite',
    on: { sql: 'SELECT id FROM crm.v ORDER BY n NULLS FIRST, id LIMIT 2', sent: /NULLS FIRST/ },
    off: { sql: 'SELECT id FROM crm.v ORDER BY n, id LIMIT 2', sent: /v\.n NULLS LAST/ },
  },
  ...(['shop', 'ci', 'crm'] as const).flatMap((source): OnOffCase[] => [
    {
      name: `an alternative of which one side stays, at ${source}`,
      on: { sql: `SELECT id FROM ${source}.v WHERE id = 1 OR n = 3`, sent: / OR / },
      off: {
        sql: `SELECT id FROM ${source}.v WHERE id = 1 OR regexp_matches(t, '^x')`,
        kept: ['filter', 'function'],
        sent: /^(?!.* WHERE )/,
        naive: 'SELECT id FROM v WHERE id = 1',
      },
    },
    {
      name: `a limit below a filter, at ${source}`,
      on: {
        sql: `SELECT id FROM (SELECT * FROM ${source}.v WHERE n < 0 ORDER BY id LIMIT 3) q`,
        sent: /WHERE .* ORDER BY .* LIMIT/,
      },
      off: {
        sql: `SELECT id FROM (SELECT * FROM ${source}.v ORDER BY id LIMIT 3) q WHERE n < 0`,
        sent: /LIMIT (?:3|\?\d).* WHERE /,
        naive: 'SELECT id FROM v WHERE n < 0 ORDER BY id LIMIT 3',
      },
    },
    {
      name: `a limit above a filter that stays, at ${source}`,
      on: { sql: `SELECT id FROM ${source}.v WHERE n > 0 ORDER BY id LIMIT 2`, sent: /LIMIT/ },
      off: {
        sql: `SELECT id FROM ${source}.v WHERE regexp_matches(t, '^x') ORDER BY id LIMIT 2`,
        kept: ['filter', 'function'],
        sent: /^(?!.*LIMIT)/,
        naive: 'SELECT id FROM v ORDER BY id LIMIT 2',
      },
    },
    {
      name: `a test of the side that an outer join may leave NULL, at ${source}`,
      on: {
        sql: `SELECT a.id, b.id AS i FROM ${source}.v a LEFT JOIN ${source}.v2 b ON a.n = b.id AND b.m = 4`,
        sent: /LEFT JOIN/,
      },
      off: {
        sql: `SELECT a.id, b.id AS i FROM ${source}.v a LEFT JOIN ${source}.v2 b ON a.n = b.id WHERE b.m IS NULL`,
        sent: /LEFT JOIN .* WHERE /,
        naive: 'SELECT a.id, b.id AS i FROM v a LEFT JOIN (SELECT * FROM v2 WHERE m IS NULL) b ON a.n = b.id',
      },
    },
  ]),
  {
    name: 'a test of the side that an outer join across sources may leave NULL',
    on: {
      sql: 'SELECT a.id, b.id AS i FROM shop.v a LEFT JOIN crm.v b ON a.n = b.id AND b.m = 4',
      sent: /WHERE v\.m = \?1/,
    },
    off: {
      sql: 'SELECT a.id, b.id AS i FROM shop.v a LEFT JOIN crm.v b ON a.n = b.id WHERE b.m IS NULL',
      kept: ['join', 'cross-source'],
      sent: /^(?!.*IS NULL)/,
      naive: null,
    },
  },
  {
    name: 'a full join at MariaDB',
    on: { sql: 'SELECT a.id, b.id AS i FROM shop.v a FULL JOIN shop.v2 b ON a.n = b.id', sent: /FULL JOIN/ },
    off: {
      sql: 'SELECT a.id, b.id AS i FROM ci.v a FULL JOIN ci.v2 b ON a.n = b.id',
      kept: ['join', 'capability'],
      naive: 'SELECT a.id, b.id AS i FROM v a LEFT JOIN v2 b ON a.n = b.id',
    },
  },
];
