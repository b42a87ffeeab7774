import type { BreadthCase } from '../case.ts';

export const NESTED_CASES: readonly BreadthCase[] = [
  { name: 'lists, structs and maps of a file', sql: 'SELECT * FROM lake.products' },
  {
    name: 'list access',
    sql: 'SELECT id, tags[1] AS a, tags[-1] AS b, tags[1:2] AS c, len(tags) AS n FROM lake.products',
  },
  {
    name: 'list search',
    sql: `SELECT id FROM lake.products WHERE list_contains(tags, 'red') OR 'green' IN tags`,
  },
  {
    name: 'list functions',
    sql: `SELECT id, list_sort(tags) AS s, list_distinct(tags) AS d, list_reverse(tags) AS r, list_concat(tags, ['x']) AS c FROM lake.products`,
  },
  {
    name: 'list aggregates',
    sql: `SELECT id, list_sum(nums) AS s, list_max(nums) AS m, list_aggregate(nums, 'avg') AS a FROM shop.misc`,
  },
  {
    name: 'list with a lambda',
    sql: `SELECT id, list_transform(tags, lambda t: upper(t)) AS u, list_filter(tags, lambda t: t LIKE '%e%') AS f FROM lake.products`,
  },
  {
    name: 'list with a lambda of two',
    sql: 'SELECT id, list_transform(tags, lambda t, i: t || i) AS u FROM lake.products',
  },
  {
    name: 'list reduced by a lambda',
    sql: 'SELECT id, list_reduce(nums, lambda a, b: greatest(a, b)) AS r FROM shop.misc WHERE len(nums) > 0',
  },
  {
    name: 'lambda over an outer column',
    sql: 'SELECT id, list_filter([1, 5, 9, 13], lambda x: x > id) AS f FROM shop.customers',
  },
  {
    name: 'list comprehension',
    sql: `SELECT id, [t || '!' FOR t IN tags IF t <> 'red'] AS x FROM lake.products`,
  },
  {
    name: 'arrays of a server',
    sql: 'SELECT id, nums, words, nums[1] AS a, words[2] AS b, array_length(nums) AS n FROM shop.misc',
  },
  {
    name: 'array search at a server',
    sql: `SELECT id FROM shop.misc WHERE list_contains(nums, 7) OR words[1] = 'a'`,
  },
  { name: 'unnest', sql: 'SELECT id, unnest(tags) AS tag FROM lake.products' },
  { name: 'unnest of two lists', sql: 'SELECT id, unnest(nums) AS n, unnest(words) AS w FROM shop.misc' },
  {
    name: 'unnest in from',
    sql: `SELECT p.id, u.tag FROM lake.products p, unnest(p.tags) u(tag) WHERE u.tag <> 'red'`,
  },
  {
    name: 'unnest with ordinality',
    sql: 'SELECT p.id, u.tag, u.nr FROM lake.products p, unnest(p.tags) WITH ORDINALITY u(tag, nr)',
  },
  {
    name: 'unnest joined to another source',
    sql: 'SELECT u.n, c.name FROM (SELECT unnest(nums) AS n FROM shop.misc) u LEFT JOIN shop.customers c ON c.id = u.n',
  },
  { name: 'unnest of a struct', sql: 'SELECT id, unnest(dims) FROM lake.products' },
  { name: 'unnest of nothing', sql: 'SELECT unnest([]::INTEGER[]) AS x FROM shop.customers' },
  {
    name: 'unnest and aggregate',
    sql: 'SELECT tag, count(*) AS n FROM (SELECT unnest(tags) AS tag FROM lake.products) GROUP BY tag',
  },
  {
    name: 'struct fields',
    sql: `SELECT id, dims.w AS w, dims['h'] AS h, dims.w * dims.h AS area FROM lake.products`,
  },
  {
    name: 'struct fields in a filter',
    sql: 'SELECT id FROM lake.products WHERE dims.w > 1 AND dims.h IS NOT NULL',
  },
  {
    name: 'struct building and changing',
    sql: `SELECT id, {'a': id, 'b': name} AS s, struct_insert({'a': 1}, b := id) AS t, row(id, name) AS r FROM shop.customers`,
  },
  {
    name: 'row values in lists and maps',
    sql: `SELECT id, [row(id, name), NULL] AS l, MAP {'k': row(id, (name, country))} AS m FROM shop.customers ORDER BY id DESC;`,
    ordered: true,
  },
  {
    name: 'group by a row value',
    sql: 'SELECT row(country, score > 5) AS r, count(*) AS n FROM shop.customers GROUP BY r',
  },
  { name: 'struct comparison', sql: `SELECT id FROM lake.products WHERE dims = {'w': 1.5, 'h': 2.0}` },
  {
    name: 'struct of JSON lines',
    sql: 'SELECT id, payload.code AS c, payload.label AS l FROM lake.events WHERE payload.code > 10',
  },
  {
    name: `join on a struct's field`,
    sql: 'SELECT e.id, c.name FROM lake.events e JOIN shop.customers c ON e.payload.code = c.id',
  },
  { name: 'group by a struct', sql: 'SELECT dims, count(*) AS n FROM lake.products GROUP BY dims' },
  { name: 'group by a list', sql: 'SELECT tags, count(*) AS n FROM lake.products GROUP BY tags' },
  {
    name: 'maps',
    sql: `SELECT id, attrs['a'] AS a, map_keys(attrs) AS k, map_values(attrs) AS v, cardinality(attrs) AS n FROM lake.products`,
  },
  {
    name: 'map in a filter',
    sql: `SELECT id FROM lake.products WHERE attrs['a'] > 2 OR map_contains(attrs, 'pages')`,
  },
  {
    name: 'map building',
    sql: `SELECT MAP {'x': min(id), 'y': max(id)} AS m, map_from_entries([('k', 1)]) AS e FROM shop.customers`,
  },
  { name: 'nested deeply', sql: 'SELECT id, nested[1].a[1] AS a, nested[1].b.c AS c FROM lake.archive' },
  { name: 'fixed arrays', sql: 'SELECT id, arr, array_value(1, 2)[1] AS a, arr[1] AS f FROM local.kinds' },
  { name: 'unions of types', sql: 'SELECT id, un, union_tag(un) AS tag, un.n AS n FROM local.kinds' },
  { name: 'enums', sql: `SELECT id, en, en::VARCHAR AS t, en > 'low' AS above FROM local.kinds` },
  { name: 'enum of a server in a filter', sql: `SELECT id FROM shop.misc WHERE mood = 'ok' OR mood > 'ok'` },
  {
    name: 'enum of a server and a text that is no label',
    sql: `SELECT id, mood IN ('ok', 'odd') AS a, mood <> 'odd' AS b, mood IS DISTINCT FROM 'sad' AS c FROM shop.misc WHERE mood <> 'odd' OR mood IS NULL`,
  },
  {
    name: 'groups of an enum of a server',
    sql: 'SELECT mood, count(*) AS n, rank() OVER (ORDER BY mood) AS place FROM shop.misc GROUP BY mood',
  },
  {
    name: 'an enum of a server joins itself and another',
    sql: 'SELECT a.id, b.id AS other, k.id AS third FROM shop.misc a JOIN shop.misc b ON a.mood = b.mood LEFT JOIN local.kinds k ON k.en = a.mood',
  },
  {
    name: 'union of an enum of a server with text and with itself',
    sql: `SELECT mood FROM shop.misc UNION SELECT 'ok' UNION ALL (SELECT mood FROM shop.misc UNION SELECT max(mood) FROM shop.misc)`,
  },
  { name: 'bits', sql: 'SELECT id, bits, bit_count(bits) AS n, get_bit(bits, 0) AS b FROM local.kinds' },
  {
    name: 'uuid comparison',
    sql: `SELECT id FROM shop.misc WHERE u > '7fffffff-ffff-ffff-ffff-ffffffffffff'::UUID OR u = '12345678-9abc-def0-1234-56789abcdef0'`,
  },
  {
    name: 'uuid joins two sources',
    sql: 'SELECT m.id, a.id FROM shop.misc m JOIN lake.archive a ON m.u = a.u',
  },
  { name: 'blobs compare', sql: `SELECT id FROM shop.misc WHERE b > '\\x00'::BLOB AND b <> 'abc'::BLOB` },
  { name: 'blobs join two sources', sql: 'SELECT m.id, s.id FROM shop.misc m JOIN crm.blobs s ON m.b = s.b' },
  {
    name: 'generate series and range',
    sql: 'SELECT g.x, r.y FROM generate_series(1, 3) g(x), range(2) r(y)',
  },
  {
    name: 'range by a column',
    sql: 'SELECT c.id, r.i FROM shop.customers c, range(c.id) r(i) WHERE c.id < 4',
  },
  {
    name: 'list of a whole row',
    sql: 'SELECT list(c ORDER BY c.id) AS rows FROM (SELECT id, name FROM shop.customers) c',
  },
  {
    name: 'list zip and slices',
    sql: `SELECT list_zip([1, 2], ['a', 'b', 'c']) AS z, [1, 2, 3, 4][2:3] AS s, flatten([[1], [2, 3]]) AS f`,
  },
];
