import type { BreadthCase } from '../case.ts';

export const NUMBERS_CASES: readonly BreadthCase[] = [
  { name: 'integers at their limits', sql: 'SELECT * FROM shop.ints' },
  {
    name: 'comparison with limits',
    sql: 'SELECT id FROM shop.ints WHERE i8 = 9223372036854775807 OR i8 = -9223372036854775808 OR i4 = -2147483648',
  },
  {
    name: 'comparison beyond the limits',
    sql: 'SELECT id FROM shop.ints WHERE i2 < 100000 AND i8 < 170141183460469231731687303715884105727',
  },
  {
    name: 'integers beyond what a double holds',
    sql: 'SELECT id FROM shop.ints WHERE i8 = 9007199254740993',
  },
  {
    name: 'integer equality with a double',
    sql: 'SELECT id FROM shop.ints WHERE i8 = 9007199254740992::DOUBLE',
  },
  { name: 'division of integers gives a double', sql: 'SELECT id, i4 / 2 AS h, i2 / 7 AS s FROM shop.ints' },
  {
    name: 'integer division truncates',
    sql: 'SELECT id, i2 // 2 AS a, -7 // 2 AS b, 7 // -2 AS c, -i2 // 7 AS d FROM shop.ints WHERE id IN (3, 5, 6, 7)',
  },
  {
    name: 'modulo of negatives',
    sql: 'SELECT id, i4 % 4 AS a, -7 % 3 AS b, 7 % -3 AS c, i8 % 1000 AS d FROM shop.ints WHERE id <> 2',
  },
  {
    name: 'division by zero',
    sql: 'SELECT id, 1 / i2 AS a, i2 // 0 AS b, i2 % 0 AS c, 0 / i2 AS d FROM shop.ints WHERE id IN (3, 5, 7)',
  },
  {
    name: 'division by a column that may be zero',
    sql: 'SELECT id, price / qty AS p, 10 // qty AS i, 10 % qty AS m FROM shop.orders',
  },
  { name: 'filter on a division by a column', sql: 'SELECT id FROM shop.orders WHERE price / qty > 10' },
  { name: 'filter on integer division', sql: 'SELECT id FROM crm.tickets WHERE id // 7 = 2 AND id % 3 <> 1' },
  {
    name: `division of a file database's integers`,
    sql: 'SELECT id, id / 4 AS a, -id / 4 AS b, -id // 4 AS c, -id % 4 AS d FROM crm.tickets',
  },
  {
    name: 'unary minus, plus and absolute value',
    sql: 'SELECT id, -i2::INTEGER AS n, +i4 AS p, abs(i2::INTEGER) AS a, sign(i4) AS s FROM shop.ints',
  },
  {
    name: 'bit operations',
    sql: 'SELECT id, i2 & 255 AS a, i2 | 1 AS o, xor(i2, 15::SMALLINT) AS x, ~i4 AS n, (i2 & 15) << 2 AS l, i4 >> 1 AS r FROM shop.ints WHERE i2 >= 0',
  },
  {
    name: 'widening sums and products',
    sql: 'SELECT id, i2::INTEGER * i2::INTEGER AS sq, i4::BIGINT * 2 AS dbl, i8::HUGEINT * 2 AS hdbl FROM shop.ints',
  },
  { name: 'decimals at their limits', sql: 'SELECT * FROM shop.decimals' },
  {
    name: 'decimal arithmetic keeps scale',
    sql: 'SELECT id, n4 + n9 AS a, n4 - 0.05 AS b, n4 * n9 AS m, n9 * 2 AS d FROM shop.decimals',
  },
  { name: 'decimal division', sql: 'SELECT id, n9 / 3 AS a, n4 / n9 AS b FROM shop.decimals WHERE n9 <> 0' },
  { name: 'decimal modulo', sql: 'SELECT id, n9 % 2 AS a, -n4 % 0.3 AS b FROM shop.decimals' },
  {
    name: 'decimal comparison with literals of other scale',
    sql: 'SELECT id FROM shop.decimals WHERE n9 = 0.001 OR n9 = 2.5 OR n9 >= 999999.9990',
  },
  {
    name: 'decimal comparison with a double literal',
    sql: 'SELECT id FROM shop.decimals WHERE n18 > 1e-7 AND n18 < 1e11',
  },
  {
    name: 'decimal equality between scales',
    sql: 'SELECT a.id, b.id FROM shop.decimals a JOIN shop.decimals b ON a.n9 = b.n18',
  },
  {
    name: 'decimal sums and averages',
    sql: 'SELECT sum(n4), sum(n9), sum(n18), avg(n9), min(n38), max(frac) FROM shop.decimals',
  },
  {
    name: 'decimal rounding half away from zero',
    sql: 'SELECT id, round(n9, 1) AS a, round(n4) AS b, n9::INTEGER AS c, ceil(n9) AS d, floor(n9) AS e, trunc(n9) AS f FROM shop.decimals',
  },
  {
    name: 'decimals of a file database',
    sql: 'SELECT id, balance, balance * 2 AS d, balance / 3 AS t FROM crm.people WHERE balance > 0.005',
  },
  { name: 'floats at their edges', sql: 'SELECT * FROM shop.floats', signOfZero: true },
  { name: 'float comparison with NaN', sql: `SELECT id FROM shop.floats WHERE f8 = 'NaN'::DOUBLE` },
  { name: 'NaN is greater than all', sql: 'SELECT id FROM shop.floats WHERE f8 > 1e308' },
  { name: 'zeros are equal', sql: 'SELECT id FROM shop.floats WHERE f8 = 0' },
  {
    name: 'infinities compare',
    sql: `SELECT id FROM shop.floats WHERE f8 < '-1.7e308'::DOUBLE OR f4 = 'Infinity'::FLOAT`,
  },
  { name: 'float literal against a float column', sql: 'SELECT id FROM shop.floats WHERE f4 = 0.1' },
  {
    name: 'float literal cast against a float column',
    sql: 'SELECT id FROM shop.floats WHERE f4 = 0.1::FLOAT',
  },
  { name: 'float against double column', sql: 'SELECT id FROM shop.floats WHERE f4 = f8' },
  {
    name: 'denormals survive',
    sql: 'SELECT id, f8 * 2 AS d, f8 / 2 AS h FROM shop.floats WHERE f8 < 1e-300 AND f8 > 0',
  },
  {
    name: 'tests of floats',
    sql: 'SELECT id, isnan(f8) AS n, isinf(f8) AS i, isfinite(f8) AS f FROM shop.floats',
  },
  {
    name: 'min and max of floats with NaN',
    sql: 'SELECT min(f8), max(f8), min(f4), max(f4) FROM shop.floats',
  },
  {
    name: 'float to integer rounds half to even',
    sql: 'SELECT id, f8::INTEGER AS i FROM shop.floats WHERE abs(f8) < 100',
  },
  {
    name: 'rounding of doubles',
    sql: 'SELECT id, round(f8) AS a, round(f8, 1) AS b, ceil(f8) AS c, floor(f8) AS d, trunc(f8) AS e FROM shop.floats WHERE isfinite(f8) AND abs(f8) < 1e6',
  },
  { name: 'float sums', sql: 'SELECT sum(score), avg(score), sum(score * 0.1) FROM crm.people' },
  {
    name: 'three tenths',
    sql: 'SELECT count(*) FROM crm.people WHERE score + 0.2::DOUBLE = 0.30000000000000004',
  },
  {
    name: 'mathematical functions',
    sql: 'SELECT id, sqrt(abs(score)) AS a, ln(abs(score) + 1) AS b, exp(score / 100) AS c, power(score, 2) AS d, log10(abs(score) + 1) AS e, cbrt(score) AS f FROM shop.customers WHERE score < 1000',
  },
  {
    name: 'trigonometric functions',
    sql: 'SELECT id, sin(score) AS s, cos(score) AS c, tan(score) AS t, atan2(score, 2) AS a, degrees(score) AS d, radians(score) AS r, pi() AS p FROM shop.customers WHERE score < 1000',
  },
  { name: `logarithm's base`, sql: 'SELECT log(100) AS a, log2(8) AS b, log(2, 8) AS c, ln(1) AS d' },
  {
    name: 'greatest and least skip NULLs',
    sql: 'SELECT id, greatest(qty, 3) AS g, least(qty, price, 2.5) AS l FROM shop.orders',
  },
  {
    name: 'greatest number of common divisors',
    sql: 'SELECT id, gcd(id, 12) AS g, lcm(id, 4) AS l, factorial((id % 10)::INTEGER) AS f FROM crm.tickets',
  },
  { name: 'every type of the DuckDB file', sql: 'SELECT * FROM local.kinds', signOfZero: true },
  { name: 'every type of the archive', sql: 'SELECT * FROM lake.archive', signOfZero: true },
  { name: 'unsigned arithmetic', sql: 'SELECT id, u8 - 1 AS a, u8 // 2 AS h FROM local.kinds WHERE u8 > 0' },
  {
    name: 'huge integers',
    sql: 'SELECT id, h, h::VARCHAR AS t, h // 2 AS half FROM local.kinds WHERE h > 18446744073709551615',
  },
  { name: 'blobs and integers of a file database', sql: 'SELECT * FROM crm.blobs' },
  {
    name: `filters on a file database's extremes`,
    sql: 'SELECT id FROM crm.blobs WHERE i = 9223372036854775807 OR r = 5e-324',
  },
  { name: 'number literals with underscores', sql: 'SELECT 1_000_000 AS a, 1e3 AS c, 1_0.5_0 AS d' },
  {
    name: 'between, both ways round',
    sql: 'SELECT id FROM shop.orders WHERE qty BETWEEN 1 AND 3 OR price BETWEEN 100 AND 50 OR id NOT BETWEEN 1001 AND 1058',
  },
  {
    name: 'in a list of numbers with NULL',
    sql: 'SELECT id, qty IN (1, 2, NULL) AS a, qty NOT IN (1, NULL) AS b FROM shop.orders',
  },
  {
    name: 'in a long list',
    sql: 'SELECT id FROM shop.orders WHERE id IN (1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 1016, 1017, 1018, 1019, 1020, -5, 99999999999)',
  },
  {
    name: 'random is random',
    sql: 'SELECT id, random() < 2 AS always, random() AS r FROM shop.customers',
    countOnly: true,
  },
  { name: 'hash of values agrees', sql: 'SELECT id, hash(id, name) AS h FROM shop.customers' },
];
