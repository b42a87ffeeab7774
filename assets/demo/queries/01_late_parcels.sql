-- All four islands in one text: which regions missed their target last quarter, and do late parcels
-- go with it? Orders come from PostgreSQL, parcels from Parquet, questions to the service desk from SQLite,
-- targets and rates from a DuckDB file.
WITH sold AS (
  SELECT o.order_no, o.ship_country, o.currency, CAST(date_trunc('month', o.ordered_at) AS DATE) AS month,
    sum(i.quantity * i.unit_price * (100 - o.discount_pct)) / 100 AS amount
  FROM shop.orders AS o
  JOIN shop.order_items AS i USING (order_id)
  WHERE o.ordered_at >= TIMESTAMPTZ '2026-07-01 00:00:00+00' AND o.status <> 'cancelled'
  GROUP BY ALL
), parcels AS (
  SELECT order_number AS order_no, bool_or(status = 'lost' OR CAST(delivered_at AS DATE) > promised_on) AS late
  FROM lake.shipments
  WHERE year = 2026 AND month >= 7
  GROUP BY order_number
), questions AS (
  SELECT upper(trim(order_ref)) AS order_no, count(*) AS tickets, avg(satisfaction) AS satisfaction
  FROM crm.tickets
  WHERE opened_at >= TIMESTAMP '2026-07-01 00:00:00' AND order_ref IS NOT NULL
  GROUP BY 1
), planned AS (
  SELECT region, sum(revenue_eur) AS target_eur, max(late_share_max) AS late_allowed
  FROM local.targets
  WHERE month >= DATE '2026-07-01'
  GROUP BY region
)
SELECT
  r.region,
  count(*) AS orders,
  CAST(sum(s.amount / b.per_eur) AS BIGINT) AS revenue_eur,
  round(100 * sum(s.amount / b.per_eur) / max(p.target_eur), 1) AS pct_of_target,
  round(100 * avg(CAST(d.late AS INTEGER)), 1) AS pct_late,
  CAST(100 * max(p.late_allowed) AS INTEGER) AS pct_late_allowed,
  round(100 * sum(coalesce(q.tickets, 0)) / count(*), 1) AS tickets_per_100_orders,
  round(avg(q.satisfaction), 2) AS satisfaction
FROM sold AS s
JOIN local.regions AS r ON r.country_code = s.ship_country
JOIN local.book_rates AS b ON b.currency = s.currency AND b.month = s.month
JOIN planned AS p ON p.region = r.region
LEFT JOIN parcels AS d ON d.order_no = s.order_no
LEFT JOIN questions AS q ON q.order_no = s.order_no
GROUP BY r.region
ORDER BY pct_of_target;
