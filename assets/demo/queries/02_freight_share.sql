-- A join across three sources: what share of an order the freight eats, by region and size of the order.
-- Amounts from PostgreSQL, freight from Parquet, regions and rates from DuckDB.
WITH orders AS (
  SELECT o.order_no, r.region, t.amount / b.per_eur AS amount_eur
  FROM shop.orders AS o
  JOIN shop.order_totals AS t USING (order_id)
  JOIN local.regions AS r ON r.country_code = o.ship_country
  JOIN local.book_rates AS b ON b.currency = o.currency AND b.month = CAST(date_trunc('month', o.ordered_at) AS DATE)
  WHERE o.ordered_at >= TIMESTAMPTZ '2026-01-01 00:00:00+00'
), freight AS (
  SELECT order_number, sum(freight_eur) AS freight_eur
  FROM lake.shipments
  WHERE year = 2026
  GROUP BY order_number
)
SELECT
  region,
  CASE WHEN amount_eur < 100 THEN 'under 100' WHEN amount_eur < 300 THEN '100 to 300' ELSE 'over 300' END AS order_size,
  count(*) AS orders,
  round(100 * sum(freight_eur) / sum(amount_eur), 1) AS freight_pct
FROM orders
JOIN freight ON order_number = order_no
GROUP BY region, order_size
ORDER BY freight_pct DESC;
