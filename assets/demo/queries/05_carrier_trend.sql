-- Window functions over Parquet: each carrier's share of late parcels by month, its mean over three months,
-- and the change against a year before. NordPost moved its hub in February 2026.
WITH monthly AS (
  SELECT carrier, make_date(year, month, 1) AS month, count(*) AS parcels,
    100 * avg(CAST(CAST(delivered_at AS DATE) > promised_on AS INTEGER)) AS pct_late
  FROM lake.shipments
  WHERE delivered_at IS NOT NULL
  GROUP BY ALL
)
SELECT carrier, month, parcels,
  round(pct_late, 1) AS pct_late,
  round(avg(pct_late) OVER three_months, 1) AS pct_late_three_months,
  round(pct_late - lag(pct_late, 12) OVER history, 1) AS change_on_year
FROM monthly
WINDOW
  history AS (PARTITION BY carrier ORDER BY month),
  three_months AS (PARTITION BY carrier ORDER BY month ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)
QUALIFY month >= DATE '2026-06-01'
ORDER BY carrier, month;
