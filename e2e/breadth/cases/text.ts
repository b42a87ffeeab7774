import type { BreadthCase } from '../case.ts';

export const TEXT_CASES: readonly BreadthCase[] = [
  { name: 'all awkward text of a server', sql: 'SELECT * FROM shop.texts' },
  { name: 'all awkward text of a file database', sql: 'SELECT * FROM crm.texts' },
  {
    name: 'equality with awkward text',
    sql: `SELECT id FROM shop.texts WHERE t = 'it''s' OR t = 'back\\slash' OR t = 'plain ' OR t = '$1 ; DROP TABLE t; --' OR t = ''`,
  },
  {
    name: 'equality with awkward text of a file database',
    sql: `SELECT id FROM crm.texts WHERE t = 'it''s' OR t = 'back\\slash' OR t = 'plain ' OR t = '$1 ; DROP TABLE t; --' OR t = ''`,
  },
  {
    name: 'equality with a line break',
    sql: `SELECT id FROM shop.texts WHERE t = E'line\\nbreak' OR t = E'tab\\there'`,
  },
  {
    name: 'equality keeps case and accents',
    sql: `SELECT id FROM shop.texts WHERE t IN ('PLAIN', 'é', 'ss', 'äöü')`,
  },
  { name: 'equality with emoji', sql: `SELECT id FROM shop.texts WHERE t = '👩‍👩‍👧 family'` },
  { name: 'ranges of text', sql: `SELECT id FROM shop.texts WHERE t > 'Z' AND t < 'p'` },
  { name: 'ranges of text of a file database', sql: `SELECT id FROM crm.texts WHERE t >= 'a' AND t <= 'z'` },
  { name: 'ranges of numbers as text', sql: `SELECT id FROM shop.texts WHERE t BETWEEN '1' AND '9'` },
  { name: 'like', sql: `SELECT id FROM shop.texts WHERE t LIKE 'p%n'` },
  { name: 'like of a file database keeps case', sql: `SELECT id FROM crm.texts WHERE t LIKE 'pl%'` },
  { name: 'like with one character', sql: `SELECT id FROM shop.texts WHERE t LIKE '_' OR t LIKE '__'` },
  {
    name: 'like with an escape',
    sql: `SELECT id FROM shop.texts WHERE t LIKE '%!%' ESCAPE '!' OR t LIKE '%$_%' ESCAPE '$'`,
  },
  { name: 'like with a backslash is plain', sql: `SELECT id FROM shop.texts WHERE t LIKE 'back\\slash'` },
  { name: 'like with a backslash in a file database', sql: `SELECT id FROM crm.texts WHERE t LIKE '%\\%'` },
  { name: 'not like and NULL', sql: `SELECT id, t NOT LIKE '%a%' AS n FROM shop.texts` },
  {
    name: 'like with a pattern from a column',
    sql: 'SELECT a.id, b.id FROM shop.texts a JOIN crm.texts b ON a.t LIKE b.t',
  },
  { name: 'ilike', sql: `SELECT id FROM shop.texts WHERE t ILIKE 'PLAIN%' OR t ILIKE 'äöü'` },
  { name: 'ilike of a file database', sql: `SELECT id FROM crm.texts WHERE t ILIKE '%ÄÖ%'` },
  { name: 'glob', sql: `SELECT id FROM shop.texts WHERE t GLOB '[pP]*n'` },
  { name: 'similar to', sql: `SELECT id FROM shop.texts WHERE t SIMILAR TO '(p|z)[a-z]+'` },
  { name: 'regular expression matches the whole', sql: `SELECT id FROM shop.texts WHERE t ~ '[0-9]'` },
  {
    name: 'regular expression matches a part',
    sql: `SELECT id FROM shop.texts WHERE regexp_matches(t, '[0-9]+|ä')`,
  },
  {
    name: 'regular expression without case',
    sql: `SELECT id FROM shop.texts WHERE regexp_full_match(t, 'plain', 'i')`,
  },
  {
    name: 'regular expression replaces',
    sql: `SELECT id, regexp_replace(t, '[aeiou]', '*') AS first, regexp_replace(t, '[aeiou]', '*', 'g') AS each FROM shop.texts`,
  },
  {
    name: 'regular expression extracts',
    sql: `SELECT id, regexp_extract(t, '([a-z]+)(.)', 1) AS a, regexp_extract_all(t, '[a-z]') AS b FROM crm.texts`,
  },
  {
    name: 'regular expression splits',
    sql: `SELECT id, regexp_split_to_array(t, '[ _%]') AS parts FROM shop.texts`,
  },
  {
    name: 'starts, ends and contains',
    sql: `SELECT id FROM shop.texts WHERE starts_with(t, 'p') OR ends_with(t, 'k') OR contains(t, '\\') OR suffix(t, '%')`,
  },
  {
    name: 'prefix with a percent sign',
    sql: `SELECT id FROM crm.texts WHERE starts_with(t, 'percent%') OR contains(t, '_')`,
  },
  { name: 'upper and lower beyond ASCII', sql: 'SELECT id, upper(t) AS u, lower(t) AS l FROM shop.texts' },
  {
    name: 'upper and lower of a file database',
    sql: 'SELECT id, upper(t) AS u, lower(t) AS l FROM crm.texts',
  },
  { name: 'filter on lower text', sql: `SELECT id FROM crm.texts WHERE lower(t) = 'äöü' OR upper(t) = 'ZZ'` },
  {
    name: 'lengths in characters, graphemes and bytes',
    sql: 'SELECT id, length(t) AS c, length_grapheme(t) AS g, strlen(t) AS b, bit_length(t) AS bits FROM shop.texts',
  },
  { name: 'filter on length', sql: 'SELECT id FROM crm.texts WHERE length(t) = 5 OR strlen(t) > 12' },
  {
    name: 'substrings',
    sql: 'SELECT id, substring(t, 2, 3) AS a, substring(t FROM 3) AS b, left(t, 2) AS c, right(t, 2) AS d FROM shop.texts',
  },
  {
    name: 'substrings with odd positions',
    sql: 'SELECT id, substring(t, 0, 3) AS a, substring(t, -3) AS b, substring(t, -3, 2) AS c, left(t, -1) AS d, right(t, -1) AS e FROM shop.texts',
  },
  {
    name: 'substrings of a file database',
    sql: 'SELECT id, substring(t, 2, 3) AS a, t[1] AS b, t[2:4] AS c, t[-2:] AS d FROM crm.texts',
  },
  {
    name: 'concatenation with NULL',
    sql: `SELECT id, t || v AS a, concat(t, NULL, v) AS b, concat_ws('-', t, NULL, v) AS c FROM shop.texts`,
  },
  {
    name: 'concatenation over two sources',
    sql: `SELECT c.name || '/' || p.country AS x FROM shop.customers c JOIN crm.people p ON p.customer = c.id`,
  },
  {
    name: 'concatenation of other types',
    sql: `SELECT id || ':' || credit || ':' || active || ':' || born AS x FROM shop.customers`,
  },
  {
    name: 'trim',
    sql: `SELECT id, '[' || trim(t) || ']' AS a, '[' || ltrim(t) || ']' AS b, '[' || rtrim(t) || ']' AS c, trim(t, 'pn') AS d FROM shop.texts`,
  },
  { name: 'padding', sql: `SELECT id, lpad(t, 7, '*') AS a, rpad(t, 3, '*') AS b FROM shop.texts` },
  {
    name: 'replace and translate',
    sql: `SELECT id, replace(t, 'a', '') AS a, replace(t, '', 'x') AS b, translate(t, 'abc', 'x') AS c FROM shop.texts`,
  },
  {
    name: 'reverse, repeat and position',
    sql: `SELECT id, reverse(t) AS a, repeat(v, 2) AS b, position('a' IN t) AS c, instr(t, 'é') AS d, strpos(t, '') AS e FROM shop.texts`,
  },
  {
    name: 'split',
    sql: `SELECT id, string_split(t, ' ') AS a, split_part(t, ' ', 1) AS b, split_part(t, '_', -1) AS c FROM shop.texts`,
  },
  {
    name: 'code points',
    sql: 'SELECT id, ascii(t) AS a, unicode(t) AS u, chr(8364) AS e, ord(t) AS o FROM shop.texts',
  },
  { name: 'digests', sql: 'SELECT id, md5(t) AS m, sha256(t) AS s FROM shop.texts' },
  {
    name: 'base64 and hex',
    sql: 'SELECT id, base64(b) AS a, hex(b) AS h, octet_length(b) AS n FROM shop.misc',
  },
  {
    name: 'accents and normal forms',
    sql: 'SELECT id, strip_accents(t) AS s, nfc_normalize(t) AS n FROM shop.texts',
  },
  {
    name: 'combining characters are not composed ones',
    sql: 'SELECT a.id, b.id FROM shop.texts a JOIN shop.texts b ON a.t = b.t AND a.id <> b.id',
  },
  {
    name: 'distance of texts',
    sql: 'SELECT c.id, p.id, levenshtein(c.name, p.name) AS d FROM shop.customers c JOIN crm.people p ON p.customer = c.id',
  },
  {
    name: 'text of numbers',
    sql: 'SELECT id, id::VARCHAR AS a, credit::VARCHAR AS b, score::VARCHAR AS c, active::VARCHAR AS d FROM shop.customers',
  },
  {
    name: 'text to numbers where possible',
    sql: 'SELECT id, TRY_CAST(t AS INTEGER) AS i, TRY_CAST(t AS DOUBLE) AS d, TRY_CAST(t AS BOOLEAN) AS b FROM shop.texts',
  },
  {
    name: 'formatting',
    sql: `SELECT id, format('{}-{}', name, id) AS a, printf('%05d', id) AS b FROM shop.customers`,
  },
  { name: 'distinct text', sql: 'SELECT DISTINCT lower(v) AS v FROM shop.texts' },
  {
    name: 'case of text',
    sql: `SELECT id, CASE t WHEN 'plain' THEN 'p' WHEN 'it''s' THEN 'q' WHEN NULL THEN 'n' ELSE 'other' END AS c FROM shop.texts`,
  },
  {
    name: 'in a list of text with NULL',
    sql: `SELECT id, t IN ('plain', NULL) AS a, t NOT IN ('plain', '') AS b FROM crm.texts`,
  },
  { name: 'fixed width characters', sql: 'SELECT * FROM shop.chars' },
  {
    name: 'padded characters are compared without their padding',
    sql: `SELECT id FROM shop.chars WHERE c5 = 'ab' OR c5 = 'é' OR c5 = ''`,
  },
  {
    name: 'padded characters are not equal to padded text',
    sql: `SELECT id, c5 = 'ab   ' AS a, c5 <> 'ab ' AS b FROM shop.chars`,
  },
  {
    name: 'padded characters have their own length',
    sql: `SELECT id, length(c5) AS n, c5 || '|' AS t, c5 LIKE 'a_' AS l FROM shop.chars`,
  },
  {
    name: 'padded characters in ranges and lists',
    sql: `SELECT id FROM shop.chars WHERE c5 > 'a' AND c5 NOT IN ('abcde', 'b') OR c3 BETWEEN 'ab' AND 'abc'`,
  },
  {
    name: 'padded characters joined with text',
    sql: 'SELECT a.id, b.id FROM shop.chars a JOIN shop.chars b ON a.c3 = b.c5 OR a.c1 = b.c3',
  },
  {
    name: 'padded characters grouped and sorted',
    sql: 'SELECT c5, count(*) AS n, min(c3) AS low, max(c3) AS high FROM shop.chars GROUP BY c5 ORDER BY c5 DESC',
    ordered: [0],
  },
  {
    name: 'padded characters joined with another source',
    sql: 'SELECT c.id, t.id FROM shop.chars c JOIN crm.texts t ON c.c5 = t.t OR c.c1 = t.t',
  },
  {
    name: 'fixed width characters compare',
    sql: `SELECT id FROM shop.chars WHERE c1 = 'a' OR c3 = 'ABC' OR c3 > 'y'`,
  },
  {
    name: 'fixed width characters join text',
    sql: 'SELECT c.id, t.id FROM shop.chars c JOIN crm.texts t ON upper(c.c3) = t.v',
  },
  {
    name: 'json as text',
    sql: `SELECT id, doc, doc->>'a' AS a, doc->'$.b[2]' AS b, json_type(doc) AS t FROM shop.misc`,
  },
  { name: 'json paths in a filter', sql: `SELECT id FROM shop.misc WHERE (doc->>'a')::INTEGER = 1` },
];
