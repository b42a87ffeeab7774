-- One row per order that was sent: when it left, what it cost, and whether a parcel of it came late or never.
SELECT
  order_number AS order_no,
  any_value(destination) AS destination,
  min(shipped_at) AS shipped_at,
  count(*) AS parcels,
  sum(freight_eur) AS freight_eur,
  bool_or(status = 'lost' OR coalesce(CAST(delivered_at AS DATE), DATE '2026-09-30') > promised_on) AS late
FROM lake.shipments
GROUP BY order_number
