-- What finance and planning keep in a DuckDB file of their own, attached as "local".

CREATE TABLE local.regions AS
SELECT country AS country_code, country_name, region FROM country_name ORDER BY country_code;

-- How the service desk spells countries, trimmed and in lower case.
CREATE TABLE local.country_spellings AS
SELECT DISTINCT lower(spelling) AS spelling, country AS country_code
FROM (SELECT country, unnest([country, country_name, local_name]) AS spelling FROM country_name)
ORDER BY spelling;

CREATE TABLE local.calendar AS
SELECT day::DATE AS day, year(day) AS year, quarter(day) AS quarter, month(day) AS month, weekofyear(day) AS iso_week,
  isodow(day) AS weekday, isodow(day) > 5 AS is_weekend,
  year(day + INTERVAL 2 MONTH) AS season_year,
  CASE WHEN month(day) = 11 AND day(day) >= 22 THEN 'November sale' WHEN month(day) = 12 AND day(day) < 24 THEN 'Christmas'
    WHEN month(day) = 1 AND day(day) < 15 THEN 'Clearance' END AS campaign
FROM generate_series(TIMESTAMP '2021-01-01', TIMESTAMP '2026-12-31', INTERVAL 1 DAY) AS g(day);

-- The rate at which finance books a month: the mean of its daily rates. The euro is in it, so that no join loses it.
CREATE TABLE local.book_rates AS
SELECT date_trunc('month', day)::DATE AS month, currency, (sum(per_eur) / count(*))::DECIMAL(12,5) AS per_eur
FROM rate GROUP BY ALL
UNION ALL
SELECT DISTINCT date_trunc('month', day)::DATE, 'EUR', 1::DECIMAL(12,5) FROM rate
ORDER BY month, currency;

-- Planned revenue: the mean basket times the orders that were expected, more boldly in some regions than in others.
CREATE TABLE local.targets AS
WITH expected AS (
  SELECT n.region, date_trunc('month', p.day)::DATE AS month, count(*) AS orders
  FROM purchase AS p
  JOIN country_name AS n USING (country)
  WHERE p.status <> 'cancelled'
  GROUP BY ALL
)
SELECT region, month,
  (round(orders * 475 * boldness * (97 + pick(ascii(region) * 100000 + year(month) * 12 + month(month), 221, 7)) / 10000 / 500) * 500)::DECIMAL(12,2) AS revenue_eur,
  late_share_max::DECIMAL(4,2) AS late_share_max
FROM expected
JOIN (VALUES
  ('Nordics', 114, 0.08), ('DACH', 99, 0.08), ('British Isles', 104, 0.12), ('West', 101, 0.08), ('South and East', 101, 0.08), ('North America', 104, 0.15)
) AS b(region, boldness, late_share_max) USING (region)
ORDER BY month, region;
