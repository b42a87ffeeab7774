import type { OnOffCase } from '../case.ts';

/** Comparing text: `bin` keeps bytes apart, `ci` ignores case and trailing spaces; `w` has a collation of its own. */
export const TEXT_CASES: readonly OnOffCase[] = [
  {
    name: 'equality at MariaDB',
    on: { sql: `SELECT id FROM bin.v WHERE t = 'a'`, sent: /WHERE `v`\.`t` = 'a'$/ },
    off: {
      sql: `SELECT id FROM ci.v WHERE t = 'a'`,
      sent: /CAST\(`v`\.`t` AS BINARY\) = CAST\('a' AS BINARY\)/,
    },
  },
  {
    name: 'equality at MariaDB under a binary collation that pads',
    on: { sql: `SELECT id FROM bin.v WHERE t = 'a '`, sent: /WHERE `v`\.`t` = 'a '$/ },
    off: { sql: `SELECT id FROM ci.v WHERE w = 'a'`, sent: /AS BINARY\)/ },
  },
  {
    name: 'equality at PostgreSQL under a collation that is not deterministic',
    on: { sql: `SELECT id FROM shop.v WHERE t = 'a'`, sent: /WHERE v\.t = \$1::text$/ },
    off: { sql: `SELECT id FROM shop.v WHERE w = 'a'`, sent: /COLLATE "C"/ },
  },
  {
    name: 'equality at SQLite under NOCASE',
    on: { sql: `SELECT id FROM crm.v WHERE id = 1`, sent: /WHERE v\.id = \?1$/ },
    off: { sql: `SELECT id FROM crm.v WHERE w = 'a'`, sent: /COLLATE BINARY/ },
  },
  {
    name: 'a list with trailing spaces at MariaDB',
    on: { sql: `SELECT id FROM bin.v WHERE t IN ('a ', 'b ')`, sent: /IN \('a ', 'b '\)$/ },
    off: { sql: `SELECT id FROM ci.v WHERE t IN ('a ', 'b ')`, sent: /AS BINARY\) IN \(CAST/ },
  },
  {
    name: 'a list with trailing spaces at SQLite under RTRIM',
    on: { sql: `SELECT id FROM crm.v WHERE id IN (1, 2)`, sent: /IN \(\?1, \?2\)$/ },
    off: { sql: `SELECT id FROM crm.v WHERE c IN ('a ', 'b ')`, sent: /COLLATE BINARY\) IN/ },
  },
  {
    name: 'a range at MariaDB',
    on: { sql: `SELECT id FROM bin.v WHERE t > 'a' AND t < 'c'`, sent: /`v`\.`t` > 'a' AND `v`\.`t` < 'c'$/ },
    off: { sql: `SELECT id FROM ci.v WHERE t > 'a' AND t < 'c'`, sent: /CAST\(`v`\.`t` AS BINARY\) > CAST/ },
  },
  {
    name: 'a range at PostgreSQL under a locale',
    on: {
      sql: `SELECT id FROM shop.v WHERE t > 'a' AND t < 'c'`,
      sent: /v\.t > \$1::text AND v\.t < \$2::text$/,
    },
    off: { sql: `SELECT id FROM shop.v WHERE w > 'a' AND w < 'c'`, sent: /COLLATE "C"/ },
  },
  {
    name: 'a range at SQLite under NOCASE',
    on: { sql: `SELECT id FROM crm.v WHERE id > 2`, sent: /v\.id > \?1$/ },
    off: { sql: `SELECT id FROM crm.v WHERE w > 'a' AND w < 'c'`, kept: ['filter', 'collation'] },
  },
  {
    name: 'CHAR(n) at PostgreSQL compared with trailing spaces',
    on: { sql: `SELECT id FROM shop.v WHERE c = 'a'`, sent: /v\.c = \$1::text::bpchar$/ },
    off: { sql: `SELECT id FROM shop.v WHERE c = 'a '`, sent: /^(?!.*bpchar)/ },
  },
  {
    name: 'CHAR(n) at MariaDB compared with trailing spaces',
    on: { sql: `SELECT id FROM bin.v WHERE c = 'a'`, sent: /`v`\.`c` = 'a'$/ },
    off: { sql: `SELECT id FROM ci.v WHERE c = 'a '`, sent: /AS BINARY/ },
  },
  {
    name: 'a prefix at MariaDB',
    on: { sql: `SELECT id FROM ci.v WHERE id < 3`, sent: /`v`\.`id` < 3$/ },
    off: { sql: `SELECT id FROM ci.v WHERE t LIKE 'a%'`, sent: /COLLATE utf8mb4_bin LIKE 'a%'/ },
  },
  {
    name: 'a prefix at SQLite, whose LIKE ignores case',
    on: { sql: `SELECT id FROM crm.v WHERE t = 'a'`, sent: /COLLATE BINARY\) = \?1$/ },
    off: { sql: `SELECT id FROM crm.v WHERE t LIKE 'a%'`, sent: /^(?!.*LIKE)/ },
  },
  {
    name: 'a backslash in a pattern at PostgreSQL',
    on: {
      sql: `SELECT id FROM shop.v WHERE t LIKE 'x\\_y' ESCAPE '\\'`,
      sent: /LIKE \$1::text ESCAPE \$2::text$/,
    },
    off: { sql: `SELECT id FROM shop.v WHERE t LIKE 'a\\b'`, sent: /ESCAPE ''$/ },
  },
  {
    name: 'a backslash in a pattern at MariaDB',
    on: { sql: `SELECT id FROM bin.v WHERE t LIKE 'x\\_y' ESCAPE '\\'`, sent: /ESCAPE _utf8mb4 X'5C'$/ },
    off: { sql: `SELECT id FROM bin.v WHERE t LIKE 'a\\b'`, sent: /X'615C62' ESCAPE '\|'/ },
  },
  {
    name: 'an escape at SQLite',
    on: { sql: `SELECT id FROM crm.v WHERE t LIKE 'a\\b'`, sent: /COLLATE BINARY\) = \?1$/ },
    off: {
      sql: `SELECT id FROM crm.v WHERE t LIKE 'X\\_y' ESCAPE '\\'`,
      kept: ['filter', 'function'],
    },
  },
  {
    name: 'ILIKE at SQLite, which folds ASCII alone',
    on: { sql: `SELECT id FROM crm.v WHERE t LIKE 'É'`, sent: /= \?1$/ },
    off: {
      sql: `SELECT id FROM crm.v WHERE t ILIKE 'É'`,
      kept: ['filter', 'function'],
      naive: `SELECT id FROM v WHERE t LIKE 'É'`,
    },
  },
  {
    name: 'upper case at SQLite',
    on: { sql: `SELECT id FROM crm.v WHERE trim(t) = 'a'`, sent: /trim\(/ },
    off: { sql: `SELECT id FROM crm.v WHERE upper(t) = 'É'`, kept: ['filter', 'function'] },
  },
  {
    name: 'a regular expression at PostgreSQL',
    on: { sql: `SELECT id FROM shop.v WHERE t LIKE 'a%'`, sent: /LIKE \$1::text/ },
    off: { sql: `SELECT id FROM shop.v WHERE t ~ 'a'`, kept: ['filter', 'function'] },
  },
  {
    name: 'a regular expression at MariaDB',
    on: { sql: `SELECT id FROM bin.v WHERE t LIKE 'a%'`, sent: /LIKE 'a%'/ },
    off: {
      sql: `SELECT id FROM bin.v WHERE t ~ 'a'`,
      kept: ['filter', 'function'],
      naive: `SELECT id FROM v WHERE t REGEXP 'a'`,
    },
  },
  {
    name: 'a part of a text from its end at PostgreSQL',
    on: { sql: `SELECT id FROM shop.v WHERE substring(t, 1, 1) = 'a'`, sent: /substring\(v\.t, 1, 1\) = / },
    off: { sql: `SELECT id FROM shop.v WHERE substring(t, -1, 1) = 'b'`, kept: ['filter', 'function'] },
  },
  {
    name: 'a part of a text from before its start at MariaDB',
    on: { sql: `SELECT id FROM bin.v WHERE substring(t, 1, 1) = 'a'`, sent: /substring\(.*, 1, 1\)/ },
    off: { sql: `SELECT id FROM bin.v WHERE substring(t, 0, 2) = 'a'`, kept: ['filter', 'function'] },
  },
  {
    name: 'length at MariaDB, which counts bytes',
    on: { sql: `SELECT id FROM bin.v WHERE id = 1`, sent: /`v`\.`id` = 1$/ },
    off: { sql: `SELECT id FROM bin.v WHERE length(t) = 1`, sent: /char_length/ },
  },
  {
    name: 'concat of NULL at MariaDB',
    on: { sql: `SELECT id FROM bin.v WHERE t || 'x' = 'ax'`, sent: /concat\(/ },
    off: { sql: `SELECT id FROM bin.v WHERE concat(t, 'x') = 'x'`, sent: /coalesce\(/ },
  },
  {
    name: 'a truth as text at MariaDB',
    on: { sql: `SELECT id FROM ci.v WHERE f`, sent: /`v`\.`f`/ },
    off: {
      sql: `SELECT id FROM ci.v WHERE CAST(f AS VARCHAR) = 'true'`,
      kept: ['filter', 'may-raise'],
      naive: `SELECT id FROM v WHERE CAST(f + 0 AS CHAR) = 'true'`,
    },
  },
  {
    name: 'a truth as text at SQLite',
    on: { sql: `SELECT id FROM crm.v WHERE f`, sent: /WHERE v\.f$/ },
    off: { sql: `SELECT id FROM crm.v WHERE CAST(f AS VARCHAR) = 'true'`, kept: ['filter', 'may-raise'] },
  },
];
