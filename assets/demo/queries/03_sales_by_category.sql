-- An aggregate that goes whole to PostgreSQL: four tables joined, grouped and summed there; only the answer
-- travels.
SELECT
  c.department,
  c.name AS category,
  count(DISTINCT o.order_id) AS orders,
  sum(i.quantity) AS pieces,
  sum(i.quantity * i.unit_price) AS sales_eur
FROM shop.orders AS o
JOIN shop.order_items AS i USING (order_id)
JOIN shop.products AS p USING (product_id)
JOIN shop.categories AS c USING (category_id)
WHERE o.currency = 'EUR' AND o.ordered_at >= TIMESTAMPTZ '2026-01-01 00:00:00+00'
GROUP BY c.department, c.name
ORDER BY sales_eur DESC;
