-- Every order that counts as revenue, in euros at the rate that finance books its month with.
SELECT
  o.order_id,
  o.order_no,
  o.customer_id,
  o.ordered_at,
  r.region,
  o.ship_country,
  t.pieces,
  CAST(t.amount / b.per_eur AS DECIMAL(12, 2)) AS amount_eur
FROM shop.orders AS o
JOIN shop.order_totals AS t USING (order_id)
JOIN local.regions AS r ON r.country_code = o.ship_country
JOIN local.book_rates AS b ON b.currency = o.currency AND b.month = CAST(date_trunc('month', o.ordered_at) AS DATE)
WHERE o.status <> 'cancelled'
