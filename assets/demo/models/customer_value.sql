-- What each customer has bought so far, in euros. Built on the model orders_eur.
SELECT
  c.customer_id,
  trim(c.first_name) || ' ' || c.last_name AS customer,
  c.email,
  e.region,
  count(*) AS orders,
  sum(e.amount_eur) AS revenue_eur,
  max(e.ordered_at) AS last_order_at
FROM models.orders_eur AS e
JOIN shop.customers AS c USING (customer_id)
GROUP BY ALL
