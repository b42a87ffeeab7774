-- A query over a model: the three best customers of each region. customer_value stands on orders_eur, and
-- both are plain SQL files in models/.
SELECT region, customer, email, orders, revenue_eur, CAST(last_order_at AS DATE) AS last_order
FROM models.customer_value
QUALIFY row_number() OVER (PARTITION BY region ORDER BY revenue_eur DESC, customer_id) <= 3
ORDER BY region, revenue_eur DESC;
