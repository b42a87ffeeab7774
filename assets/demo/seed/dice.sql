-- DuckDB's form of the two functions of shop.sql; the same numbers.
CREATE MACRO rnd(n, salt) AS
  ((n::BIGINT * (1103515245 + salt::BIGINT * 12820163) + salt::BIGINT * 104729) % 2147483647)
  * ((n::BIGINT * (1103515245 + salt::BIGINT * 12820163) + salt::BIGINT * 104729) % 2147483647) % 2147483629 * 69621 % 2147483587;
CREATE MACRO pick(n, salt, k) AS ((rnd(n, salt) >> 7) % k)::INTEGER;
