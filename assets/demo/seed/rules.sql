-- What the shop's orders lead to: parcels, and questions to the service desk. In DuckDB's dialect, over the
-- shared part of shop.sql. Timestamps are UTC; the data ends with September 2026.

CREATE TABLE purchase AS
SELECT o.*, c.country, c.currency, c.email, o.day::TIMESTAMP + to_seconds(o.second_of_day) AS ordered_at
FROM order_base AS o
JOIN customer_mail AS c USING (customer_id)
ORDER BY o.order_id;

CREATE TABLE route AS
SELECT unnest(countries) AS country, carrier, promised_days
FROM (VALUES
  (['DE', 'NL', 'PL'], 'PARCELO', 3), (['SE'], 'NORDPOST', 2), (['NO', 'DK', 'FI'], 'NORDPOST', 4),
  (['GB', 'IE'], 'ROYALINE', 5), (['FR', 'CH', 'IT'], 'ALPEXPRESS', 4), (['US', 'CA'], 'GLOBEX', 8)
) AS r(countries, carrier, promised_days);

-- Late parcels per thousand. NordPost is slow in winter, and has been slow for good since it moved its hub
-- in February 2026; everybody suffers before Christmas.
CREATE MACRO late_per_mille(carrier, shipped) AS
  CASE carrier
    WHEN 'NORDPOST' THEN CASE WHEN shipped >= TIMESTAMP '2026-02-09' THEN 270 WHEN month(shipped) IN (1, 2, 12) THEN 170 ELSE 55 END
    WHEN 'ROYALINE' THEN 92
    WHEN 'GLOBEX' THEN 125
    WHEN 'ALPEXPRESS' THEN 66
    ELSE 48
  END + CASE WHEN month(shipped) = 12 AND day(shipped) < 24 THEN 60 ELSE 0 END;

CREATE TABLE parcel AS
WITH sent AS (
  SELECT p.order_id, p.order_no, p.customer_id, p.country, p.ordered_at, p.status AS order_status, part,
    p.order_id * 2 + part AS parcel_no,
    CASE WHEN pick(p.order_id, 102, 100) < 22 THEN 'PARCELO' ELSE r.carrier END AS carrier,
    r.promised_days,
    p.ordered_at + to_seconds(14400 + pick(p.order_id, 103, 90000) + part * pick(p.order_id, 104, 260000)) AS shipped_at
  FROM purchase AS p
  JOIN route AS r USING (country)
  CROSS JOIN LATERAL (SELECT unnest(range(CASE WHEN pick(p.order_id, 101, 21) = 0 THEN 2 ELSE 1 END)) AS part)
  WHERE p.status IN ('shipped', 'completed', 'returned')
), judged AS (
  SELECT *, shipped_at::DATE + promised_days AS promised_on,
    pick(parcel_no, 105, 1000) < late_per_mille(carrier, shipped_at) AS late,
    pick(parcel_no, 106, 260) = 0 AND order_status <> 'returned' AS lost
  FROM sent
)
SELECT *,
  CASE
    WHEN lost THEN NULL
    WHEN late THEN promised_on::TIMESTAMP + to_days(1 + (pick(parcel_no, 107, 7) * pick(parcel_no, 108, 7) >> 3)) + to_seconds(28800 + pick(parcel_no, 109, 36000))
    ELSE greatest(promised_on::TIMESTAMP - to_days(pick(parcel_no, 107, 3)) + to_seconds(28800 + pick(parcel_no, 109, 36000)), shipped_at + to_hours(7))
  END AS delivered_at
FROM judged
ORDER BY shipped_at, parcel_no;

-- A question is asked about one order in twenty; far more often about a late or lost one, or one sent back.
CREATE TABLE question AS
WITH about_order AS (
  SELECT p.order_id AS seed_no, p.order_no, p.customer_id,
    CASE WHEN p.lost OR p.late THEN 'delivery' WHEN p.order_status = 'returned' THEN 'return'
      ELSE (['delivery', 'product', 'product', 'payment', 'complaint'])[1 + pick(p.order_id, 112, 5)] END AS category,
    p.lost OR p.late AS upset,
    CASE WHEN p.late OR p.lost THEN p.promised_on::TIMESTAMP + to_days(1 + pick(p.order_id, 113, 3))
      WHEN p.order_status = 'returned' THEN p.delivered_at::DATE::TIMESTAMP + to_days(1 + pick(p.order_id, 113, 9))
      ELSE p.ordered_at::DATE::TIMESTAMP + to_days(1 + pick(p.order_id, 113, 18)) END
      + to_seconds(25200 + pick(p.order_id, 114, 46000)) AS opened_at
  FROM parcel AS p
  WHERE p.part = 0
    AND pick(p.order_id, 111, 1000) < CASE WHEN p.lost THEN 900 WHEN p.late THEN 310 WHEN p.order_status = 'returned' THEN 420 ELSE 62 END
), general AS (
  SELECT 900000 + n AS seed_no, NULL AS order_no, 1 + pick(n, 115, 28000) AS customer_id,
    (['product', 'product', 'payment', 'account', 'account', 'complaint'])[1 + pick(n, 116, 6)] AS category,
    pick(n, 117, 9) = 0 AS upset,
    TIMESTAMP '2024-01-03 07:00:00' + to_seconds(n * 15600 + pick(n, 118, 15600)) AS opened_at
  FROM generate_series(1, 5500) AS g(n)
)
SELECT row_number() OVER (ORDER BY opened_at, seed_no) AS ticket_id, *
FROM (FROM about_order UNION ALL FROM general)
WHERE opened_at < TIMESTAMP '2026-10-01'
ORDER BY ticket_id;

CREATE TABLE country_name AS
FROM (VALUES
  ('DE', 'Germany', 'Deutschland', 'DACH'), ('CH', 'Switzerland', 'Schweiz', 'DACH'), ('SE', 'Sweden', 'Sverige', 'Nordics'),
  ('NO', 'Norway', 'Norge', 'Nordics'), ('DK', 'Denmark', 'Danmark', 'Nordics'), ('FI', 'Finland', 'Suomi', 'Nordics'),
  ('GB', 'United Kingdom', 'UK', 'British Isles'), ('IE', 'Ireland', 'Éire', 'British Isles'), ('NL', 'Netherlands', 'Nederland', 'West'),
  ('FR', 'France', 'La France', 'West'), ('PL', 'Poland', 'Polska', 'South and East'), ('IT', 'Italy', 'Italia', 'South and East'),
  ('US', 'United States', 'USA', 'North America'), ('CA', 'Canada', 'Le Canada', 'North America')
) AS c(country, country_name, local_name, region);
