-- A top-n: SQLite finds the ten questions that have waited longest, and only their customers are looked up
-- in PostgreSQL. The service desk writes customer 1240 as C-00001240, and not always.
WITH oldest AS (
  SELECT ticket_id, contact_id, subject, priority, opened_at
  FROM crm.tickets
  WHERE status = 'open'
  ORDER BY opened_at, ticket_id
  LIMIT 10
)
SELECT t.ticket_id, t.opened_at, t.priority, t.subject, k.full_name, k.phone, c.city, c.country,
  count(o.order_id) AS orders_so_far
FROM oldest AS t
JOIN crm.contacts AS k USING (contact_id)
LEFT JOIN shop.customers AS c ON c.customer_id = TRY_CAST(substr(k.customer_ref, 3) AS INTEGER)
LEFT JOIN shop.orders AS o ON o.customer_id = c.customer_id
GROUP BY ALL
ORDER BY t.opened_at, t.ticket_id;
